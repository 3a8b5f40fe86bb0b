"""The heads of a table at the columns that they stand over."""

from collections.abc import Sequence

from ingest.readers.pdf.grids.cells import Place
from ingest.readers.pdf.grids.columns import Extent, touches
from ingest.readers.pdf.grids.drafts import Draft, is_over
from ingest.readers.pdf.grids.spans import columns_under, stand_alike
from ingest.readers.pdf.grids.values import is_bare_year, is_year
from ingest.readers.pdf.layout.boxes import Line, TextBox


def placed_heads(draft: Draft, lines: Sequence[Line], labels: int) -> tuple[list[Place], bool]:
    """The heads of a table, line by line, from the lowest line up; and whether each has found its place."""
    places: list[Place] = []
    columns, wide, headed, are_sure = list(draft.columns), list(draft.columns), set[int](), True
    for number in reversed(draft.heads):
        line = lines[number]
        over = over_columns(line, draft)
        aside = [cell for cell in line.cells if not over or cell.right <= over[0].left]
        own = [Place(number, "  ".join(cell.text for cell in aside), range(1))] if aside else []
        are_sure = are_sure and not (over and any(is_bare_year(cell.text) for cell in aside))
        if over and len(line.cells) == 1 and len(columns) > 1 and _is_title(over[0], columns):
            places[:0] = [Place(number, over[0].text, range(len(columns) + labels))]
            continue
        for cell, span in zip(over, columns_under(over, columns, headed, wide), strict=True):
            if span is None:
                are_sure = are_sure and not is_year(cell.text) and not touches(cell, draft.columns)
                continue
            own.append(Place(number, cell.text, range(span.start + labels, span.stop + labels)))
            headed |= set(span)
            if len(span) == 1:  # heads stand in the middle of heads, not of values
                columns[span[0]] = Extent(cell.left, cell.right)
                known = wide[span[0]]
                wide[span[0]] = Extent(min(known.left, cell.left), max(known.right, cell.right))
        places[:0] = own
    return places, are_sure


def over_columns(line: Line, draft: Draft) -> list[TextBox]:
    """The cells of a line of heads that stand over the columns, or beside them all in the same way."""
    if stand_alike(line.cells, draft.columns):
        return [*line.cells]
    return [cell for cell in line.cells if is_over(cell, line, draft.columns, draft.labels_end)]


def _is_title(cell: TextBox, columns: Sequence[Extent]) -> bool:
    """Whether a line of one cell stands over most of the columns, or in their middle: it is about all."""
    width = columns[-1].right - columns[0].left
    shared = min(cell.right, columns[-1].right) - max(cell.left, columns[0].left)
    off = abs(cell.left + cell.right - columns[0].left - columns[-1].right) / 2
    return cell.left < columns[0].left or shared > 0.6 * width or off < 0.15 * width
