"""Values that stand out of line with the others of their column: merged over two columns, or moved."""

import re
from collections.abc import Callable, Sequence
from statistics import median

from ingest.readers.pdf.layout.boxes import Box, TextBox, height

_OFF = 0.6  # of its height that a value stands off the edge of the others of its column
_DASH_OFF = 0.5  # and a dash for none off all of them
_ALIKE = 0.1  # of a height: edges that vary by no more than this beyond the best may all be the aligned one
_EVEN = 0.3  # of a height by which values vary at the edge where they are aligned
_MIN_VALUES = 3  # from which an edge is told
_BEFORE, _BEHIND = "$€£¥(-−", ")%-−* ⁰¹²³⁴⁵⁶⁷⁸⁹"
_WIDTHS = {"%": 0.7, "$": 0.45, "€": 0.45, "£": 0.45, "¥": 0.45}  # of signs, in heights of their line
_MANY_VALUES = 5  # of a column by which its own edge is told
_APART = re.compile(r"[$€£¥]\s")  # a sign at the left edge of its column

Place = Callable[[TextBox], float]


def out_of_line(columns: Sequence[Sequence[TextBox]], heads: Sequence[Box | None]) -> set[TextBox]:
    """The values, given by column, that stand neither at the edge nor in the middle as the others do.

    Where a column has too few, its values are looked at beside their head, like those of all columns.
    """
    numbers = [
        [box for box in column if box.text[-1] not in "-–—" or len(box.text) > 2] for column in columns
    ]
    found, doubtful = set[TextBox](), set[TextBox]()
    for column, own, head in zip(columns, numbers, heads, strict=True):
        found |= _outside([box for box in column if box not in own], [*own, head] if head else own)
        placed = [(box, [place(box) for place in _places(own)]) for box in own]
        off = _off(placed) if len(own) >= _MANY_VALUES else None
        if off is None:
            doubtful.update(own)
        else:
            found |= off
    beside = _off(_beside_heads(numbers, heads))
    if beside is None:
        return found | (_aside(numbers, heads) & doubtful)
    whole = {box for own in numbers if beside.issuperset(own) for box in own}  # columns that are set so
    return found | (beside - (whole - doubtful))


def _beside_heads(
    numbers: Sequence[Sequence[TextBox]], heads: Sequence[Box | None]
) -> list[tuple[TextBox, list[float]]]:
    """The values of all columns with heads, each with its places counted from those of its head."""
    places = _places([box for own in numbers for box in own])
    return [
        (box, [place(box) - place(TextBox("0", head.left, 0.0, head.right, 1.0)) for place in places])
        for own, head in zip(numbers, heads, strict=True)
        if head
        for box in own
    ]


def _off(placed: Sequence[tuple[TextBox, list[float]]]) -> set[TextBox] | None:
    """The boxes that are off at each of the places at which most of them are even; None where none is."""
    if len(placed) < _MIN_VALUES:
        return None
    kinds = list(zip(*(places for _, places in placed), strict=True))
    middles = [median(kind) for kind in kinds]
    spreads = [median(abs(at - middle) for at in kind) for kind, middle in zip(kinds, middles, strict=True)]
    size = height(placed[0][0])
    kept = [n for n, spread in enumerate(spreads) if spread <= min(spreads) + _ALIKE * size]
    if min(spreads) > _EVEN * size:
        return None
    return {
        box for box, places in placed if min(abs(places[n] - middles[n]) for n in kept) > _OFF * height(box)
    }


def _aside(numbers: Sequence[Sequence[TextBox]], heads: Sequence[Box | None]) -> set[TextBox]:
    """The values that do not stand below any of their head."""
    return {
        box
        for own, head in zip(numbers, heads, strict=True)
        if head
        for box in own
        if box.left > head.right or head.left > box.right
    }


def _outside(dashes: Sequence[TextBox], others: Sequence[Box]) -> set[TextBox]:
    """The dashes that reach out of the width of the numbers and their head."""
    if len(others) < _MIN_VALUES:
        return set()
    left, right = min(box.left for box in others), max(box.right for box in others)
    return {box for box in dashes if max(left - box.left, box.right - right) > _DASH_OFF * height(box)}


def _places(boxes: Sequence[TextBox]) -> tuple[Place, ...]:
    """The places at which boxes may be in line: a sign apart on the left says nothing of the number."""
    if any(_APART.match(box.text) for box in boxes):
        return (_digits_end,)
    return _digits_end, _left_edge, _middle


def _digits_end(box: TextBox) -> float:
    """Where the last digit of a value ends, about: brackets and signs behind it hang over the edge."""
    return box.right - _width(box.text[len(box.text.rstrip(_BEHIND)) :]) * height(box)


def _left_edge(box: TextBox) -> float:
    """Where the first digit begins, about."""
    return box.left + _width(box.text[: len(box.text) - len(box.text.lstrip(_BEFORE))]) * height(box)


def _width(signs: str) -> float:
    """How wide signs are, in heights of their line."""
    return sum(_WIDTHS.get(sign, 0.3) for sign in signs)


def _middle(box: TextBox) -> float:
    return (box.left + box.right) / 2
