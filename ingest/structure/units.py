"""The smallest pieces of a page that make sense alone: a sentence, a table row, a heading.

Passages end where a unit ends, and answers are made of units, so both agree on what a sentence is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.structure.headings import (
    LEADERS,
    has_ended,
    is_caption,
    is_chapter,
    is_item,
    is_shouted,
    is_title,
    says_something,
    stands_apart,
    without_mark,
)
from ingest.structure.sentences import sentences
from ingest.structure.tiles import TileSpan, tiles, trimmed


class UnitKind(StrEnum):
    SENTENCE = "sentence"
    ROW = "row"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class TextUnit:
    """A piece of text with its start and end, in characters of the text it was found in."""

    kind: UnitKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, with the text of those above and below it.

    `is_parted` says that a blank line stands above it, `is_row` that it looks like a row by itself.
    """

    start: int
    end: int
    text: str
    before: str
    following: str
    is_parted: bool
    is_row: bool


@dataclass(frozen=True, slots=True)
class _Widths:
    """From how many characters on a line is a full one: of all lines, and of those that are no rows."""

    all: float
    prose: float


# Nothing in these may match the same text in two ways, or a line of many numbers takes for ever.
_VALUE = r"\(?[-–+]?(?:[$€£¥]\s*)?\(?\d[\d.,']*\)?(?:\s?%)?\)?[a-z*†]?"
_DASH = r"[-–—]+"
_ROW = re.compile(
    rf"""^(?:
        .*\S(?:\s{{2,}}|\t|\s*[$€£¥]\s*)(?:{_VALUE}|{_DASH})  # a gap or a currency sign before a value
      | .*?(?:\s+(?:{_VALUE}|{_DASH})){{2,}}                   # two values or more at the end
      | \s*(?:{_VALUE}|{_DASH})                               # values alone
    )\s*$""",
    re.X,
)
_MAX_ROW_END = 250  # characters; more than the last two values of any row have
_CELLS = re.compile(
    r"^\s*\|.*\|\s*$|[^\s.!?:] {2,}\S"
)  # a Markdown row, or the gap readers leave between cells
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d\s*$")
_LOWER_WORD = re.compile(r"(?<!\S)[^\W\d_A-ZÀ-Þ]{2,}(?!\S)")
_PROSE_WORDS = 5  # in lower case: more than a label has
_GAP = re.compile(r" {2,}|\t|\||\.{4}|…")
_OPEN = re.compile(r"[,–—-]\s*$")
_SHORT = 0.7  # of the longest line: a line of prose that ends earlier ends its paragraph
_HALF = 0.5  # of the next line: an unfinished line that is shorter belongs to something else


def text_units(text: str, start: int = 0, end: int | None = None) -> Iterator[TextUnit]:
    """The units of `text[start:end]` in order; together they cover everything but white space."""
    lines = _lines(text, start, len(text) if end is None else end)
    widths = _widths(lines)
    tiled = _by_line(tiles(text, [(line.start, line.end) for line in lines]), lines)
    paragraph: list[_Line] = []
    for number, line in enumerate(lines):
        kind = UnitKind.ROW if number in tiled else _kind(line, _goes_on(paragraph, line, widths), widths)
        if paragraph and (kind is not UnitKind.SENTENCE or _begins_anew(line, paragraph, widths)):
            yield from _sentences(text, paragraph)
            paragraph = []
        if number in tiled:
            yield from (TextUnit(kind, *tile) for tile in tiled[number])
        elif kind is UnitKind.SENTENCE:
            paragraph.append(line)
        else:
            yield TextUnit(kind, *trimmed(text, line.start, line.end))
    if paragraph:
        yield from _sentences(text, paragraph)


def _kind(line: _Line, goes_on: bool, widths: _Widths) -> UnitKind:
    """What a line is; `goes_on` says that the line above is an unfinished sentence."""
    text = line.text
    if line.is_row and not _is_prose(line, goes_on):
        return UnitKind.ROW
    if is_shouted(text):
        return UnitKind.HEADING
    if goes_on:
        return UnitKind.SENTENCE
    is_full = len(text) >= widths.prose and line.following[:1].islower()
    if is_caption(text, line.following) or is_chapter(text, line.before, line.following):
        return UnitKind.HEADING
    if says_something(text, line.following):
        return UnitKind.SENTENCE
    if (is_title(text) and not is_full) or stands_apart(text, line.following, widths.all):
        return UnitKind.HEADING
    return UnitKind.SENTENCE


def _end_of(line: str) -> str:
    """The line, or of a long one its end, where its values stand: the pattern is slow on more."""
    return line if len(line) <= _MAX_ROW_END else f"x{line[-_MAX_ROW_END:]}"


def _looks_like_row(line: str) -> bool:
    """Whether a line alone, but for a bullet, looks like a label and its values."""
    bare = without_mark(line)
    if LEADERS.search(bare) or _CELLS.search(bare):
        return True
    return bool(_ROW.match(_end_of(bare))) and not _YEARS.search(bare)


def _is_prose(line: _Line, goes_on: bool) -> bool:
    """Whether a line that looks like a row for its numbers is part of a sentence."""
    if _GAP.search(without_mark(line.text)):
        return False
    if line.text.endswith(".") and (goes_on or any(char.isalpha() for char in line.text)):
        return True
    between = goes_on or line.following[:1].islower()
    return between and len(_LOWER_WORD.findall(line.text)) >= _PROSE_WORDS


def _goes_on(paragraph: Sequence[_Line], line: _Line, widths: _Widths) -> bool:
    """Whether the line above is a full one and no sentence has ended there."""
    if not paragraph or line.is_parted:
        return False
    above = paragraph[-1].text
    return not has_ended(above) and len(above) >= widths.prose


def _begins_anew(line: _Line, paragraph: Sequence[_Line], widths: _Widths) -> bool:
    """Whether a line is no part of the paragraph above it."""
    if line.is_parted:
        return True
    if is_item(line.text):  # "am / 12. Dezember" is no item, unless items have begun
        return not _goes_on(paragraph, line, widths) or is_item(paragraph[0].text)
    above = paragraph[-1].text
    is_short = len(above) < _HALF * len(line.text) and not has_ended(above) and not _OPEN.search(above)
    announces = above.endswith(":") and above.count("(") <= above.count(")")
    return line.text[0].isupper() and (is_short or announces)


def _widths(lines: Sequence[_Line]) -> _Widths:
    longest = max((len(line.text) for line in lines), default=0)
    prose = max((len(line.text) for line in lines if not line.is_row), default=0)
    return _Widths(_SHORT * longest, _SHORT * prose)


def _by_line(spans: Sequence[TileSpan], lines: Sequence[_Line]) -> dict[int, list[TileSpan]]:
    """Spans by the number of the line they begin in; lines that they go on into have none of their own."""
    found: dict[int, list[TileSpan]] = {}
    rest = iter(spans)
    span = next(rest, None)
    for number, line in enumerate(lines):
        while span and span[0] < line.end:
            found.setdefault(number, [])
            if span[0] >= line.start:
                found[number].append(span)
            if span[1] > line.end:
                break
            span = next(rest, None)
    return found


def _lines(text: str, start: int, end: int) -> list[_Line]:
    """The lines of `text[start:end]` that are not blank."""
    places, parted = [], []
    blank = False
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            places.append((start, stop))
            parted.append(blank)
        blank = not text[start:stop].strip()
        start = stop + 1
    texts = ["", *(text[slice(*place)].strip() for place in places), ""]
    return [
        _Line(*place, own, before, following, is_parted, _looks_like_row(own))
        for place, is_parted, before, own, following in zip(
            places, parted, texts, texts[1:], texts[2:], strict=False
        )
    ]


def _sentences(text: str, paragraph: Sequence[_Line]) -> Iterator[TextUnit]:
    for start, end in sentences(text, paragraph[0].start, paragraph[-1].end):
        yield TextUnit(UnitKind.SENTENCE, *trimmed(text, start, end))
