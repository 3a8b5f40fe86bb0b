"""The life of a process that reads pages by OCR: a page in, its reading out, within limits."""

import os
from multiprocessing.connection import Connection
from pathlib import Path

from ingest.document import PageReading
from ingest.errors import FileSkipped, Reason
from ingest.identity import document_id
from ingest.isolation.ocr_pages import PageTask
from ingest.isolation.reader_process import limit_cpu, limit_memory
from ingest.isolation.worker import NEEDS_MEMORY, OUT_OF_MEMORY
from ingest.readers.members import opened
from ingest.readers.pdf.ocr import load_engine
from ingest.readers.pdf.page_reading import read_page

_POLITENESS = 10  # of the system's scale from 0 to 19: whoever asks a question comes first


def serve(handle: int) -> None:
    """Works off what comes over the pipe with this file handle, until its other end is closed."""
    os.nice(_POLITENESS)
    connection = Connection(handle)
    (limits,) = connection.recv()
    load_engine()
    connection.send("ready")
    known = _KnownFiles()
    while True:
        try:
            task = connection.recv()
        except (EOFError, ConnectionResetError, KeyboardInterrupt):
            return
        limit_memory(limits)
        limit_cpu(limits)
        connection.send(_result(task, known))


def _result(task: PageTask, known: "_KnownFiles") -> PageReading | FileSkipped:
    try:
        with opened(task.file, task.inside) as file:
            if known.id_of(file) != task.report:
                return FileSkipped(Reason.UNREADABLE, "changed since it was read: ingest again")
            return read_page(file, task.page)
    except FileSkipped as skipped:
        return skipped
    except MemoryError:
        return FileSkipped(Reason.TOO_LARGE, NEEDS_MEMORY)
    except OSError as error:
        return FileSkipped(Reason.UNREADABLE, error.strerror or type(error).__name__)
    except Exception as error:  # whatever a hostile page provokes costs that page, and is told
        if OUT_OF_MEMORY.search(str(error)):
            return FileSkipped(Reason.TOO_LARGE, NEEDS_MEMORY)
        return FileSkipped(
            Reason.DAMAGED, f"does not follow the rules of its format ({type(error).__name__})"
        )


class _KnownFiles:
    """The id of the last file, so that a large one is not read for each of its pages."""

    def __init__(self) -> None:
        self._ids: dict[tuple[int, int, int, int], str] = {}

    def id_of(self, file: Path) -> str:
        status = file.stat()
        key = status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
        if key not in self._ids:
            self._ids = {key: document_id(file)}
        return self._ids[key]
