"""The smallest pieces of a page that make sense alone: a sentence, a table row, a heading.

Passages end where a unit ends, and answers are made of units, so both agree on what a sentence is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

MAX_HEADING_CHARS = 100
MAX_SENTENCE_CASE_CHARS = 70


class UnitKind(StrEnum):
    SENTENCE = "sentence"
    ROW = "row"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of text with its start and end, in characters of the text it was found in."""

    kind: UnitKind
    start: int
    end: int


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
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡]*[A-ZÀ-ÖØ-Þ0-9])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Inc|Corp|Co|Ltd|No|Nos|Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|cf|approx|Fig|Art|Sr|Sra|"
    r"núm|pág|p|pp|bzw|Nr|Abs|ca|z\.B|d\.h|M|Mme|env|art|(?:[A-Z]\.)+[A-Z])\.$"
)
_BULLET = re.compile(r"^\s*(?:[•●▪■◦‣·*–—-]|\(?[a-z0-9]{1,3}[.)])\s+\S")
_NUMBERED = re.compile(
    r"^(?:#{1,6}\s|(?:item|part|note|chapter|section|annex|appendix)\s+[\dIVXA-Z]+|\d+(?:\.\d+)*\.?\s+[A-ZÀ-Ý])",
    re.I,
)
_MAX_ROW_END = 250  # characters; more than the last two values of any row have
_MAX_ABBREVIATION = 40
_SMALL_WORDS = 3  # letters; a shorter word may be lower case in a title
_CELLS = re.compile(
    r"^\s*\|.*\|\s*$|[^\s.!?:] {2,}\S"
)  # a Markdown row, or the gap readers leave between cells
_ENDED = re.compile(r"[.!?:…][\"'”’»)\]]*\s*$")
_SHORT = 0.7  # of the longest line: a line of prose that ends earlier ends its paragraph


def units(text: str, start: int = 0, end: int | None = None) -> Iterator[Unit]:
    """The units of `text[start:end]` in order; together they cover everything but white space."""
    lines = list(_lines(text, start, len(text) if end is None else end))
    width = _SHORT * max((stop - begin for begin, stop in lines), default=0)
    paragraph: list[tuple[int, int]] = []
    for (line_start, line_end), following in zip_longest(lines, lines[1:], fillvalue=(0, 0)):
        line = text[line_start:line_end]
        goes_on = bool(paragraph) and _goes_on(text[slice(*paragraph[-1])], width)
        kind = _line_kind(line, goes_on, text[slice(*following)], width)
        if paragraph and (kind is not UnitKind.SENTENCE or _BULLET.match(line)):
            yield from _sentences(text, paragraph)
            paragraph = []
        if kind is UnitKind.SENTENCE:
            paragraph.append((line_start, line_end))
        elif kind:
            yield _trimmed(text, kind, line_start, line_end)
    if paragraph:
        yield from _sentences(text, paragraph)


def is_title(line: str) -> bool:
    """Whether a line alone reads like a heading: short, no sentence, in title case, capitals or numbered."""
    if len(line) > MAX_HEADING_CHARS:
        return False
    letters = sum(map(str.isalpha, line))
    if letters < 3 or letters < 0.6 * len(line.replace(" ", "")):
        return False
    if (line[-1] in ".,;:-–" and line[0] != "#") or _LEADERS.search(line) or _BULLET.match(line):
        return False
    if _NUMBERED.match(line):
        return len(line.split()) <= 12
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > _SMALL_WORDS]
    return bool(words) and all(word[0].isupper() for word in words) and not line[0].islower()


def _line_kind(line: str, goes_on: bool, following: str, width: float) -> UnitKind | None:
    """What a line is, alone or seen from its neighbours; None for a blank one.

    `goes_on` says that the line before is an unfinished sentence; `following` is the line after.
    """
    line = line.strip()
    if not line:
        return None
    if _LEADERS.search(line) or _CELLS.search(line) or _ROW.match(_end_of(line)):
        return UnitKind.ROW
    shouted = line.isupper() or _NUMBERED.match(line)
    if is_title(line) and (shouted or not goes_on):
        return UnitKind.HEADING
    if not goes_on and _stands_apart(line, following.strip(), width):
        return UnitKind.HEADING
    return UnitKind.SENTENCE


def _end_of(line: str) -> str:
    """The line, or of a long one its end, where its values stand: the pattern is slow on more."""
    return line if len(line) <= _MAX_ROW_END else f"x{line[-_MAX_ROW_END:]}"


def _goes_on(line: str, width: float) -> bool:
    return not _ENDED.search(line) and len(line) >= width


def _stands_apart(line: str, following: str, width: float) -> bool:
    """A heading written like a sentence: short, without a full stop, and a new sentence starts below it."""
    return (
        len(line) <= min(MAX_SENTENCE_CASE_CHARS, width)
        and line[0].isupper()
        and line[-1] not in ".,;:-–!?"
        and not _BULLET.match(line)
        and bool(following)
        and not following[0].islower()
    )


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _sentences(text: str, paragraph: list[tuple[int, int]]) -> Iterator[Unit]:
    start, end = paragraph[0][0], paragraph[-1][1]
    for match in _SENTENCE_END.finditer(text, start, end):
        if not _ABBREVIATION.search(text, max(start, match.end() - _MAX_ABBREVIATION), match.end()):
            yield _trimmed(text, UnitKind.SENTENCE, start, match.end())
            start = match.end()
    if text[start:end].strip():
        yield _trimmed(text, UnitKind.SENTENCE, start, end)


def _trimmed(text: str, kind: UnitKind, start: int, end: int) -> Unit:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Unit(kind, start, start + len(piece.strip()))
