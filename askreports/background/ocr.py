"""Sees to it that pages which wait for OCR are read, as long as somebody has an index open or watches it."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread

from index.build.ocr.queue import count_waiting
from index.storage.generation import is_read_by_ocr, live_generation
from ingest.errors import AskReportsError
from ingest.readers.pdf.ocr import is_installed

_COMMAND = (sys.executable, "-m", "askreports.background.ocr_process")
_LOOK_SECONDS = 5.0
_RETRY_SECONDS = 60.0  # after a process that failed, as where another one wrote the index all the time


class BackgroundOcr:
    """Runs one process at a time that reads the waiting pages of an index; none while no page waits."""

    def __init__(
        self, index: Path, command: Sequence[str] = _COMMAND, look_seconds: float = _LOOK_SECONDS
    ) -> None:
        self._index, self._command, self._look_seconds = index, command, look_seconds
        self._stop = Event()
        self._seen_to = ""  # the generation of which nothing more can be read
        self._thread = Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begins to look for waiting pages. Does nothing where OCR is not installed."""
        if is_installed():
            self._thread.start()

    def stop(self) -> None:
        """Ends the process, if there is one; what it has read stays."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            if self._is_needed():
                self._read()
            self._stop.wait(self._look_seconds)

    def _is_needed(self) -> bool:
        try:
            generation = live_generation(self._index)
            if generation == self._seen_to or is_read_by_ocr(self._index):
                return False
            if count_waiting(self._index):
                return True
        except AskReportsError:  # missing or damaged: whoever opens the index is told
            return False
        self._seen_to = generation
        return False

    def _read(self) -> None:
        command = [*self._command, str(self._index)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
            while process.poll() is None:
                if self._stop.wait(0.2):
                    process.terminate()
                    process.wait()
        if process.returncode:
            self._stop.wait(_RETRY_SECONDS)
        else:  # what waits still cannot be read: its file has gone
            self._seen_to = live_generation(self._index)
