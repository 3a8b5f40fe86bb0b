"""Plain text and Markdown files -> Reading. The text stays as it stands in the file."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ingest.document import Heading, RawReport, ReadPage
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain
from ingest.readers.contents import read_bytes
from ingest.readers.encoding import decode
from ingest.readers.markup.pipe_tables import pipe_tables

MAX_BYTES = 50_000_000  # a report of a thousand pages has about 3 MB of text

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(\S.*?)[ \t]*$", re.M)
_KNOWN_FIELDS = {"title", "author", "organisation", "date", "period", "kind", "language"}
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")  # around code, where "# a comment" is no heading
_NUMBER_SIGNS = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_NO_TITLE = re.compile(r"\s*(?:[>|*+-]|#|$)|    ")  # a line that an underline does not make a heading


def read_text(file: Path) -> RawReport:
    """A plain text file: a form feed begins a new page. Raises `FileSkipped`."""
    return _reading(_text(file).rstrip("\f\r\n\t ").split("\f"))


def read_markdown(file: Path) -> RawReport:
    """A Markdown file as one page; its headings are the outline, its front matter the information.

    Raises `FileSkipped`.
    """
    text = plain(_text(file))
    front = _FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    information = _information(front["fields"]) if front else {}
    reading = _reading([text], tuple(headings(body)), information)
    page = reading.pages[0]
    return replace(reading, pages=(replace(page, tables=tuple(pipe_tables(page.text))),))


def headings(markdown: str) -> Iterator[Heading]:
    """Headings in order, both "## Title" and a title underlined with = or -; none inside code blocks."""
    fence, before = "", ""
    for line in markdown.split("\n"):
        if mark := _FENCE.match(line):
            fence = _after_fence(fence, mark[1])
        if fence or mark:
            before = ""
            continue
        heading = _numbered(line) or _underlined(before, line)
        if heading:
            yield heading
        before = "" if heading else line


def _after_fence(opened: str, mark: str) -> str:
    """The fence that is open after `mark`: only one of the same kind and length closes a block."""
    if not opened:
        return mark
    return "" if mark.startswith(opened) else opened


def _numbered(line: str) -> Heading | None:
    found = _NUMBER_SIGNS.fullmatch(line)
    return Heading(found[2], page=1, depth=len(found[1])) if found and found[2] else None


def _underlined(title: str, line: str) -> Heading | None:
    found = _UNDERLINE.fullmatch(line)
    if not found or _NO_TITLE.match(title):
        return None
    return Heading(title.strip(), page=1, depth=1 if found[1][0] == "=" else 2)


def _information(front_matter: str) -> dict[str, str]:
    fields = ((key.lower(), value.strip("\"'")) for key, value in _FIELD.findall(front_matter))
    known = ((key.replace("organization", "organisation"), value) for key, value in fields)
    return {key: value for key, value in known if key in _KNOWN_FIELDS and value}


def _text(file: Path) -> str:
    return decode(read_bytes(file, MAX_BYTES))


def _reading(
    pages: list[str], outline: tuple[Heading, ...] = (), information: dict[str, str] | None = None
) -> RawReport:
    texts = [plain(page) for page in pages]
    if not any(text.strip() for text in texts):
        raise FileSkipped(Reason.NO_TEXT)
    return RawReport(tuple(ReadPage(text) for text in texts), outline, information or {})
