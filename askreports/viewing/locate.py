"""Where a quote stands on a drawn page: its characters, then one rectangle a line. Pure, no drawing."""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

# A quote found word by word counts as located when this share of its letters and digits was found.
_ENOUGH = 0.6
_CHARACTERS_PER_LINE = 50  # of a narrow column: how tall a band a scattered quote may fill


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle in pixels, from the top left corner of the page image."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def beside(self, other: "Rectangle") -> bool:
        """Do the two stand on one line? A third of the lower one is enough: commas hang below it."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared > min(self.height, other.height) / 3

    def moved(self, right: float, down: float) -> "Rectangle":
        """The same rectangle so many pixels further on."""
        return Rectangle(self.left + right, self.top + down, self.right + right, self.bottom + down)

    def transposed(self) -> "Rectangle":
        """With the axes changed over: a line that runs down the page runs across it."""
        return Rectangle(self.top, self.left, self.bottom, self.right)

    def joined(self, other: "Rectangle") -> "Rectangle":
        """The smallest rectangle around both."""
        return Rectangle(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class _Word:
    letters: str
    indices: range
    middle: float


def find(quote: str, text: str) -> range:
    """The characters of the text that are the quote; empty where it is not there.

    Looks for the exact text first, then for its letters and digits alone, so that line breaks,
    hyphens at line ends, ligatures, accents built of two characters and odd dashes do not matter.
    """
    exact = text.find(quote) if quote else -1
    if exact >= 0:
        return range(exact, exact + len(quote))
    wanted = "".join(letters for letters, _ in _letters(quote))
    letters = list(_letters(text))
    at = "".join(letter for letter, _ in letters).find(wanted) if wanted else -1
    if at < 0:
        return range(0)
    return range(letters[at][1], letters[at + len(wanted) - 1][1] + 1)


def locate(quote: str, characters: str, boxes: Sequence[Rectangle]) -> tuple[Rectangle, ...]:
    """The rectangles of a quote, one a line from top to bottom; none where it is not on the page.

    `boxes[i]` is where `characters[i]` was drawn. A quote that does not stand there in one run, such
    as a table row put together from several, is looked for word by word in a band of its own height.
    """
    return locate_part(quote, range(len(quote)), characters, boxes)


def locate_part(
    quote: str, part: range, characters: str, boxes: Sequence[Rectangle]
) -> tuple[Rectangle, ...]:
    """The rectangles of some characters of a quote, such as one cell of a row; otherwise like `locate`.

    The quote says which of several equal numbers of a page is meant.
    """
    sideways = _runs_sideways(boxes)
    if sideways:
        boxes = [box.transposed() for box in boxes]
    found: Sequence[int] = find(quote, characters) or _find_scattered(quote, characters, boxes)
    if len(part) < len(quote):
        found = _part_of(quote, part, characters, found)
    lines = _lines([boxes[i] for i in found if not characters[i].isspace() and boxes[i].height > 0])
    return tuple(line.transposed() for line in lines) if sideways else lines


def _part_of(quote: str, part: range, characters: str, found: Sequence[int]) -> Sequence[int]:
    """Of the found characters of a quote, those that are this part of it; none where that is not sure."""
    before = sum(1 for _ in _letters(quote[: part.start]))
    wanted = "".join(letter for letter, _ in _letters(quote[part.start : part.stop]))
    letters = list(_letters("".join(characters[i] for i in found)))
    there = letters[before : before + len(wanted)]
    if not wanted or "".join(letter for letter, _ in there) != wanted:
        return ()
    return found[there[0][1] : there[-1][1] + 1]


def _runs_sideways(boxes: Sequence[Rectangle]) -> bool:
    """Does the page's text run up or down, as a wide table does that was turned to fit?"""
    steps = [(abs(b.left - a.left), abs(b.top - a.top)) for a, b in pairwise(boxes)]
    return sum(down > across for across, down in steps) > len(steps) / 2


def _letters(text: str) -> list[tuple[str, int]]:
    """Letters and digits of a text, without case and accents, each with the index it came from."""
    return [
        (letter, index)
        for index, character in enumerate(text)
        for letter in unicodedata.normalize("NFKD", character).casefold()
        if letter.isalnum()
    ]


def _words(characters: str, boxes: Sequence[Rectangle]) -> list[_Word]:
    """The words of a page as letters and digits alone, with their height on the page."""
    words, start = [], 0
    for end in chain((i for i, c in enumerate(characters) if c.isspace()), [len(characters)]):
        letters = "".join(letter for letter, _ in _letters(characters[start:end]))
        if letters:
            words.append(_Word(letters, range(start, end), boxes[start].middle))
        start = end + 1
    return words


def _find_scattered(quote: str, characters: str, boxes: Sequence[Rectangle]) -> list[int]:
    """The characters of the quote's words in the band of the page that holds most of them."""
    wanted = Counter(filter(None, ("".join(x for x, _ in _letters(word)) for word in quote.split())))
    candidates = sorted((w for w in _words(characters, boxes) if w.letters in wanted), key=lambda w: w.middle)
    band = _fullest_band(candidates, wanted, _band_height(quote, boxes))
    if _letters_covered(band) < _ENOUGH * sum(len(word) * n for word, n in wanted.items()):
        return []
    return sorted(index for word in band for index in word.indices)


def _band_height(quote: str, boxes: Sequence[Rectangle]) -> float:
    """How tall, in pixels, the part of the page may be that a scattered quote fills."""
    line = 1.6 * median([box.height for box in boxes if box.height > 0] or [0.0])
    return line * (1 + max(quote.count("\n") + 1, len(quote) / _CHARACTERS_PER_LINE))


def _fullest_band(words: list[_Word], wanted: Counter[str], height: float) -> list[_Word]:
    """Of all bands of this height, the wanted words in the one that covers most letters.

    `words` are sorted by their height on the page.
    """
    middles = [word.middle for word in words]
    best: list[_Word] = []
    for first, top in enumerate(words):
        end = bisect_right(middles, top.middle + height)
        band = _no_more_than(words[first:end], wanted)
        if _letters_covered(band) > _letters_covered(best):
            best = band
    return best


def _no_more_than(words: list[_Word], wanted: Counter[str]) -> list[_Word]:
    """The words, each at most as often as it is wanted."""
    left, kept = wanted.copy(), []
    for word in words:
        if left[word.letters] > 0:
            left[word.letters] -= 1
            kept.append(word)
    return kept


def _letters_covered(words: list[_Word]) -> int:
    return sum(len(word.letters) for word in words)


def _lines(boxes: list[Rectangle]) -> tuple[Rectangle, ...]:
    """One rectangle a line, from top to bottom, around the characters that stand on it."""
    lines: list[Rectangle] = []
    for box in sorted(boxes, key=lambda b: b.middle):
        if lines and lines[-1].beside(box):
            lines[-1] = lines[-1].joined(box)
        else:
            lines.append(box)
    return tuple(lines)
