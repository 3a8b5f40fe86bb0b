"""Tables of Markdown -> grids: rows between strokes, a line of dashes below the heads. The text stays."""

import re
from collections.abc import Iterator

from ingest.structure.table_shape import shape_of
from ingest.table import Table, TableCell

_RULE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_CELL = re.compile(r"(?:\\.|[^|\\])*")  # a stroke behind a backslash is text
_MAX_COLUMNS = 500


def pipe_tables(text: str) -> Iterator[Table]:
    """The tables of a Markdown text, each cell with its place in it."""
    rows: list[list[TableCell]] = []
    before: list[TableCell] = []
    start = 0
    for line in text.split("\n"):
        cells = _cells(line, start)
        if not rows and before and "|" in line and _RULE.fullmatch(line):
            rows = [before, []]
        elif rows and cells:
            rows.append(cells)
        elif rows:
            yield from _table(rows)
            rows = []
        before = cells
        start += len(line) + 1
    if rows:
        yield from _table(rows)


def _cells(line: str, start: int) -> list[TableCell]:
    """The cells of a line that holds strokes, blank ones too; none of any other line."""
    if "|" not in line:
        return []
    end = len(line.rstrip())
    place = len(line) - len(line.lstrip())
    place += line[place] == "|"
    cells: list[TableCell] = []
    while place < end and len(cells) < _MAX_COLUMNS:
        stop = min(_CELL.match(line, place).end(), end)  # type: ignore[union-attr]  # matches anything
        piece = line[place:stop]
        left = start + place + len(piece) - len(piece.lstrip())
        text = piece.strip()
        cells.append(TableCell(0, len(cells), " ".join(text.split()), left, left + len(text)))
        place = stop + 1
    return cells


def _table(rows: list[list[TableCell]]) -> Iterator[Table]:
    """The grid without the line of dashes, the second one."""
    lines = [rows[0], *rows[2:]]
    cells = [
        TableCell(number, cell.column, cell.text, cell.start, cell.end)
        for number, row in enumerate(lines)
        for cell in row
        if cell.text
    ]
    if cells:
        columns = max(cell.column for cell in cells) + 1
        yield Table(tuple(cells), len(lines), columns, *shape_of(cells, columns, 1))
