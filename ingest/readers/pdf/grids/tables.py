"""The lines of a page to the grids of its tables, from the places of words.

A value belongs to the column that it stands in, whatever else its row holds; where it stands in none, or in
two, its row is not resolved.
"""

from collections.abc import Iterator, Sequence

from ingest.readers.pdf.grids.cells import PageLines, Place, table_of
from ingest.readers.pdf.grids.columns import Extent, column_of, touches
from ingest.readers.pdf.grids.drafts import Draft, drafts
from ingest.readers.pdf.grids.heads import over_columns, placed_heads
from ingest.readers.pdf.grids.labels import inner_left, label_places, with_spans
from ingest.readers.pdf.grids.out_of_line import out_of_line
from ingest.readers.pdf.grids.spans import columns_under
from ingest.readers.pdf.grids.stretches import MAX_CHARS
from ingest.readers.pdf.grids.values import is_value_text, is_year
from ingest.readers.pdf.layout.boxes import Box, Line, TextBox, height
from ingest.structure.table_shape import Shape
from ingest.table import Table


def grids(lines: Sequence[Line], page: PageLines) -> tuple[Table, ...]:
    """The tables among the lines of a page."""
    found = (_table(draft, lines, page) for draft in drafts(lines))
    return tuple(table for table in found if table)


def _table(draft: Draft, lines: Sequence[Line], page: PageLines) -> Table | None:
    rows = [_parted(lines[number], draft) for number in draft.rows]
    inner = inner_left([labels for labels, _ in rows])
    shape = Shape(len(draft.heads), 1 if inner is None else 2)
    places, are_sure = placed_heads(draft, lines, shape.label_columns)
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


def _moved(rows: Sequence[Sequence[TextBox]], draft: Draft, lines: Sequence[Line]) -> set[TextBox]:
    """The values that stand out of line with the others of their column."""
    of_column: list[list[TextBox]] = [[] for _ in draft.columns]
    for box in (box for values in rows for box in values):
        column = column_of(box, draft.columns)
        if column is not None:
            of_column[column].append(box)
    heads: list[Box | None] = [None for _ in draft.columns]
    lowest = over_columns(lines[draft.heads[-1]], draft) if draft.heads else []
    for head, span in zip(lowest, columns_under(lowest, draft.columns, (), draft.columns), strict=True):
        if span and len(span) == 1 and is_year(head.text) and "%" not in head.text:
            heads[span[0]] = head
    return out_of_line(of_column, heads)


def _parted(line: Line, draft: Draft) -> tuple[Sequence[TextBox], Sequence[TextBox]]:
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
        elif is_value_text(cell.text) or touches(cell, columns):
            yield Place(number, cell.text, None)
        else:
            yield Place(number, cell.text, range(extra, extra + 1))
            extra += 1


def _fits(cell: TextBox) -> bool:
    return is_value_text(cell.text) or len(cell.text) <= MAX_CHARS
