"""Reads any file that we have a reader for. A new format is one function and one line of the table."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ingest.document import Reading
from ingest.errors import FileSkipped, Reason

Reader = Callable[[Path], Reading]

# suffix -> module and function, imported when the first such file is read
READERS = {
    ".pdf": "ingest.readers.pdf:read_pdf",
    ".txt": "ingest.readers.text:read_text",
    ".md": "ingest.readers.text:read_markdown",
    ".markdown": "ingest.readers.text:read_markdown",
    ".html": "ingest.readers.html:read_html",
    ".htm": "ingest.readers.html:read_html",
    ".docx": "ingest.readers.office:read_docx",
    ".pptx": "ingest.readers.office:read_pptx",
    ".xlsx": "ingest.readers.office:read_xlsx",
}
MAX_BYTES = 1 << 30


def read(file: Path) -> Reading:
    """What the file says. Raises `FileSkipped` when it cannot be used, whatever is wrong with it."""
    name = READERS.get(file.suffix.lower())
    if name is None:
        raise FileSkipped(Reason.UNSUPPORTED, f"no reader for {file.suffix or 'a file without suffix'}")
    if file.stat().st_size > MAX_BYTES:
        raise FileSkipped(Reason.TOO_LARGE, f"over {MAX_BYTES >> 20} MiB")
    module, function = name.split(":")
    reader: Reader = getattr(import_module(module), function)
    return reader(file)
