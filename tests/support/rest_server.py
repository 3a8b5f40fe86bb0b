"""The REST door in a thread, and reports whose answers have every field."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from canned import CannedReports
from full_answer import FULL_ANSWER

from askreports.answering.answer import Answer
from askreports.doors.rest import create_app
from askreports.reports import Skipped


class FullReports(CannedReports):
    """Answers with every field filled."""

    def ask(self, question: str, **options: object) -> Answer:  # noqa: ARG002
        return FULL_ANSWER

    def partial(self) -> list[Skipped]:
        return [Skipped("half.pdf", "page 2 cannot be read")]

    def skipped(self) -> list[Skipped]:
        return [Skipped("locked.pdf", "locked")]


@contextmanager
def serving(reports: CannedReports) -> Iterator[str]:
    """Serves in a thread, on a free port of this machine; yields the address."""
    server = uvicorn.Server(uvicorn.Config(create_app(reports), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        deadline = time.monotonic() + 60
        while not server.started:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
