"""Where things stand on a page: boxes in points, y growing upwards."""

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple, Protocol

_EDGES = attrgetter("left", "bottom", "right", "top")


class Box(Protocol):
    """Anything with a place on a page."""

    @property
    def left(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def top(self) -> float: ...


class TextBox(NamedTuple):
    """Words that stand together, one line of a cell or a whole line, and the box around them."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class Line(NamedTuple):
    """A line of a page, the box around it, and the cells that it is made of, from the left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    cells: tuple[TextBox, ...]


def line_of(cells: Sequence[TextBox], separator: str) -> Line:
    """The line that these cells make."""
    if len(cells) == 1:
        return Line(*cells[0], tuple(cells))
    return Line(separator.join(cell.text for cell in cells), *around(cells), tuple(cells))


def join(boxes: Sequence[TextBox], separator: str) -> TextBox:
    """One box around all of them, their texts in the order given."""
    if len(boxes) == 1:
        return boxes[0]
    return TextBox(separator.join(box.text for box in boxes), *around(boxes))


def around(boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of all the boxes together."""
    lefts, bottoms, rights, tops = zip(*map(_EDGES, boxes), strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def height(box: Box) -> float:
    """From bottom to top, never zero."""
    return max(box.top - box.bottom, 0.1)


def middle(box: Box) -> float:
    """The y half-way up."""
    return (box.top + box.bottom) / 2


def beside(one: Box, other: Box, share: float = 0.5) -> bool:
    """Whether two boxes stand on one line: they share more than so much of the lower one's height."""
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return shared > share * min(height(one), height(other))


def begins_above(box: Box, last: Box) -> bool:
    """Whether a box stands higher than the one drawn before it, so that something new begins."""
    return middle(box) > middle(last) + 0.4 * height(box)
