"""The ingest that the app runs for its visitors: one at a time; every visitor can follow and stop it."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock, Thread
from typing import IO

_COMMAND = (sys.executable, "-m", "askreports.doors.web.server.ingest_process")


@dataclass(frozen=True, slots=True)
class Status:
    """The progress of an ingest: how many files are done of how many, and its result once it has ended.

    `summary` counts files by their outcome, `skipped` names some that were skipped and why. Without a
    summary, an ingest that has ended was stopped or failed, and `error` is then the name of our error,
    empty where it was stopped.
    """

    running: bool = False
    done: int = 0
    total: int = 0
    summary: Mapping[str, int] | None = None
    error: str = ""
    skipped: tuple[tuple[str, str], ...] = ()


class IngestJob:
    """At most one ingest of one index. Threads may share it."""

    def __init__(self, index: Path, command: Sequence[str] = _COMMAND) -> None:
        self._index, self._command = index, command
        self._lock = Lock()
        self._process: subprocess.Popen[str] | None = None
        self._status: Status | None = None

    @property
    def status(self) -> Status | None:
        """The current or last ingest; None before the first."""
        return self._status

    def start(self, paths: Sequence[Path]) -> bool:
        """Starts an ingest; False where one is already running."""
        with self._lock:
            if self._status and self._status.running:
                return False
            command = [*self._command, str(self._index), *map(str, paths)]
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            self._status = Status(running=True)
            Thread(target=self._follow, args=(self._process,), daemon=True).start()
            return True

    def stop(self) -> None:
        """Stops the current ingest; the index stays as it was."""
        with self._lock:
            if self._process and self._status and self._status.running:
                self._process.terminate()

    def _follow(self, process: "subprocess.Popen[str]") -> None:
        """Follows the process until it ends."""
        status = Status(running=True)
        with process, _lines_of(process) as lines:
            for line in lines:
                told = json.loads(line)
                if "total" in told:
                    status = Status(True, told["done"], told["total"])
                    self._status = status
                else:
                    skipped = tuple((path, reason) for path, reason in told.get("skipped", ()))
                    status = replace(
                        status, summary=told.get("summary"), error=told.get("error", ""), skipped=skipped
                    )
        failed = process.returncode > 0 and not status.error  # below 0 it was stopped
        self._status = replace(status, running=False, error="unexpected" if failed else status.error)


def _lines_of(process: "subprocess.Popen[str]") -> IO[str]:
    if process.stdout is None:
        raise ValueError("the process was started without a pipe")
    return process.stdout
