"""Plain text files -> Reading. The text stays as it stands in the file."""

from pathlib import Path

from ingest.document import RawReport, ReadPage
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain
from ingest.readers.contents import read_bytes
from ingest.readers.encoding import decode

MAX_BYTES = 50_000_000  # a report of a thousand pages has about 3 MB of text


def read_text(file: Path) -> RawReport:
    """A plain text file: a form feed begins a new page. Raises `FileSkipped`."""
    pages = decode(read_bytes(file, MAX_BYTES)).rstrip("\f\r\n\t ").split("\f")
    texts = [plain(page) for page in pages]
    if not any(text.strip() for text in texts):
        raise FileSkipped(Reason.NO_TEXT)
    return RawReport(tuple(ReadPage(text) for text in texts))
