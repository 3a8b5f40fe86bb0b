"""A page without an image, for the viewer: its text, and its tables drawn from their grids."""

import re
from collections.abc import Iterator
from typing import Any

from askreports.answering.tables.column_heads import year_of
from ingest.document import Page
from ingest.table import Table, TableCell

MOST_ROWS = 200  # of a table that are drawn: its heads, and those around what is marked
_NOT_A_DIGIT = re.compile(r"\D")


def blocks(page: Page, marked: range, value: str = "", year: int | None = None) -> list[dict[str, Any]]:
    """The page from its top: texts in three pieces, of which the second is marked, and rows of tables.

    Cells over `marked` are quoted; the one of them that holds `value`, or else stands under the head of
    `year`, is framed.
    """
    found: list[dict[str, Any]] = []
    place = 0
    for table in sorted(page.tables, key=lambda table: table.start):
        if table.start < place:  # it lies within another one
            continue
        found += _text(page.text, place, table.start, marked)
        found.append(_drawn(table, marked, value, year))
        place = table.end
    return [*found, *_text(page.text, place, len(page.text), marked)]


def _text(text: str, start: int, end: int, marked: range) -> Iterator[dict[str, Any]]:
    piece = text[start:end]
    if not piece.strip():
        return
    start, end = end - len(piece.lstrip("\n")), start + len(piece.rstrip("\n"))
    first, last = (min(max(place, start), end) for place in (marked.start, marked.stop))
    yield {"text": [text[start:first], text[first:last], text[last:end]]}


def _drawn(table: Table, marked: range, value: str, year: int | None) -> dict[str, Any]:
    """The rows of a table: a cell has its text, how far it is merged, and what it is marked as."""
    quoted = [cell for cell in table.cells if cell.start < marked.stop and marked.start < cell.end]
    framed = _asked(table, quoted, value, year)
    shown = _rows_shown(table, min((cell.row for cell in quoted), default=0))
    rows = []
    for row in shown:
        cells = [_cell(table, one, quoted, framed) if one else {} for one in _places(table, row)]
        rows.append(cells)
    return {"rows": rows, "heads": table.header_rows, "left_out": table.row_count - len(rows)}


def _asked(table: Table, quoted: list[TableCell], value: str, year: int | None) -> TableCell | None:
    """The one cell that was asked for; none where several may be it."""
    same = [cell for cell in quoted if value and _digits(cell.text) == _digits(value)]
    under = [
        cell
        for cell in quoted
        if year and cell.row >= table.header_rows and year in map(year_of, _heads(table, cell))
    ]
    found = same or under
    return found[0] if len(found) == 1 else None


def _heads(table: Table, cell: TableCell) -> list[str]:
    return [head.text for head in table.heads(cell.column, cell.column_span)]


def _rows_shown(table: Table, around: int) -> list[int]:
    """The rows of heads, and then so many others that all fit."""
    heads, count = min(table.header_rows, MOST_ROWS // 2), table.row_count
    room = MOST_ROWS - heads
    first = max(heads, min(around - room // 2, count - room))
    return [*range(heads), *range(first, min(count, first + room))]


def _places(table: Table, row: int) -> Iterator[TableCell | None]:
    """What begins in a row at each place that no merged cell covers: a cell, or None for a blank one."""
    over = [cell for cell in table.cells if cell.row <= row < cell.row + cell.row_span]
    for column in range(table.column_count):
        cell = next((one for one in over if one.covers(row, column)), None)
        if cell is None or (cell.row, cell.column) == (row, column):
            yield cell


def _cell(table: Table, cell: TableCell, quoted: list[TableCell], framed: TableCell | None) -> dict[str, Any]:
    is_label = cell.row >= table.header_rows and cell.column < table.label_columns
    return {
        "text": cell.text,
        "rows": cell.row_span,
        "columns": cell.column_span,
        "label": is_label,
        "quoted": cell in quoted,
        "framed": cell == framed,
    }


def _digits(text: str) -> str:
    """The digits of a number, whatever parts them: zeros behind the last place say nothing."""
    return _NOT_A_DIGIT.sub("", text).rstrip("0")
