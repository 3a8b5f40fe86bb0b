"""Markdown files -> Reading: as they are shown. The only place that knows markdown-it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path

from ingest.document import RawReport
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain
from ingest.readers.contents import read_bytes
from ingest.readers.encoding import decode
from ingest.readers.markup.html import html_reading

MAX_BYTES = 50_000_000  # a report of a thousand pages has about 3 MB of text

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(\S.*?)[ \t]*$", re.M)
_KNOWN_FIELDS = {"title", "author", "organisation", "date", "period", "kind", "language"}
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,50})\]:[ \t]*(.*)")
_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,50})\]")
_BOX = re.compile(r"^([ \t]*(?:[-*+]|\d+[.)])[ \t]+)\[([ xX])\](?=[ \t])")


def read_markdown(file: Path) -> RawReport:
    """A Markdown file as one page; its headings are the outline, its front matter the information.

    Comments are left out; footnotes stand at the end. Raises `FileSkipped`.
    """
    text = plain(decode(read_bytes(file, MAX_BYTES)))
    front = _FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    if not body.strip():
        raise FileSkipped(Reason.NO_TEXT)
    reading = html_reading(_rendered(body).encode())
    return replace(reading, information=_information(front["fields"]) if front else {})


def _rendered(markdown: str) -> str:
    from markdown_it import MarkdownIt

    renderer = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    notes: dict[str, str] = {}
    body = "\n".join(_without_notes(markdown.split("\n"), notes))
    foot = "".join(f"<p>{escape(mark)} {renderer.renderInline(text)}</p>\n" for mark, text in notes.items())
    return f'<html><head><meta charset="utf-8"></head><body>{renderer.render(body)}{foot}</body></html>'


def _without_notes(lines: list[str], notes: dict[str, str]) -> Iterator[str]:
    """The lines without the texts of footnotes, which go into `notes`; marks are raised, boxes drawn.

    None of it inside blocks of code.
    """
    fence, note = "", ""
    for line in lines:
        if mark := _FENCE.match(line):
            fence = _after_fence(fence, mark[1])
        if fence or mark:
            yield line
        elif found := _NOTE.fullmatch(line):
            note = found[1]
            notes[note] = found[2]
        elif note and line.startswith(("    ", "\t")):
            notes[note] += f" {line.strip()}"
        else:
            note = ""
            line = _BOX.sub(lambda box: f"{box[1]}{'☐' if box[2] == ' ' else '☒'}", line)
            yield _NOTE_MARK.sub(lambda mark: f"<sup>{escape(mark[1])}</sup>", line)


def _after_fence(opened: str, mark: str) -> str:
    """The fence that is open after `mark`: only one of the same kind and length closes a block."""
    if not opened:
        return mark
    return "" if mark.startswith(opened) else opened


def _information(front_matter: str) -> dict[str, str]:
    fields = ((key.lower(), value.strip("\"'")) for key, value in _FIELD.findall(front_matter))
    known = ((key.replace("organization", "organisation"), value) for key, value in fields)
    return {key: value for key, value in known if key in _KNOWN_FIELDS and value}
