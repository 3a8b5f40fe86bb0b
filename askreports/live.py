"""The reports of an index as its last ingest left them, for doors that serve many requests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from askreports.reports import Reports


@dataclass(slots=True)
class _Held:
    """Open reports, and how many requests use them."""

    reports: Reports
    leases: int = 0


class LiveReports:
    """Follows an index from generation to generation. Threads may share it.

    A request leases the reports of the live generation and keeps them to its end, whatever an ingest does
    meanwhile. Those of an earlier generation are closed once no request uses them.
    """

    def __init__(self, reports: Reports) -> None:
        self._held = _Held(reports)
        self._lock = Lock()  # of what is held and how often it is leased
        self._opening = Lock()  # whoever opens a generation; nobody waits for it

    @property
    def sends_to(self) -> str | None:
        """The language model that questions and passages are sent to; None without one."""
        return self._held.reports.sends_to

    @contextmanager
    def lease(self) -> Iterator[Reports]:
        """The reports for one request. Raises what `askreports.open` raises, where they must be opened again.

        While one request opens a new generation, the others go on with the one before.
        """
        if self._opening.acquire(blocking=False):
            try:
                self._follow()
            finally:
                self._opening.release()
        with self._lock:
            held = self._held
            held.leases += 1
        try:
            yield held.reports
        finally:
            with self._lock:
                held.leases -= 1
                done = held is not self._held and not held.leases
            if done:
                held.reports.close()

    def _follow(self) -> None:
        """Opens the live generation where it is another than the one that is held."""
        before = self._held
        reports = before.reports.refresh()
        if reports is before.reports:
            return
        with self._lock:
            self._held = _Held(reports)
            done = not before.leases
        if done:
            before.reports.close()

    def close(self) -> None:
        """Closes the reports; no request may come after this."""
        self._held.reports.close()
