"""The lines of a page to the grids of its tables, from the places of words.

A value belongs to the column that it stands in, whatever else its row holds; where it stands in none, or in
two, its row is not resolved.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from ingest.readers.pdf.layout.boxes import Line, TextBox, height
from ingest.readers.pdf.layout.grid_cells import PageLines, Place, table_of
from ingest.readers.pdf.layout.grid_columns import (
    ASIDE,
    Extent,
    column_of,
    columns_under,
    pitch,
    value_columns,
)
from ingest.readers.pdf.layout.values import is_bare_year, is_value_text, is_year, values_in
from ingest.structure.table_shape import is_value_cell
from ingest.table import Table

_MAX_GAP = 4  # lines without values in a row inside a table
_MAX_HEADS = 6  # lines above the first row of values
_MAX_BETWEEN = 3  # of them, that name rows below the heads
_FAR = 3.5  # line heights between two lines of a table at most
_MAX_CHARS = 100  # of a line of a table that is one cell: longer ones are prose
_SENTENCE_CHARS = 60  # of a line that ends in a full stop


@dataclass(frozen=True, slots=True)
class _Draft:
    """Lines by number: the heads from the top, and the rows; `columns` are those of the values."""

    heads: tuple[int, ...]
    rows: tuple[int, ...]
    columns: tuple[Extent, ...]
    valued: int  # rows that hold values


def grids(lines: Sequence[Line], text: str) -> tuple[Table, ...]:
    """The tables among the lines of a page; `text` is the page's text, a line each."""
    values = [values_in(line) for line in lines]
    drafts: list[_Draft] = []
    free = 0  # the first line that no table has yet
    for first, end in _runs(lines, values):
        columns = tuple(_columns(lines[first:end], values[first:end]))
        if not columns:
            continue
        heads = tuple(_head_lines(lines, free, first, columns))
        rows = tuple(range(heads[-1] + 1 if heads else first, end))
        draft = _Draft(heads, rows, columns, sum(map(bool, values[first:end])))
        if not heads and drafts and (joined := _joined(drafts[-1], draft)):
            drafts[-1] = joined
        else:
            drafts.append(draft)
        free = end
    if not drafts:
        return ()
    texts = text.split("\n")
    page = PageLines(texts, [0, *accumulate(len(line) + 1 for line in texts)])
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
        while end < len(lines) and end - last <= _MAX_GAP and _goes_on(lines, end, bool(values[end])):
            end += 1
            last = end if values[end - 1] else last
        yield number, last
        number = last


def _columns(lines: Sequence[Line], values: Sequence[Sequence[TextBox]]) -> list[Extent]:
    """The columns of values, without numbers that are part of labels."""
    labels = sorted(
        line.cells[0].right for line, of in zip(lines, values, strict=True) if of and of[0] != line.cells[0]
    )
    end = labels[len(labels) // 2] if labels else float("-inf")
    return [column for column in value_columns(values) if column.right > end]


def _goes_on(lines: Sequence[Line], number: int, holds_values: bool) -> bool:
    """Whether a line may be the next one of the table above it."""
    line, above = lines[number], lines[number - 1]
    if not _is_below(line, above) or is_prose(line):
        return False
    return holds_values or (len(line.cells) == 1 and not is_bare_year(line.text))


def _is_below(line: Line, above: Line) -> bool:
    size = min(height(line), height(above))
    return -0.5 * size < above.bottom - line.top < _FAR * size


def is_prose(line: Line) -> bool:
    """Whether a line is one of running text."""
    if len(line.cells) > 1:
        return any(len(cell.text) > _MAX_CHARS for cell in line.cells[1:])
    return len(line.text) > _MAX_CHARS or (len(line.text) > _SENTENCE_CHARS and line.text.endswith("."))


def _head_lines(lines: Sequence[Line], free: int, first: int, columns: Sequence[Extent]) -> list[int]:
    """The lines above the first values that stand over columns, from the top; group names may be between."""
    found: list[int] = []
    for number in range(first - 1, max(free, first - _MAX_HEADS) - 1, -1):
        line = lines[number]
        if is_prose(line) or not _is_below(lines[number + 1], line):
            break
        if any(_is_over(cell, line, columns) for cell in line.cells) and not _is_figure(line):
            found.append(number)
        elif found or first - number > _MAX_BETWEEN:
            break
    return found[::-1]


def _is_figure(line: Line) -> bool:
    """Whether a line holds figures that are no values of a kind we know: "2.1 : 1", "5 km"."""
    if any(is_year(cell.text) for cell in line.cells):
        return False
    return any(cell.text[0].isdigit() and is_value_cell(cell.text) for cell in line.cells[1:])


def _is_over(cell: TextBox, line: Line, columns: Sequence[Extent]) -> bool:
    """Whether a cell stands over the columns rather than over the labels on their left."""
    aside = ASIDE * pitch(columns)
    if cell.right <= columns[0].left - aside or cell.left >= columns[-1].right + aside:
        return False
    hangs_over = columns[0].left - aside - cell.left
    return hangs_over < (cell.right - cell.left) * (0.5 if len(line.cells) == 1 else 0.8)


def _joined(before: _Draft, draft: _Draft) -> _Draft | None:
    """A table without heads as a part of the one before it, if its values stand in the columns of that."""
    columns = [column for column in draft.columns if column.right > before.columns[0].left]
    fitting = [column_of(TextBox("", c.left, 0.0, c.right, 1.0), before.columns) for c in columns]
    if None in fitting or len(set(fitting)) < len(fitting):
        return None
    wide = list(before.columns)
    for place, column in zip(fitting, columns, strict=True):
        known = wide[place or 0]
        wide[place or 0] = Extent(min(known.left, column.left), max(known.right, column.right))
    if any(left.right > right.left for left, right in pairwise(wide)):
        return None
    return replace(
        before, rows=before.rows + draft.rows, columns=tuple(wide), valued=before.valued + draft.valued
    )


def _table(draft: _Draft, lines: Sequence[Line], page: PageLines) -> Table | None:
    places = _heads(draft, lines)
    unresolved = []
    for number in draft.rows:
        row = list(_row_places(lines[number], number, draft.columns))
        if any(place.columns is None for place in row):
            unresolved.append(number)
        places += row
    return table_of(places, (*draft.heads, *draft.rows), len(draft.heads), unresolved, page)


def _heads(draft: _Draft, lines: Sequence[Line]) -> list[Place]:
    """The heads of a table, line by line, told from the lowest line up."""
    places: list[Place] = []
    columns, headed = list(draft.columns), set[int]()
    for number in reversed(draft.heads):
        line = lines[number]
        over = [cell for cell in line.cells if _is_over(cell, line, draft.columns)]
        if labels := [cell for cell in line.cells if cell.right <= over[0].left]:
            own = [Place(number, "  ".join(cell.text for cell in labels), range(1))]
        else:
            own = []
        if len(line.cells) == 1 and len(columns) > 1 and _is_title(over[0], columns):
            places[:0] = [Place(number, over[0].text, range(len(columns) + 1))]
            continue
        for cell, span in zip(over, columns_under(over, columns, headed), strict=True):
            if span is None:
                continue
            own.append(Place(number, cell.text, range(span.start + 1, span.stop + 1)))
            headed |= set(span)
            if len(span) == 1:  # heads stand in the middle of heads, not of values
                columns[span[0]] = Extent(cell.left, cell.right)
        places[:0] = own
    return places


def _is_title(cell: TextBox, columns: Sequence[Extent]) -> bool:
    """Whether a line of one cell stands over most of the columns, or in their middle: it is about all."""
    width = columns[-1].right - columns[0].left
    shared = min(cell.right, columns[-1].right) - max(cell.left, columns[0].left)
    off = abs(cell.left + cell.right - columns[0].left - columns[-1].right) / 2
    return cell.left < columns[0].left or shared > 0.6 * width or off < 0.15 * width


def _row_places(line: Line, number: int, columns: Sequence[Extent]) -> Iterator[Place]:
    """The cells of a row at their columns, what is left of the first value as its label."""
    placed = [(cell, column_of(cell, columns)) for cell in line.cells]
    inside = [n for n, (cell, column) in enumerate(placed) if column is not None and _fits(cell)]
    first = inside[0] if inside else len(placed)
    if labels := line.cells[:first]:
        yield Place(number, "  ".join(cell.text for cell in labels), range(1))
    extra = len(columns) + 1
    for cell, column in placed[first:]:
        if column is not None:
            yield Place(number, cell.text, range(column + 1, column + 2))
        elif is_value_text(cell.text) or _touches(cell, columns):
            yield Place(number, cell.text, None)
        else:
            yield Place(number, cell.text, range(extra, extra + 1))
            extra += 1


def _fits(cell: TextBox) -> bool:
    return is_value_text(cell.text) or len(cell.text) <= _MAX_CHARS


def _touches(cell: TextBox, columns: Sequence[Extent]) -> bool:
    return any(cell.left < column.right and column.left < cell.right for column in columns)
