"""Which headings stand above a place: the file's own outline first, then headings seen in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import takewhile

from ingest.document import Heading, Page
from ingest.structure.units import TextUnit, UnitKind

MAX_TITLE_CHARS = 120


@dataclass(frozen=True, slots=True)
class SectionStart:
    """From this character of the page on, `path` are the headings above, outermost first."""

    start: int
    path: tuple[str, ...]


class _Level(IntEnum):
    """How high a heading stands; at one place the higher one is entered first."""

    OUTLINE = 0
    TITLE = 1
    BELOW = 2


class Sections:
    """The headings of a document, page after page.

    Below the file's own outline stand two levels seen in the text: the title at the head of the page,
    and the last heading below it.
    """

    def __init__(self, outline: Sequence[Heading]) -> None:
        self._by_page: dict[int, list[Heading]] = {}
        for heading in outline:
            self._by_page.setdefault(heading.page, []).append(heading)
        self._outline: list[tuple[int, str]] = []  # the open entries with their depth
        self._title = ""
        self._seen = ""

    def marks(self, page: Page, found: Sequence[TextUnit]) -> list[SectionStart]:
        """The places of `page`, made of these units, where the path changes. Ask for the pages in order."""
        entries = self._by_page.get(page.number, [])
        events = [(start, _Level.OUTLINE, entry) for start, entry in _places(entries, page)]
        listed = {_letters(entry.title) for entry in entries}
        title, below = _headings(page, found)
        if own := [line for _, line in title if _letters(line) not in listed]:
            merged = Heading(", ".join(_title(line) for line in own), page.number)
            events.append((title[-1][0], _Level.TITLE, merged))
        events += [
            (start, _Level.BELOW, Heading(line, page.number))
            for start, line in below
            if _letters(line) not in listed
        ]
        marks = [SectionStart(0, self._current())]
        for start, level, heading in sorted(events, key=lambda event: event[:2]):
            self._enter(level, heading)
            marks.append(SectionStart(start, self._current()))
        return marks

    def _enter(self, level: "_Level", heading: Heading) -> None:
        self._seen = _title(heading.title) if level is _Level.BELOW else ""
        if level is _Level.TITLE:
            self._title = _title(heading.title)
        elif level is _Level.OUTLINE:
            self._title = ""
            self._outline = [(depth, title) for depth, title in self._outline if depth < heading.depth]
            self._outline.append((heading.depth, _title(heading.title)))

    def _current(self) -> tuple[str, ...]:
        path = [title for _, title in self._outline]
        for heading in (self._title, self._seen):
            if heading and not any(_letters(heading) in _letters(above) for above in path):
                path.append(heading)
        return tuple(path)


def _headings(page: Page, found: Sequence[TextUnit]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The headings at the head of a page, and those below; each with its place."""
    head = len(list(takewhile(lambda unit: unit.kind is UnitKind.HEADING, found)))
    placed = [
        (unit.start, page.text[unit.start : unit.end]) for unit in found if unit.kind is UnitKind.HEADING
    ]
    return placed[:head], placed[head:]


def section_at(marks: Sequence[SectionStart], start: int) -> tuple[str, ...]:
    """The path of headings above character `start` of the page the marks belong to."""
    return [mark for mark in marks if mark.start <= start][-1].path


def _places(entries: Sequence[Heading], page: Page) -> Iterator[tuple[int, Heading]]:
    """Where the outline's entries stand on their page: each on its line, below the one before it.

    One whose line is not seen begins where the page does, or where the entry before it does.
    """
    lines = _lines(page)
    here, last = 0, page.body_start
    for entry in entries:
        wanted = _letters(entry.title)
        found = next((i for i in range(here, len(lines)) if lines[i][1] == wanted), None)
        if found is not None:
            here, last = found + 1, lines[found][0]
        yield last, entry


def _lines(page: Page) -> list[tuple[int, str]]:
    """Each line of the body with its place, in letters alone."""
    found, start = [], page.body_start
    for line in page.text[page.body_start : page.body_end].split("\n"):
        found.append((start, _letters(line)))
        start += len(line) + 1
    return found


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _title(line: str) -> str:
    return " ".join(line.strip("# \t").split())[:MAX_TITLE_CHARS]
