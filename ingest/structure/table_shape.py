"""Which rows of a grid hold its column heads, and which columns say what a row is about."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.structure.table_heads import YEAR
from ingest.table import TableCell

_VALUE = re.compile(r"\W*(?:[A-Z]{2,4}\W+)?\d")
_NOTHING = re.compile(r"[-–—]+|n/?a\.?|n\.a\.")
_PERIOD = re.compile(r"\W*\d{1,2}\.?\s?(?:de )?[^\W\d_]{3,}\W*")  # 31 December, 12 months, 52 weeks
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d")
_MAX_LETTERS = 12  # beside a number: its unit
MAX_HEAD_CHARS = 80  # of one column's head


class Shape(NamedTuple):
    """So many rows of heads at the top, so many columns of labels on the left."""

    header_rows: int
    label_columns: int


def shape_of(cells: Sequence[TableCell], column_count: int, marked_heads: int = 0) -> Shape:
    """The shape of a grid; `marked_heads` are the rows at its top that the file itself calls heads.

    Heads end with the last row above the first value that names a column; a name over all columns is none.
    """
    values = [cell for cell in cells if cell.row >= marked_heads and is_value_cell(cell.text)]
    top = min((cell.row for cell in values if cell.column), default=marked_heads)
    valued = [
        _holds_values([cell for cell in cells if cell.row >= top and cell.covers(cell.row, column)])
        for column in range(column_count)
    ]
    labels = _label_columns(valued)
    first = min((cell.row for cell in values if cell.column >= labels and valued[cell.column]), default=None)
    if first is None:
        return Shape(marked_heads or _heads_of_words(cells, column_count), labels)
    rows = [[cell for cell in cells if cell.row <= row < cell.row + cell.row_span] for row in range(first)]
    heads, named = marked_heads, marked_heads > 0
    for row in range(marked_heads, first):
        if _names_columns(rows[row], labels, column_count, first=not named):
            heads, named = row + 1, True
    return Shape(heads, labels)


def _names_columns(row: Sequence[TableCell], labels: int, column_count: int, first: bool) -> bool:
    """Whether a row above all values names columns; below others of the kind only years and bare rows do."""
    names = [
        cell.text
        for cell in row
        if cell.column + cell.column_span > labels and cell.column_span < column_count
    ]
    if not names or max(map(len, names)) > MAX_HEAD_CHARS:
        return False
    has_label = any(cell.column < labels for cell in row)
    return first or not has_label or any(YEAR.search(name) for name in names)


def _heads_of_words(cells: Sequence[TableCell], column_count: int) -> int:
    """How many rows head a table of words; two columns are mostly names and what they stand for."""
    first = [cell for cell in cells if cell.row == 0]
    short = all(len(cell.text) <= MAX_HEAD_CHARS for cell in first)
    return int(column_count > 2 and len(first) == column_count and short and any(c.row for c in cells))


def is_value_cell(text: str) -> bool:
    """Whether a cell holds a value, or says that there is none: no year, date, length of time or words."""
    if _NOTHING.fullmatch(text):
        return True
    if not _VALUE.match(text) or _names_time(text) or not any(map(str.isdigit, YEAR.sub("", text))):
        return False
    return sum(map(str.isalpha, text)) <= _MAX_LETTERS and not (YEAR.search(text) and _has_words(text))


def _names_time(text: str) -> bool:
    return bool(_PERIOD.fullmatch(text) or _DATE.fullmatch(text))


def _has_words(text: str) -> bool:
    return re.search(r"[^\W\d_]{3}", text) is not None


def _label_columns(valued: Sequence[bool]) -> int:
    """The columns on the left that hold no values; numbers in the first may count the rows."""
    labels = next((n for n, holds in enumerate(valued) if holds), max(len(valued) - 1, 1))
    if labels == 0:
        return 2 if len(valued) > 2 and not valued[1] else 1
    return labels


def _holds_values(column: Sequence[TableCell]) -> bool:
    values = sum(is_value_cell(cell.text) for cell in column)
    return values > 0 and 2 * values >= len(column)


def is_head_row(row: Sequence[TableCell], above: Sequence[TableCell]) -> bool:
    """Whether a row inside a table heads what is below it: two years or more, or words below a blank row."""
    named = [cell.text for cell in row if cell.column > 0]
    if len(named) < 2 or any(map(is_value_cell, named)):
        return False
    return sum(YEAR.search(text) is not None for text in named) > 1 or (not above and len(row) > 2)
