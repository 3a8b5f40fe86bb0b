"""How many requests a minute one client may make."""

import time
from collections import OrderedDict
from collections.abc import Callable

from askreports.doors.rest.problems import Refused

MAX_CLIENTS = 10_000  # that are remembered
_MINUTE = 60.0


class Rates:
    """A bucket for each client, which a request empties by one and a minute fills. 0 a minute is no limit."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_minute, self._clock = a_minute, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # what is left, and when

    def check(self, client: str) -> None:
        """Raises `Refused` (429) where a client has made too many requests."""
        if not self._a_minute:
            return
        now = self._clock()
        left, then = self._buckets.pop(client, (float(self._a_minute), now))
        left = min(self._a_minute, left + (now - then) * self._a_minute / _MINUTE)
        self._buckets[client] = (max(0.0, left - 1), now)
        while len(self._buckets) > MAX_CLIENTS:
            self._buckets.popitem(last=False)
        if left < 1:
            wait = round((1 - left) * _MINUTE / self._a_minute) + 1
            raise Refused(429, f"more than {self._a_minute} requests a minute: wait", retry_after=wait)
