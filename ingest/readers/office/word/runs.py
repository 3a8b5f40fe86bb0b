"""A paragraph of WordprocessingML -> its text, breaks, notes and text boxes, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from ingest.readers.raised import raised

Element = Any  # an lxml element, which has no types

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_TEXT = {f"{WORD}t", f"{_MATH}t"}
_AS_TEXT = {
    f"{WORD}tab": "  ",  # in a report, a tab parts columns
    f"{WORD}ptab": "  ",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "-",
}
_SYMBOLS = {  # font -> last two digits of a character's code -> what it looks like
    "wingdings": {"FE": "☑", "FD": "☒", "A8": "☐", "6F": "☐", "71": "☐", "FC": "✓", "FB": "✗", "A7": "▪"},
    "wingdings 2": {"52": "☑", "54": "☒", "53": "☒", "A3": "☐", "50": "✓", "4F": "✗"},
}
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NOTES = {f"{WORD}footnoteReference", f"{WORD}endnoteReference"}
_PICTURES = {f"{WORD}drawing", f"{WORD}pict", f"{WORD}object"}
_LEFT_OUT = {
    *(f"{WORD}{name}" for name in ("pPr", "rPr", "sdtPr", "del", "moveFrom", "delText", "instrText", "rt")),
    f"{_COMPATIBILITY}Fallback",  # says again what stands beside it, for older programs
}
_OFF = {"0", "false", "off"}


class Mark(Enum):
    """What a paragraph holds that is no text."""

    PAGE_BREAK = auto()  # set by the author
    PAGE_END = auto()  # where Word began a new page when it last saved the file
    PICTURE = auto()


@dataclass(frozen=True, slots=True)
class Note:
    """A reference to the footnote or endnote with this id."""

    id: str
    at_end: bool


@dataclass(frozen=True, slots=True)
class WordTextBox:
    """Paragraphs and tables that stand beside the running text."""

    content: Element


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart or a diagram, by the id of the part that holds it."""

    part: str
    is_chart: bool


Run = str | Mark | Note | WordTextBox | Drawn


def runs(element: Element) -> Iterator[Run]:
    """What is inside `element`, without deleted and hidden text; raised figures are the marks they are."""
    before = ""
    for piece in _runs(element):
        if isinstance(piece, _Raised):
            piece = raised(before, piece)
        before = piece if isinstance(piece, str) else ""
        yield piece


class _Raised(str):
    """Text that is set above the line."""

    __slots__ = ()


def _runs(element: Element) -> Iterator[Run]:
    for child in element:
        tag = child.tag
        if tag in _LEFT_OUT or _is_hidden(child):
            continue
        if tag in _TEXT:
            yield child.text or ""
        elif tag in _AS_TEXT:
            yield _AS_TEXT[tag]
        elif tag == f"{WORD}br":
            yield from _break(child.get(f"{WORD}type"))
        elif tag == f"{WORD}lastRenderedPageBreak":
            yield Mark.PAGE_END
        elif tag in _NOTES:
            yield Note(child.get(f"{WORD}id", ""), at_end=tag == f"{WORD}endnoteReference")
        elif tag == f"{WORD}txbxContent":
            yield WordTextBox(child)
        elif tag == f"{WORD}sym":
            yield _symbol(child)
        elif tag in (_CHART, _DIAGRAM):
            yield Drawn(child.get(f"{_LINK}{'id' if tag == _CHART else 'dm'}", ""), tag == _CHART)
        elif tag == f"{WORD}r" and _is_raised(child):
            yield from (_Raised(piece) if isinstance(piece, str) else piece for piece in _runs(child))
        else:
            if tag in _PICTURES:
                yield Mark.PICTURE
            yield from _runs(child)


def _symbol(element: Element) -> str:
    font = element.get(f"{WORD}font", "").lower()
    return _SYMBOLS.get(font, {}).get(element.get(f"{WORD}char", "")[-2:].upper(), "")


def is_on(element: Element, path: str) -> bool:
    """Whether the switch at `path` below `element` is there and not turned off."""
    switch = element.find(path)
    return switch is not None and switch.get(f"{WORD}val", "true") not in _OFF


def _is_raised(run: Element) -> bool:
    for name in ("vertAlign", "position"):
        setting = run.find(f"{WORD}rPr/{WORD}{name}")
        value = setting.get(f"{WORD}val", "") if setting is not None else ""
        if value == "superscript" or (value.isdecimal() and int(value) > 0):
            return True
    return False


def _break(kind: str | None) -> Iterator[Run]:
    yield Mark.PAGE_BREAK if kind == "page" else "\n"


def _is_hidden(element: Element) -> bool:
    return element.tag == f"{WORD}r" and is_on(element, f"{WORD}rPr/{WORD}vanish")
