"""Where requests take turns: as many are worked on at once as there are cores, the others wait in order.

Without that, forty threads share two cores: each answer takes twenty times as long, and all wait for all.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event
from typing import TypeVar

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from askreports.doors.rest.metrics import Metrics
from askreports.doors.rest.policy import Policy
from askreports.doors.rest.problems import CLIENT_LEFT, Refused
from askreports.live import LiveReports
from askreports.reports import Reports

Result = TypeVar("Result")
LOOK_SECONDS = 0.25  # how often it is looked whether a client is still there


class Desk:
    """Does the work of requests in turn, on the reports as the last ingest left them."""

    def __init__(self, live: LiveReports, policy: Policy, metrics: Metrics) -> None:
        self.live, self.policy, self.metrics = live, policy, metrics
        self._free = policy.at_once
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def work(self, request: Request, job: Callable[[Reports], Result]) -> Result:
        """Runs a job on the reports that the request may see.

        Raises `Refused` where too many wait, where it takes too long, and where the client has left; then
        `request.state.stop` is set, for a job that looks at it.
        """
        stop = request.state.stop = Event()
        working = asyncio.ensure_future(self._in_turn(lambda: self._do(request, job)))
        try:
            async with asyncio.timeout(self.policy.seconds):
                while not (await asyncio.wait({working}, timeout=LOOK_SECONDS))[0]:
                    if await request.is_disconnected():
                        raise Refused(CLIENT_LEFT, "the client has left")
                return await working
        except TimeoutError:
            seconds = f"{self.policy.seconds:g}"
            raise Refused(
                503, f"no answer within {seconds} seconds: try again later", retry_after=10
            ) from None
        finally:
            stop.set()
            if not working.done():
                working.cancel()

    def _do(self, request: Request, job: Callable[[Reports], Result]) -> Result:
        with self.visible(request) as reports:
            return job(reports)

    @contextmanager
    def visible(self, request: Request) -> Iterator[Reports]:
        """The reports that a request may see."""
        collections = request.state.collections
        with self.live.lease() as reports:
            yield reports if collections is None else reports.within(collections)

    async def _in_turn(self, job: Callable[[], Result]) -> Result:
        await self._take_turn()
        # a thread cannot be stopped: the turn ends when its work does, even if nobody waits for it any more
        thread = asyncio.ensure_future(run_in_threadpool(job))
        thread.add_done_callback(lambda _: self._end_turn())
        return await asyncio.shield(thread)

    async def _take_turn(self) -> None:
        if not self._free:
            if len(self._waiting) >= self.policy.queue:
                raise Refused(503, "too many requests wait: try again later", retry_after=1)
            turn = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
            self.metrics.waiting.set(len(self._waiting))
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    self._hand_on()  # it was given a turn at that moment
                else:
                    with suppress(ValueError):
                        self._waiting.remove(turn)
                raise
        else:
            self._free -= 1
        self.metrics.working.inc()

    def _end_turn(self) -> None:
        self.metrics.working.dec()
        self._hand_on()

    def _hand_on(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            self.metrics.waiting.set(len(self._waiting))
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
