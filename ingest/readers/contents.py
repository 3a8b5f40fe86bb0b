"""The bytes of a file, within bounds: the one place where the readers of text and Office files do I/O."""

import os
from pathlib import Path

from ingest.errors import FileSkipped, Reason


def read_bytes(file: Path, max_bytes: int) -> bytes:
    """All bytes of `file`. Raises `FileSkipped`: unreadable, too large (over `max_bytes`) or no text."""
    try:
        with file.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size  # reading takes memory for as much as it is told to read
            data = stream.read(min(size, max_bytes) + 1)
    except OSError as error:
        raise FileSkipped(Reason.UNREADABLE, error.strerror or type(error).__name__) from error
    if len(data) > max_bytes:
        raise FileSkipped(Reason.TOO_LARGE, f"over {max_bytes // 1_000_000} MB")
    if not data.strip():
        raise FileSkipped(Reason.NO_TEXT, "the file is empty")
    return data
