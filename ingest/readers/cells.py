"""Cells that were drawn apart from their row, put back into it.

Two habits of PDF makers break a row: values or footnote marks are drawn in a later pass, or a row is
drawn cell by cell, each cell over several lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.readers.rows import Row, beside, cell_text, cells_of, height, is_value, is_value_or_mark, middle

CELL_BREAK = "  "
_MAX_LINES = 8  # of one cell; a longer stack of lines is a column of prose
_MAX_CHARACTERS = 60  # of one line of a cell


def values_in_place(rows: list[Row]) -> list[Row]:
    """Rows in which values drawn in a later pass stand behind their label.

    Such a pass begins above the row drawn before it, and holds nothing but values or marks.
    """
    placed: list[Row] = []
    in_pass, last = False, None
    for row in rows:
        in_pass = (in_pass or _jumps_up(last, row)) and all(is_value_or_mark(word.text) for word in row)
        last = row
        if not (in_pass and _insert(row, placed)):
            placed.append(row)
    return placed


def _jumps_up(last: Row | None, row: Row) -> bool:
    return last is not None and middle(row[0]) > middle(last[0]) + 0.5 * height(row[0])


def _insert(row: Row, placed: list[Row]) -> bool:
    """Put the row's words into an earlier row of the same height; False where none has room."""
    for target in reversed(placed):
        if beside(target[0], row[0]) and target[0].left < row[0].left and _has_room(target, row):
            target += row
            target.sort(key=lambda word: word.left)
            return True
    return False


def _has_room(target: Row, row: Row) -> bool:
    return not any(
        min(word.right, other.right) - max(word.left, other.left) > 0.5 * (word.right - word.left)
        for word in row
        for other in target
    )


class Cell(NamedTuple):
    """One line of one cell."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Band:
    """Rows in which each cell stands below or right of the one before: `stacks` are whole cells."""

    rows: list[list[Cell]] = field(default_factory=list)
    stacks: list[list[Cell]] = field(default_factory=list)
    jumped: bool = False  # a cell began above the last line of the cell before it


def lines_of(rows: list[Row]) -> Iterator[str]:
    """One line of text a row; a row whose cells were drawn one after another becomes one line."""
    for band in _bands([_cells(row) for row in rows]):
        yield from _lines(band)


def _cells(row: Row) -> list[Cell]:
    return [
        Cell(
            cell_text(cell),
            cell[0].left,
            min(word.bottom for word in cell),
            max(word.right for word in cell),
            max(word.top for word in cell),
        )
        for cell in cells_of(row)
    ]


def _bands(rows: list[list[Cell]]) -> Iterator[Band]:
    band = Band()
    for cells in rows:
        if not _grow(band, cells):
            if band.rows:
                yield band
            band = Band([cells], [[cell] for cell in cells])
    if band.rows:
        yield band


def _grow(band: Band, cells: list[Cell]) -> bool:
    """Take one more row into the band; False, and nothing done, where one of its cells does not fit."""
    if not band.stacks:
        return False
    stacks = [*band.stacks[:-1], [*band.stacks[-1]]]
    jumped = band.jumped
    for cell in cells:
        last = stacks[-1][-1]
        if _is_below(cell, stacks):
            stacks[-1].append(cell)
        elif _is_right_of(cell, stacks):
            jumped = jumped or _middle(cell) > _middle(last) + 0.5 * _height(cell)
            stacks.append([cell])
        else:
            return False
    band.rows.append(cells)
    band.stacks, band.jumped = stacks, jumped
    return True


def _is_below(cell: Cell, stacks: list[list[Cell]]) -> bool:
    last, line = stacks[-1][-1], _height(cell)
    if not -0.4 * line < last.bottom - cell.top < 0.9 * line:
        return False
    if len(stacks) > 1 and cell.left < max(other.right for other in stacks[-2]) - 0.5 * line:
        return False
    return cell.left < last.right and cell.right > last.left


def _is_right_of(cell: Cell, stacks: list[list[Cell]]) -> bool:
    line = _height(cell)
    if cell.left < max(other.right for other in stacks[-1]):
        return False
    highest = max(stack[0].top for stack in stacks)
    return _middle(cell) > _middle(stacks[-1][-1]) - 0.5 * line and cell.top < highest + 5 * line


def _height(cell: Cell) -> float:
    return max(cell.top - cell.bottom, 0.1)


def _middle(cell: Cell) -> float:
    return (cell.top + cell.bottom) / 2


def _lines(band: Band) -> Iterator[str]:
    above = _rows_above(band) if band.jumped else 0
    stacks = [band.stacks[0][above:], *band.stacks[1:]]
    if band.jumped and all(_is_one_cell(stack) for stack in stacks):
        yield from (_joined(row) for row in band.rows[:above])
        yield CELL_BREAK.join(" ".join(cell.text for cell in stack) for stack in stacks)
    else:
        yield from map(_joined, band.rows)


def _rows_above(band: Band) -> int:
    """How many rows at the top of the band stand higher than all cells but those of the first stack."""
    others = max(stack[0].top for stack in band.stacks[1:])
    rows = band.rows[: len(band.stacks[0]) - 1]
    above = 0
    while above < len(rows) and rows[above][0].bottom > others - 0.3 * _height(rows[above][0]):
        above += 1
    return above


def _is_one_cell(stack: list[Cell]) -> bool:
    """Several lines of one cell, rather than several rows of one column or a column of prose."""
    if len(stack) > _MAX_LINES or any(len(cell.text) > _MAX_CHARACTERS for cell in stack):
        return False
    return sum(all(map(is_value, cell.text.split())) for cell in stack) < 2


def _joined(row: list[Cell]) -> str:
    return CELL_BREAK.join(cell.text for cell in row)
