"""The lines of a page to the grids of its tables, from the places of words.

A value belongs to the column that it stands in, whatever else its row holds; where it stands in none, or in
two, its row is not resolved.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.readers.pdf.layout.boxes import Box, Line, TextBox, height
from ingest.readers.pdf.layout.grid_cells import PageLines, Place, table_of
from ingest.readers.pdf.layout.grid_columns import (
    ASIDE,
    Extent,
    column_of,
    columns_under,
    pitch,
    stand_alike,
    value_columns,
    with_empty,
)
from ingest.readers.pdf.layout.grid_labels import inner_left, label_places, with_spans
from ingest.readers.pdf.layout.out_of_line import out_of_line
from ingest.readers.pdf.layout.values import is_bare_year, is_value_text, is_year, values_in
from ingest.structure.table_shape import Shape, is_value_cell
from ingest.table import Table

_MAX_GAP = 4  # lines without values in a row inside a table
_MAX_HEADS = 6  # lines above the first row of values
_MAX_BETWEEN = 3  # of them, that name rows below the heads
_FAR = 3.5  # line heights between two lines of a table at most
_MAX_CHARS = 100  # of a line of a table that is one cell: longer ones are prose
_INDENT = 5.0  # line heights from the labels' left edge, from where on a line with a year is a head
_SENTENCE_CHARS = 60  # of a line that ends in a full stop


@dataclass(frozen=True, slots=True)
class _Draft:
    """Lines by number: the heads from the top, and the rows; `columns` are those of the values."""

    heads: tuple[int, ...]
    rows: tuple[int, ...]
    columns: tuple[Extent, ...]
    valued: int  # rows that hold values
    labels_end: float  # how far right most labels reach


def grids(lines: Sequence[Line], page: PageLines) -> tuple[Table, ...]:
    """The tables among the lines of a page."""
    values = [values_in(line) for line in lines]
    drafts: list[_Draft] = []
    free = 0  # the first line that no table has yet
    for first, end in _runs(lines, values):
        columns = tuple(_columns(lines[first:end], values[first:end]))
        if not columns:
            continue
        labels_end = _labels_end(lines[first:end], values[first:end])
        heads = tuple(_head_lines(lines[: first + 1], free, columns, labels_end))
        columns = _named(columns, [lines[number] for number in heads], values[first:end])
        rows = tuple(range(heads[-1] + 1 if heads else first, end))
        draft = _Draft(heads, rows, columns, sum(map(bool, values[first:end])), labels_end)
        if not heads and drafts and (joined := _joined(drafts[-1], draft, lines)):
            drafts[-1] = joined
        else:
            drafts.append(draft)
        free = end
    if not drafts:
        return ()
    found = (_table(draft, lines, page) for draft in drafts if draft.heads or draft.valued > 1)
    return tuple(table for table in found if table)


def _runs(lines: Sequence[Line], values: Sequence[Sequence[TextBox]]) -> Iterator[tuple[int, int]]:
    """First and end of the stretches that hold the rows of one table each, from its first values on."""
    number = 0
    while number < len(lines):
        if not values[number]:
            number += 1
            continue
        end = last = number + 1
        edge = values[number][0].left  # of the values: what ends before it are labels
        while end < len(lines) and end - last <= _MAX_GAP and _goes_on(lines, end, edge, bool(values[end])):
            edge = min(edge, values[end][0].left) if values[end] else edge
            end += 1
            last = end if values[end - 1] or _ends_label(lines, end - 1, last) else last
        yield number, last
        number = last


def _columns(lines: Sequence[Line], values: Sequence[Sequence[TextBox]]) -> list[Extent]:
    """The columns of values, without numbers that are part of labels."""
    end = _labels_end(lines, values)
    return [column for column in value_columns(values) if column.right > end]


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
        if any(_is_in(cell, column) for cell in heads[-1].cells)
        or sum(_is_in(box, column) for box in boxes) > 1
    ]
    if not kept:
        return columns
    right_of_labels = [cell for cell in heads[-1].cells if cell.left > kept[0].left - pitch(kept)]
    return tuple(with_empty(kept, right_of_labels))


def _is_in(box: TextBox, column: Extent) -> bool:
    return box.left < column.right and column.left < box.right


def _goes_on(lines: Sequence[Line], number: int, edge: float, holds_values: bool) -> bool:
    """Whether a line may be the next one of the table above it."""
    line, above = lines[number], lines[number - 1]
    if not _is_below(line, above) or is_prose(line):
        return False
    if holds_values or line.right < edge:
        return True
    is_indented = line.left > above.left + _INDENT * height(line)
    is_head = is_bare_year(line.text) or (is_year(line.text) and is_indented)
    return len(line.cells) == 1 and not is_head


def _ends_label(lines: Sequence[Line], number: int, last: int) -> bool:
    """Whether a line goes on with the label of the row right above it."""
    line, above = lines[number], lines[number - 1]
    return number == last and line.text[:1].islower() and above.bottom - line.top < 0.5 * height(line)


def _is_below(line: Line, above: Line) -> bool:
    size = min(height(line), height(above))
    return -0.5 * size < above.bottom - line.top < _FAR * size


def is_prose(line: Line) -> bool:
    """Whether a line is one of running text."""
    if len(line.cells) > 1:
        return any(len(cell.text) > _MAX_CHARS for cell in line.cells[1:])
    return len(line.text) > _MAX_CHARS or (len(line.text) > _SENTENCE_CHARS and line.text.endswith("."))


def _head_lines(lines: Sequence[Line], free: int, columns: Sequence[Extent], labels_end: float) -> list[int]:
    """The lines above the last one that stand over columns, from the top; group names may be between."""
    found: list[int] = []
    first = len(lines) - 1
    for number in range(first - 1, max(free, first - _MAX_HEADS) - 1, -1):
        line = lines[number]
        if is_prose(line) or not _is_below(lines[number + 1], line):
            break
        if any(_is_over(cell, line, columns, labels_end) for cell in line.cells) and not _is_figure(line):
            found.append(number)
        elif found or first - number > _MAX_BETWEEN:
            break
    return found[::-1]


def _is_figure(line: Line) -> bool:
    """Whether a line holds figures that are no values of a kind we know: "2.1 : 1", "5 km"."""
    if any(is_year(cell.text) for cell in line.cells):
        return False
    return any(cell.text[0].isdigit() and is_value_cell(cell.text) for cell in line.cells[1:])


def _is_over(cell: TextBox, line: Line, columns: Sequence[Extent], labels_end: float) -> bool:
    """Whether a cell stands over the columns rather than over the labels on their left."""
    aside = ASIDE * pitch(columns)
    if cell.right <= columns[0].left - aside or cell.left >= columns[-1].right + aside:
        return False
    if is_year(cell.text) and cell.left > labels_end > 0:
        return True
    hangs_over = columns[0].left - aside - cell.left
    return hangs_over < (cell.right - cell.left) * (0.5 if len(line.cells) == 1 else 0.8)


def _joined(before: _Draft, draft: _Draft, lines: Sequence[Line]) -> _Draft | None:
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


def _table(draft: _Draft, lines: Sequence[Line], page: PageLines) -> Table | None:
    rows = [_parted(lines[number], draft) for number in draft.rows]
    inner = inner_left([labels for labels, _ in rows])
    shape = Shape(len(draft.heads), 1 if inner is None else 2)
    places, are_sure = _heads(draft, lines, shape.label_columns)
    unresolved = [] if are_sure else [*draft.rows]
    moved = _moved([values for _, values in rows], draft, lines)
    for number, (labels, values) in zip(draft.rows, rows, strict=True):
        row = [
            *label_places(labels, number, inner),
            *_row_places(values, number, draft.columns, shape.label_columns),
        ]
        if any(place.columns is None for place in row) or not moved.isdisjoint(values):
            unresolved.append(number)
        places += row
    if inner is not None:
        places = with_spans(places, draft.rows)
    return table_of(places, (*draft.heads, *draft.rows), shape, unresolved, page)


def _moved(rows: Sequence[Sequence[TextBox]], draft: _Draft, lines: Sequence[Line]) -> set[TextBox]:
    """The values that stand out of line with the others of their column."""
    of_column: list[list[TextBox]] = [[] for _ in draft.columns]
    for box in (box for values in rows for box in values):
        column = column_of(box, draft.columns)
        if column is not None:
            of_column[column].append(box)
    heads: list[Box | None] = [None for _ in draft.columns]
    lowest = _over(lines[draft.heads[-1]], draft) if draft.heads else []
    for head, span in zip(lowest, columns_under(lowest, draft.columns, (), draft.columns), strict=True):
        if span and len(span) == 1 and is_year(head.text) and "%" not in head.text:
            heads[span[0]] = head
    return out_of_line(of_column, heads)


def _heads(draft: _Draft, lines: Sequence[Line], labels: int) -> tuple[list[Place], bool]:
    """The heads of a table, line by line, from the lowest line up; and whether each has found its place."""
    places: list[Place] = []
    columns, wide, headed, are_sure = list(draft.columns), list(draft.columns), set[int](), True
    for number in reversed(draft.heads):
        line = lines[number]
        over = _over(line, draft)
        aside = [cell for cell in line.cells if not over or cell.right <= over[0].left]
        own = [Place(number, "  ".join(cell.text for cell in aside), range(1))] if aside else []
        are_sure = are_sure and not (over and any(is_bare_year(cell.text) for cell in aside))
        if over and len(line.cells) == 1 and len(columns) > 1 and _is_title(over[0], columns):
            places[:0] = [Place(number, over[0].text, range(len(columns) + labels))]
            continue
        for cell, span in zip(over, columns_under(over, columns, headed, wide), strict=True):
            if span is None:
                are_sure = are_sure and not is_year(cell.text) and not _touches(cell, draft.columns)
                continue
            own.append(Place(number, cell.text, range(span.start + labels, span.stop + labels)))
            headed |= set(span)
            if len(span) == 1:  # heads stand in the middle of heads, not of values
                columns[span[0]] = Extent(cell.left, cell.right)
                known = wide[span[0]]
                wide[span[0]] = Extent(min(known.left, cell.left), max(known.right, cell.right))
        places[:0] = own
    return places, are_sure


def _over(line: Line, draft: _Draft) -> list[TextBox]:
    """The cells of a line of heads that stand over the columns, or beside them all in the same way."""
    if stand_alike(line.cells, draft.columns):
        return [*line.cells]
    return [cell for cell in line.cells if _is_over(cell, line, draft.columns, draft.labels_end)]


def _is_title(cell: TextBox, columns: Sequence[Extent]) -> bool:
    """Whether a line of one cell stands over most of the columns, or in their middle: it is about all."""
    width = columns[-1].right - columns[0].left
    shared = min(cell.right, columns[-1].right) - max(cell.left, columns[0].left)
    off = abs(cell.left + cell.right - columns[0].left - columns[-1].right) / 2
    return cell.left < columns[0].left or shared > 0.6 * width or off < 0.15 * width


def _parted(line: Line, draft: _Draft) -> tuple[Sequence[TextBox], Sequence[TextBox]]:
    """The cells that are the label of a row, and those of its values: what begins in or near the columns."""
    left = min(draft.columns[0].left, draft.labels_end)
    for number, cell in enumerate(line.cells):
        is_value = is_value_text(cell.text)
        if not is_value and number == 0 and cell.left < draft.columns[0].left - height(cell):
            continue
        if (is_value and number and cell.right > left) or (
            _fits(cell) and column_of(cell, draft.columns) is not None
        ):
            return line.cells[:number], line.cells[number:]
    return line.cells, ()


def _row_places(
    cells: Sequence[TextBox], number: int, columns: Sequence[Extent], labels: int
) -> Iterator[Place]:
    """The cells of a row at their columns, behind so many of labels; of those in none the columns are new."""
    extra = len(columns) + labels
    for cell in cells:
        column = column_of(cell, columns)
        if column is not None:
            yield Place(number, cell.text, range(column + labels, column + labels + 1))
        elif is_value_text(cell.text) or _touches(cell, columns):
            yield Place(number, cell.text, None)
        else:
            yield Place(number, cell.text, range(extra, extra + 1))
            extra += 1


def _fits(cell: TextBox) -> bool:
    return is_value_text(cell.text) or len(cell.text) <= _MAX_CHARS


def _touches(cell: TextBox, columns: Sequence[Extent]) -> bool:
    return any(_is_in(cell, column) for column in columns)
