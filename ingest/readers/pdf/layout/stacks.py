"""Table rows that were drawn cell by cell, each cell over several lines, put on one line.

A heading drawn as "November 27, / 2015" and, beginning above again, "November 28, / 2014" becomes
"November 27, 2015  November 28, 2014".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.readers.pdf.layout.boxes import Line, TextBox, begins_above, height, join, line_of, middle
from ingest.readers.pdf.layout.cells import CELL_BREAK
from ingest.readers.pdf.layout.rows import is_value

_MAX_LINES = 8  # of one cell; a longer stack of lines is a column of prose
_MAX_CHARACTERS = 120  # of one cell, all its lines together

Stack = list[TextBox]  # the lines of one cell, from the top


@dataclass(slots=True)
class _Band:
    """Rows whose cells each stand below or right of the one before."""

    rows: list[list[TextBox]]
    stacks: list[Stack]
    began_above: bool = False  # some cell began above the last line of the cell before it


def lines_of(rows: Iterable[list[TextBox]]) -> Iterator[Line]:
    """One line a row; rows that are the lines of multi-line cells become one line together."""
    for band in _bands(rows):
        yield from _lines(band)


def _bands(rows: Iterable[list[TextBox]]) -> Iterator[_Band]:
    band = None
    for row in rows:
        if band and _grow(band, row):
            continue
        if band:
            yield band
        band = _Band([row], [[cell] for cell in row])
    if band:
        yield band


def _grow(band: _Band, row: list[TextBox]) -> bool:
    """Take one more row into the band; False, and nothing done, where one of its cells does not fit."""
    stacks, began_above = [[*stack] for stack in band.stacks], band.began_above
    for cell in row:
        above = begins_above(cell, stacks[-1][-1])
        under = next((place for place in _places(stacks, above) if _is_below(cell, stacks, place)), None)
        if under is not None:
            stacks[under].append(cell)
        elif _is_right(cell, stacks):
            stacks.append([cell])
        else:
            return False
        began_above = began_above or above
    band.rows.append(row)
    band.stacks, band.began_above = stacks, began_above
    return True


def _places(stacks: list[Stack], above: bool) -> Iterable[int]:
    """Stacks that the next cell may go on: the last, or where it begins above that, an earlier one."""
    return range(len(stacks) - 2, -1, -1) if above else (len(stacks) - 1,)


def _is_below(cell: TextBox, stacks: list[Stack], place: int) -> bool:
    """Whether the cell is the next line of this stack, and clear of the stack before."""
    last = stacks[place][-1]
    if not -0.4 < (last.bottom - cell.top) / height(cell) < 1.1:
        return False
    if place > 0 and cell.left < _right(stacks[place - 1], cell) - 0.5 * height(cell):
        return False
    return cell.left < last.right and cell.right > last.left


def _is_right(cell: TextBox, stacks: list[Stack]) -> bool:
    """Whether the cell begins a stack right of the last, not below it and not far above the others."""
    if cell.left < _right(stacks[-1], cell) or middle(cell) < middle(stacks[-1][-1]) - 0.5 * height(cell):
        return False
    return cell.top < max(stack[0].top for stack in stacks) + 5 * height(cell)


def _right(stack: Stack, cell: TextBox) -> float:
    """How far right the stack reaches, lines all above the cell left out: a title may be wider."""
    return max((line.right for line in stack if line.bottom < cell.top), default=stack[-1].right)


def _lines(band: _Band) -> Iterator[Line]:
    rows, cells = band.rows, None
    if band.began_above:
        above = _rows_above(band)
        stacks = [band.stacks[0][above:], *band.stacks[1:]]
        alone = band.rows[:above] == [[cell] for cell in band.stacks[0][:above]]
        if alone and all(_is_one_cell(stack) for stack in stacks):
            rows, cells = band.rows[:above], [join(stack, " ") for stack in stacks]
    yield from (line_of(row, CELL_BREAK) for row in rows)
    if cells:
        yield line_of(cells, CELL_BREAK)


def _rows_above(band: _Band) -> int:
    """How many rows at the top of the first stack stand above all other stacks: a title, say."""
    top = max(stack[0].top for stack in band.stacks[1:])
    first = band.stacks[0][:-1]
    return next((row for row, cell in enumerate(first) if cell.bottom < top - 0.3 * height(cell)), len(first))


def _is_one_cell(stack: Stack) -> bool:
    """Whether these are lines of one cell, rather than rows of one column or a column of prose."""
    if len(stack) > _MAX_LINES or sum(len(cell.text) for cell in stack) > _MAX_CHARACTERS:
        return False
    return sum(all(map(is_value, cell.text.split())) for cell in stack) < 2
