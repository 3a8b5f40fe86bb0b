"""Marks of footnotes, told by their size and by standing above the line: they are no digits of a value."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.readers.pdf.layout.boxes import Box, height
from ingest.readers.pdf.layout.rows import Fragment
from ingest.readers.raised import raised

SMALL = 0.8  # of its neighbour's height a mark has less
_RAISED = 0.12  # of that height it stands above its neighbour, at least; what is lowered belongs to a formula

CharacterBox = tuple[float, float, float, float]  # left, top, right, bottom


def parted(word: str, boxes: Sequence[CharacterBox], new_line: bool) -> Iterator[Fragment]:
    """A word as fragments: its marks apart from the rest, where they are no part of a unit, as in "m2"."""
    size = max(top - bottom for _, top, _, bottom in boxes)
    base = next(bottom for _, top, _, bottom in boxes if top - bottom > SMALL * size)
    pieces: list[tuple[str, int, int]] = []
    for is_mark, run in groupby(range(len(word)), lambda n: _stands_above(boxes[n], size, base)):
        places = list(run)
        text = word[places[0] : places[-1] + 1]
        written = raised(pieces[-1][0] if pieces else "", text).strip() if is_mark else text
        if written == text and pieces:
            last, start, _ = pieces.pop()
            pieces.append((last + text, start, places[-1]))
        else:
            pieces.append((written, places[0], places[-1]))
    for number, (text, start, end) in enumerate(pieces):
        left, top, _, bottom = boxes[start]
        yield Fragment(text, left, bottom, boxes[end][2], top, new_line and number == 0)


def is_raised(fragment: Box, beside: Box) -> bool:
    """Whether what was drawn by itself is a mark at its neighbour."""
    size = height(beside)
    return height(fragment) < SMALL * size and fragment.bottom > beside.bottom + _RAISED * size


def _stands_above(box: CharacterBox, size: float, base: float) -> bool:
    _, top, _, bottom = box
    return top - bottom < SMALL * size and bottom > base + _RAISED * size
