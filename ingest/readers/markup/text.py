"""Plain text files -> Reading. The text stays as it stands in the file."""

import re
from pathlib import Path

from ingest.document import RawReport, ReadPage
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain
from ingest.readers.contents import read_bytes
from ingest.readers.encoding import decode
from ingest.readers.pdf.grids.cells import PageLines
from ingest.readers.pdf.grids.tables import grids
from ingest.readers.pdf.layout.boxes import Line, TextBox, line_of
from ingest.readers.pdf.layout.cells import CELL_BREAK
from ingest.table import Table

MAX_BYTES = 50_000_000  # a report of a thousand pages has about 3 MB of text

_CELL = re.compile(r"\S+(?: \S+)*")
_WIDTH, _HEIGHT, _PITCH = 5.0, 10.0, 12.0  # of a character and from line to line, like type on a page


def read_text(file: Path) -> RawReport:
    """A plain text file: a form feed begins a new page. Raises `FileSkipped`."""
    pages = decode(read_bytes(file, MAX_BYTES)).rstrip("\f\r\n\t ").split("\f")
    texts = [plain(page) for page in pages]
    if not any(text.strip() for text in texts):
        raise FileSkipped(Reason.NO_TEXT)
    return RawReport(tuple(ReadPage(text, tables=_tables(text)) for text in texts))


def _tables(text: str) -> tuple[Table, ...]:
    """The tables that were set with spaces, so that values stand below their heads."""
    if CELL_BREAK not in text:
        return ()
    whole = PageLines.of(text)
    lines = [(n, line) for n, row in enumerate(whole.texts) if (line := _line(row, n))]
    page = PageLines([whole.texts[n] for n, _ in lines], [whole.starts[n] for n, _ in lines])
    return grids([line for _, line in lines], page)


def _line(row: str, number: int) -> Line | None:
    """A line as if it were set on a page; None for a blank one."""
    top = -_PITCH * number
    cells = [
        TextBox(one[0], _WIDTH * one.start(), top - _HEIGHT, _WIDTH * one.end(), top)
        for one in _CELL.finditer(row)
    ]
    return line_of(cells, CELL_BREAK) if cells else None
