"""Which lines of a page are heads and rows of a table, and where its columns of values are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.readers.pdf.grids.columns import Extent, is_in, pitch, value_columns, with_empty
from ingest.readers.pdf.grids.spans import ASIDE
from ingest.readers.pdf.grids.stretches import is_below, is_prose, stretches
from ingest.readers.pdf.grids.values import is_year, values_in
from ingest.readers.pdf.layout.boxes import Line, TextBox
from ingest.structure.table_shape import is_value_cell

_MAX_HEADS = 6  # lines above the first row of values
_MAX_BETWEEN = 3  # of them, that name rows below the heads


@dataclass(frozen=True, slots=True)
class Draft:
    """Lines by number: the heads from the top, and the rows; `columns` are those of the values."""

    heads: tuple[int, ...]
    rows: tuple[int, ...]
    columns: tuple[Extent, ...]
    valued: int  # rows that hold values
    labels_end: float  # how far right most labels reach


def drafts(lines: Sequence[Line]) -> list[Draft]:
    """The tables among the lines of a page, in order; a part without heads goes on with the one above it."""
    values = [values_in(line) for line in lines]
    found: list[Draft] = []
    free = 0  # the first line that no table has yet
    for first, end in stretches(lines, values):
        draft = _draft(lines, values, range(first, end), free)
        if draft is None:
            continue
        joined = _joined(found[-1], draft, lines) if found and not draft.heads else None
        if joined:
            found[-1] = joined
        else:
            found.append(draft)
        free = end
    return [draft for draft in found if draft.heads or draft.valued > 1]


def _draft(
    lines: Sequence[Line], values: Sequence[Sequence[TextBox]], stretch: range, free: int
) -> Draft | None:
    first, end = stretch.start, stretch.stop
    own = values[first:end]
    labels_end = _labels_end(lines[first:end], own)
    columns = [column for column in value_columns(own) if column.right > labels_end]  # not parts of labels
    if not columns:
        return None
    heads = tuple(_head_lines(lines[: first + 1], free, columns, labels_end))
    named = _named(tuple(columns), [lines[number] for number in heads], own)
    rows = tuple(range(heads[-1] + 1 if heads else first, end))
    return Draft(heads, rows, named, sum(map(bool, own)), labels_end)


def _labels_end(lines: Sequence[Line], values: Sequence[Sequence[TextBox]]) -> float:
    """How far right most labels reach; minus infinity where there are none."""
    labels = sorted(
        line.cells[0].right for line, of in zip(lines, values, strict=True) if of and of[0] != line.cells[0]
    )
    return labels[len(labels) // 2] if labels else float("-inf")


def _named(
    columns: tuple[Extent, ...], heads: Sequence[Line], values: Sequence[Sequence[TextBox]]
) -> tuple[Extent, ...]:
    """The columns without those of one value that no head stands over, where the value is out of its place.

    Columns that are blank are added, if they have a head.
    """
    if not heads:
        return columns
    boxes = [box for row in values for box in row]
    kept = [
        column
        for column in columns
        if any(is_in(cell, column) for cell in heads[-1].cells)
        or sum(is_in(box, column) for box in boxes) > 1
    ]
    if not kept:
        return columns
    right_of_labels = [cell for cell in heads[-1].cells if cell.left > kept[0].left - pitch(kept)]
    return tuple(with_empty(kept, right_of_labels))


def _head_lines(lines: Sequence[Line], free: int, columns: Sequence[Extent], labels_end: float) -> list[int]:
    """The lines above the last one that stand over columns, from the top; group names may be between."""
    found: list[int] = []
    first = len(lines) - 1
    for number in range(first - 1, max(free, first - _MAX_HEADS) - 1, -1):
        line = lines[number]
        if is_prose(line) or not is_below(lines[number + 1], line):
            break
        if any(is_over(cell, line, columns, labels_end) for cell in line.cells) and not (
            _is_figure(line) or _is_field(line)
        ):
            found.append(number)
        elif found or first - number > _MAX_BETWEEN:
            break
    return found[::-1]


def _is_figure(line: Line) -> bool:
    """Whether a line holds figures that are no values of a kind we know: "2.1 : 1", "5 km"."""
    if any(is_year(cell.text) for cell in line.cells):
        return False
    return any(cell.text[0].isdigit() and is_value_cell(cell.text) for cell in line.cells[1:])


def _is_field(line: Line) -> bool:
    """Whether a line is a field of a form, "Applicant:  Association Ujrat": its label heads no column."""
    return len(line.cells) > 1 and line.cells[0].text.endswith(":")


def is_over(cell: TextBox, line: Line, columns: Sequence[Extent], labels_end: float) -> bool:
    """Whether a cell stands over the columns rather than over the labels on their left."""
    aside = ASIDE * pitch(columns)
    if cell.right <= columns[0].left - aside or cell.left >= columns[-1].right + aside:
        return False
    if is_year(cell.text) and cell.left > labels_end > 0:
        return True
    hangs_over = columns[0].left - aside - cell.left
    return hangs_over < (cell.right - cell.left) * (0.5 if len(line.cells) == 1 else 0.8)


def _joined(before: Draft, draft: Draft, lines: Sequence[Line]) -> Draft | None:
    """A table without heads as a part of the one before it, if its values stand in the columns of that.

    A column clear of all of these is one more, which was blank before.
    """
    between = lines[before.rows[-1] + 1 : draft.rows[0]]
    if any(is_year(cell.text) for line in between for cell in line.cells if cell.left > before.labels_end):
        return None
    wide = list(before.columns)
    for column in draft.columns:
        touched = [
            n for n, known in enumerate(wide) if known.left < column.right and column.left < known.right
        ]
        if len(touched) > 1:
            return None
        if touched:
            known = wide[touched[0]]
            wide[touched[0]] = Extent(min(known.left, column.left), max(known.right, column.right))
        elif column.left > before.labels_end:
            wide.append(column)
    wide.sort()
    if len(wide) > len(before.columns) + 1 or any(left.right > right.left for left, right in pairwise(wide)):
        return None
    return replace(
        before,
        rows=tuple(range(before.rows[0], draft.rows[-1] + 1)),
        columns=tuple(wide),
        valued=before.valued + draft.valued,
    )
