"""Reads the pages of an index that wait for OCR, in a process of low priority, while others use the index.

    python -m askreports.background.ocr_process INDEX

It ends when no page waits, when it is told to, or when its standard input is closed, as it is when whoever
started it has ended. What was read stays.
"""

import os
import signal
import sys
from pathlib import Path
from threading import Thread

from askreports.ingesting import read_waiting_pages
from askreports.settings import from_environment
from ingest.errors import AskReportsError

_POLITENESS = 10  # of the system's scale from 0 to 19: whoever asks a question comes first


def main() -> None:
    """Reads the waiting pages of the index that the command line names."""
    os.nice(_POLITENESS)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        read_waiting_pages(Path(sys.argv[1]), from_environment())
    except AskReportsError as error:
        sys.exit(f"askreports: {error}")


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1024):  # not through its buffer, which the end of Python waits for
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
