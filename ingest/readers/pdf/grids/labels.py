"""The labels of rows on a page: in one column, or in two, the outer of which is about several rows."""

from collections.abc import Iterator, Sequence

from ingest.readers.pdf.grids.cells import Place
from ingest.readers.pdf.layout.boxes import TextBox, height

_ASIDE = 0.6  # of a line's height that labels of one column begin apart at most
_CLEAR = 2.0  # and that those of two columns begin apart at least


def inner_left(labels: Sequence[Sequence[TextBox]]) -> float | None:
    """Where the inner labels begin, if rows have labels in two columns; None where they have one column.

    The first row says both; others say the inner one alone, or both as well, some with the same outer one.
    """
    begun = [cells for cells in labels if cells]
    if not begun or len(begun[0]) < 2:
        return None
    outer, inner = begun[0][0], begun[0][1]
    tolerance = _ASIDE * height(inner)
    if inner.left - outer.left < _CLEAR * height(inner):
        return None
    alone = [cells for cells in begun if len(cells) == 1 and abs(cells[0].left - inner.left) < tolerance]
    both = [cells for cells in begun if len(cells) > 1 and abs(cells[1].left - inner.left) < tolerance]
    if len(alone) + len(both) < 0.8 * len(begun):
        return None
    if not alone and len({cells[0].text for cells in both}) == len(both):
        return None  # names and what they are called, not one name of several rows
    return inner.left - tolerance


def label_places(cells: Sequence[TextBox], line: int, inner: float | None) -> Iterator[Place]:
    """The labels of a row at their columns."""
    if inner is None:
        if cells:
            yield Place(line, "  ".join(cell.text for cell in cells), range(1))
        return
    for column, own in enumerate(
        ([cell for cell in cells if cell.left < inner], [cell for cell in cells if cell.left >= inner])
    ):
        if own:
            yield Place(line, "  ".join(cell.text for cell in own), range(column, column + 1))


def with_spans(places: Sequence[Place], rows: Sequence[int]) -> list[Place]:
    """The places; outer labels go on over the rows below that say an inner one alone.

    `rows` are the lines below the heads, by number.
    """
    inner_alone = {place.line for place in places if place.columns == range(1, 2)}
    inner_alone -= {place.line for place in places if place.columns == range(1)}
    spanned = []
    for place in places:
        if place.columns == range(1) and place.line in rows:
            first = rows.index(place.line)
            end = first + 1
            while end < len(rows) and rows[end] in inner_alone:
                end += 1
            place = place._replace(rows=end - first)
        spanned.append(place)
    return spanned
