"""The smallest pieces of a page that make sense alone: a sentence, a table row, a heading.

Passages end where a unit ends, and answers are made of units, so both agree on what a sentence is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MAX_HEADING_CHARS = 100


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


_VALUE = r"\(?[-–+]?[$€£¥]?\s?\(?\d[\d.,' ]*\)?\s?%?\)?[a-z*†]?"
_DASH = r"[-–—]+"
_ROW = re.compile(
    rf"""^(?:
        .*\S(?:\s{{2,}}|\t|\s*[$€£¥]\s*)(?:{_VALUE}|{_DASH})   # a gap or a currency sign before a value
      | .*?(?:\s(?:[$€£¥]\s)?(?:{_VALUE}|{_DASH})){{2,}}\s*%?  # two values or more at the end
      | \s*(?:{_VALUE}|{_DASH})\s*                             # values alone
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
_SMALL_WORDS = 3  # letters; a shorter word may be lower case in a title


def units(text: str, start: int = 0, end: int | None = None) -> Iterator[Unit]:
    """The units of `text[start:end]` in order; together they cover everything but white space."""
    paragraph: list[tuple[int, int]] = []
    for line_start, line_end in _lines(text, start, len(text) if end is None else end):
        line = text[line_start:line_end]
        kind = _line_kind(line)
        if paragraph and (kind is not UnitKind.SENTENCE or _BULLET.match(line)):
            yield from _sentences(text, paragraph)
            paragraph = []
        if not line.strip():
            continue
        if kind is UnitKind.SENTENCE:
            paragraph.append((line_start, line_end))
        else:
            yield _trimmed(text, kind, line_start, line_end)
    if paragraph:
        yield from _sentences(text, paragraph)


def is_heading(line: str) -> bool:
    """Whether a line reads like a heading: short, no sentence, in capitals, title case or numbered."""
    line = line.strip()
    letters = [char for char in line if char.isalpha()]
    if len(letters) < 3 or len(line) > MAX_HEADING_CHARS:
        return False
    if line[-1] in ".,;:-–" and not line.startswith("#"):
        return False
    if len(letters) < 0.6 * len(line.replace(" ", "")) or _LEADERS.search(line) or _BULLET.match(line):
        return False
    if _NUMBERED.match(line):
        return len(line.split()) <= 12
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > _SMALL_WORDS]
    return len(words) > 0 and all(word[0].isupper() for word in words) and not line[0].islower()


def _line_kind(line: str) -> UnitKind:
    if not line.strip():
        return UnitKind.HEADING  # ends a paragraph, and is passed over
    if _LEADERS.search(line) or _ROW.match(line):
        return UnitKind.ROW
    return UnitKind.HEADING if is_heading(line) else UnitKind.SENTENCE


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _sentences(text: str, paragraph: list[tuple[int, int]]) -> Iterator[Unit]:
    start, end = paragraph[0][0], paragraph[-1][1]
    for match in _SENTENCE_END.finditer(text, start, end):
        if not _ABBREVIATION.search(text, start, match.end()):
            yield _trimmed(text, UnitKind.SENTENCE, start, match.end())
            start = match.end()
    if text[start:end].strip():
        yield _trimmed(text, UnitKind.SENTENCE, start, end)


def _trimmed(text: str, kind: UnitKind, start: int, end: int) -> Unit:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Unit(kind, start, start + len(piece.strip()))
