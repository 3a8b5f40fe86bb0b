"""Values with a sign between them (.csv, .tsv) -> Reading: a grid, and a line of text for each row."""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from itertools import islice
from pathlib import Path

from ingest.document import RawReport
from ingest.errors import FileSkipped, Reason
from ingest.readers.contents import read_bytes
from ingest.readers.encoding import decode
from ingest.readers.grid import GivenCell, lay_out_pages, plain_page

MAX_BYTES = 50_000_000
ROWS_A_PAGE = 200
MAX_CELLS = 100_000  # with something in them; about 2,000 printed pages of figures

_DELIMITERS = "\t;|,"  # a comma comes last: beside another sign it mostly stands in numbers
_SAMPLE_ROWS = 200
_SAMPLE_CHARS = 100_000
_STATED = "sep="  # a first line by which Excel is told the sign
_END = "\0"  # a row of its own behind the last one, which no text has: quotes are closed before it

Row = list[str]


def read_delimited(file: Path) -> RawReport:
    """A table, `ROWS_A_PAGE` on each page below its heads. The sign between values is the one that the rows
    agree on; blank cells count.

    Line ends within quotes are spaces. Where there are more than `MAX_CELLS` the first rows are read, and the
    last page is listed as unread. Raises `FileSkipped`.
    """
    text = decode(read_bytes(file, MAX_BYTES)).replace("\r\n", "\n").replace("\r", "\n").replace(_END, "")
    delimiter, text = _stated(text)
    rows = _rows(text, delimiter or _agreed(text))
    kept, is_complete = _bounded(rows)
    cells = [[GivenCell(" ".join(value.split())) for value in row] for row in kept if "".join(row).strip()]
    laid = lay_out_pages(cells, range(ROWS_A_PAGE, len(cells), ROWS_A_PAGE))
    if not laid[0].text.strip():
        raise FileSkipped(Reason.NO_TEXT)
    pages = tuple(replace(plain_page(page.text, page.tables), is_all_body=True) for page in laid)
    return RawReport(pages, unread_pages=() if is_complete else (len(pages),))


def _stated(text: str) -> tuple[str, str]:
    """The sign that the file names in its first line, if it does, and the text without that line."""
    first, _, rest = text.partition("\n")
    sign = first.lower().removeprefix(_STATED)
    return (sign, rest) if len(sign) == 1 and len(first) == len(_STATED) + 1 else ("", text)


def _agreed(text: str) -> str:
    """The sign that cuts most rows into the same number of values, two at least."""
    sample = text[:_SAMPLE_CHARS]
    return max(_DELIMITERS, key=lambda sign: _agreement(sample, sign))


def _agreement(sample: str, sign: str) -> float:
    """The share of rows that have the most frequent number of values."""
    rows = [len(row) for row in islice(_rows(sample, sign), _SAMPLE_ROWS) if row]
    counts = Counter(length for length in rows if length > 1)
    return max(counts.values(), default=0) / max(len(rows), 1)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """The rows; quotes are letters like others in a file that does not close them."""
    csv.field_size_limit(sys.maxsize)
    lines = StringIO(text, newline="")
    if _last_row(f"{text}\n{_END}", delimiter) == [_END]:
        return csv.reader(lines, delimiter=delimiter)
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)


def _last_row(text: str, delimiter: str) -> Row:
    row: Row = []
    for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):  # noqa: B007 - the last one
        pass
    return row


def _bounded(rows: Iterator[Row]) -> tuple[list[Row], bool]:
    """The first rows, as many as may be read, and whether they are all."""
    kept: list[Row] = []
    left = MAX_CELLS
    for row in rows:
        left -= sum(map(bool, row))
        if left < 0:
            return kept, False
        kept.append(row)
    return kept, True
