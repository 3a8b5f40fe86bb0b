"""Cells at their columns to the noun of a table: each with its row and its place in the page's text."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from ingest.readers.characters import plain
from ingest.structure.table_shape import Shape
from ingest.table import Table, TableCell


class Place(NamedTuple):
    """A cell of a line: its text, the columns it lies over, None where that is not sure, and its rows."""

    line: int
    text: str
    columns: range | None
    rows: int = 1


class PageLines(NamedTuple):
    """The lines of a page's text, and the places in it where they begin."""

    texts: Sequence[str]
    starts: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "PageLines":
        """Those of a text, blank ones too."""
        texts = text.split("\n")
        return cls(texts, [0, *accumulate(len(line) + 1 for line in texts)])


def table_of(
    places: Sequence[Place],
    numbers: Sequence[int],
    shape: Shape,
    unresolved: Sequence[int],
    page: PageLines,
) -> Table | None:
    """The table of these cells, given by line; `numbers` are the lines that are its rows, the heads first.

    None where no cell stands in the page's text.
    """
    rows = {line: row for row, line in enumerate(numbers)}
    lost = {rows[line] for line in unresolved}
    cells: list[TableCell] = []
    line, place = -1, 0
    for at, text, columns, depth in places:
        if at != line:
            line, place = at, 0
        start, end = _found(text, page.texts[line], place)
        if end == 0 or columns is None:
            lost.add(rows[line])
            continue
        place = end
        shown = " ".join(page.texts[line][start:end].split())
        offset = page.starts[line]
        cells.append(
            TableCell(rows[line], columns[0], shown, offset + start, offset + end, depth, len(columns))
        )
    if not cells:
        return None
    count = max(cell.column + cell.column_span for cell in cells)
    return Table(tuple(cells), len(numbers), count, *shape, unresolved_rows=tuple(sorted(lost)))


def _found(text: str, line: str, place: int) -> tuple[int, int]:
    """Where a cell stands in the line, behind `place`; (0, 0) where it is not found."""
    start = line.find(text, place)
    if start >= 0:
        return start, start + len(text)
    words = plain(text).replace("( ", "(").replace(" )", ")").split()
    first = line.find(words[0], place) if words else -1
    last = line.find(words[-1], first + len(words[0]) if len(words) > 1 else first) if first >= 0 else -1
    return (first, last + len(words[-1])) if last >= 0 else (0, 0)
