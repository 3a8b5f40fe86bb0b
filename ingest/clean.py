"""Cleans what readers hand over: joins hyphenated words, and finds running headers and footers.

Nothing is thrown away: a page's text keeps its running lines, and `body_start` and `body_end` tell
where the text between them lies, so that every offset stays true.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ingest.document import Page, ReadPage, page_starts
from ingest.table import Table

EDGE_LINES = 3  # a running header or footer takes at most so many lines
MIN_PAGES = 3  # fewer repeats are chance
MIN_SHARE = 0.1  # of the pages; a statement's title over its few pages stays below

# Found by what is rare, the hyphen at a line's end; looking for a word before it would take time that grows
# with the square of a word's length, and "words" of a whole page exist.
_BREAK = re.compile(r"-\n(?<=[^\W\d_]{2}-\n)[ \t]*([^\W\d_]+)([^\s\w]*)[ \t]*")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUMBER = re.compile(r"\d[\d.,]*")
_PAGE_NUMBER = re.compile(
    r"[\W_]*+(?:page|p\.|página|pàgina|seite)?\s*+(?:\d{1,4}|[ivxlc]{1,7})[\W_]*+", re.I
)


class _Edit(NamedTuple):
    """What stands from `start` to `end` becomes `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    key: str  # the line with its numbers masked: what repeats from page to page


def clean(pages: Sequence[ReadPage]) -> tuple[Page, ...]:
    """Pages ready to be split: words joined, running lines left out of the body. Numbers count from 1."""
    edits = _hyphen_edits([page.text for page in pages])
    texts = [_edited(page.text, of_page) for page, of_page in zip(pages, edits, strict=True)]
    bodies = [
        (0, len(text)) if page.is_all_body else body
        for page, text, body in zip(pages, texts, find_bodies(texts), strict=True)
    ]
    starts = page_starts(texts)
    return tuple(
        Page(
            number,
            read.label or str(number),
            text,
            start,
            *body,
            read_by=read.read_by,
            tables=tuple(_carried(table, text, of_page) for table in read.tables),
            confidence=read.confidence,
        )
        for number, (read, of_page, text, start, body) in enumerate(
            zip(pages, edits, texts, starts, bodies, strict=True), 1
        )
    )


def join_hyphens(texts: Sequence[str]) -> list[str]:
    """Puts a word that was broken over a line end back together, on the first of the two lines.

    The hyphen stays where the document writes the word with one elsewhere ("long-term").
    """
    return [_edited(text, edits) for text, edits in zip(texts, _hyphen_edits(texts), strict=True)]


def _hyphen_edits(texts: Sequence[str]) -> list[list[_Edit]]:
    """What joining the words of each text changes, in order."""
    words = Counter(word.lower() for text in texts for word in _WORD.findall(text))

    def edits(text: str) -> Iterator[_Edit]:
        for match in _BREAK.finditer(text):
            tail, closing = match.groups()
            if tail[0].islower():
                head = _word_before(text, match.start())
                compound = words[f"{head}-{tail}".lower()] > words[f"{head}{tail}".lower()]
                yield _Edit(*match.span(), f"{'-' if compound else ''}{tail}{closing}\n")

    return [list(edits(text)) for text in texts]


def _edited(text: str, edits: Sequence[_Edit]) -> str:
    if not edits:
        return text
    pieces, end = [], 0
    for edit in edits:
        pieces += [text[end : edit.start], edit.text]
        end = edit.end
    return "".join((*pieces, text[end:]))


def _carried(table: Table, text: str, edits: Sequence[_Edit]) -> Table:
    """The table with the places that its cells have in the edited text."""
    if not any(edit.start < table.end for edit in edits):
        return table
    cells = []
    for cell in table.cells:
        start, end = _new_place(cell.start, edits, at_end=False), _new_place(cell.end, edits, at_end=True)
        cells.append(replace(cell, start=start, end=end, text=" ".join(text[start:end].split())))
    return replace(table, cells=tuple(cells))


def _new_place(place: int, edits: Sequence[_Edit], at_end: bool) -> int:
    """Where a place is after the edits; one inside an edit moves to its end."""
    moved = 0
    for edit in edits:
        if place <= edit.start:
            break
        if place < edit.end:
            return edit.start + moved + len(edit.text) - at_end
        moved += len(edit.text) - (edit.end - edit.start)
    return place + moved


def _word_before(text: str, end: int) -> str:
    start = end
    while start and _LETTER.match(text, start - 1):
        start -= 1
    return text[start:end]


def find_bodies(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Start and end of each page's text without its running header and footer."""
    lines = [_lines(text) for text in texts]
    top = _repeated([page[:EDGE_LINES] for page in lines])
    bottom = _repeated([page[-EDGE_LINES:] for page in lines])
    return [_body(page, top, bottom, len(text)) for page, text in zip(lines, texts, strict=True)]


def _body(lines: list[_Line], top: set[str], bottom: set[str], length: int) -> tuple[int, int]:
    if not lines:
        return 0, length
    first, last = 0, len(lines)
    while first < min(EDGE_LINES, last) and lines[first].key in top:
        first += 1
    while last > max(first, len(lines) - EDGE_LINES) and lines[last - 1].key in bottom:
        last -= 1
    if first == last:  # a page of running lines alone: keep it rather than lose a cover
        return 0, length
    return lines[first].start, lines[last - 1].end


def _repeated(edges: Sequence[Sequence[_Line]]) -> set[str]:
    counts = Counter(key for edge in edges for key in {line.key for line in edge})
    enough = max(MIN_PAGES, MIN_SHARE * len(edges))
    return {key for key, pages in counts.items() if key and pages >= enough}


def _lines(text: str) -> list[_Line]:
    """The lines of a page that are not blank."""
    spans, start = [], 0
    for raw in text.split("\n"):
        if raw.strip():
            spans.append((start, raw))
        start += len(raw) + 1
    inner = range(EDGE_LINES, len(spans) - EDGE_LINES)  # never looked at
    return [
        _Line(start, start + len(raw), "" if number in inner else _key(raw))
        for number, (start, raw) in enumerate(spans)
    ]


def _key(line: str) -> str:
    """What stays the same in a running line from page to page; empty for a line that cannot be one."""
    if _PAGE_NUMBER.fullmatch(line.strip()):
        return "#"
    numbers = _NUMBER.findall(line)
    letters = sum(map(str.isalpha, line))
    if letters < 3 or len(numbers) > 2:  # a row of figures, or a table's column heads
        return ""
    return " ".join(_NUMBER.sub("#", line).casefold().split())
