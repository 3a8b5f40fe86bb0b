"""Absolutely positioned HTML, as converters from PDF write it: pieces put back into lines by their places.

A canvas is an element in the flow of the page in which pieces of text have places of their own.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.readers.markup.styles import StyleSheets
from ingest.readers.pdf.layout.lines import page_text
from ingest.readers.pdf.layout.rows import Fragment

HtmlElement = Any  # lxml has no types

_MIN_PIECES = 5
_MIN_SHARE = 0.6  # of a canvas's text stands in its pieces
_USUAL_SIZE = 16.0  # pixels of a font
_USUAL_EXTENT = 800.0  # pixels of what a percentage is of
_CHAR_WIDTH = 0.5  # in font sizes
_MIN_GAP = 0.2  # font sizes that an empty piece must be wide to part words
_LENGTH = re.compile(r"(-?\d*\.?\d+)(px|pt|in|cm|mm|em|rem|%)?")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "": 1.0}
_SCALE = re.compile(r"(?:matrix|scale)\(\s*(-?[\d.]+)")


@dataclass(slots=True)
class Canvas:
    """The pieces of text in an element, as fragments with places in pixels, y growing upwards."""

    fragments: list[Fragment] = field(default_factory=list)
    pieces: int = 0

    @property
    def text(self) -> str:
        """What it says, line by line."""
        return page_text(self.fragments)


class Canvases:
    """Finds the canvases of a page, and which elements are pieces of one."""

    def __init__(self, root: HtmlElement, styles: StyleSheets, unseen: "Unseen") -> None:
        self._styles, self._unseen = styles, unseen
        self._found: dict[HtmlElement, Canvas] = defaultdict(Canvas)
        self._holder: dict[HtmlElement, HtmlElement] = {}  # of each piece
        for element in root.iter():
            if isinstance(element.tag, str) and self._is_piece(element):
                self._add(element)
        self._found = {one: canvas for one, canvas in self._found.items() if self._is_canvas(one, canvas)}
        self._pieces = {piece for piece, holder in self._holder.items() if holder in self._found}

    def __len__(self) -> int:
        return len(self._found)

    def of(self, element: HtmlElement) -> Canvas | None:
        """The canvas that the element is."""
        return self._found.get(element)

    def is_piece(self, element: HtmlElement) -> bool:
        """Whether the element's text is part of a canvas."""
        return element in self._pieces

    def _is_piece(self, element: HtmlElement) -> bool:
        style = self._styles.of(element)
        if style.get("position") != "absolute" or not {"left", "right"} & style.keys():
            return False
        return any(text.strip() for text in _own_texts(element, self._styles))

    def _add(self, element: HtmlElement) -> None:
        """Puts the text of a piece on its canvas: the place of every piece around it counts."""
        if self._unseen(element) or any(self._unseen(one) for one in element.iterancestors()):
            return
        x, y = self._place(element)
        holder = element.getparent()
        while holder is not None and self._styles.of(holder).get("position") == "absolute":
            more_x, more_y = self._place(holder)
            x, y, holder = x + more_x, y + more_y, holder.getparent()
        canvas_element = self._in_flow(holder, element)
        canvas = self._found[canvas_element]
        canvas.pieces += 1
        canvas.fragments += _fragments(element, x, y, self._styles)
        self._holder[element] = canvas_element

    def _in_flow(self, holder: HtmlElement | None, element: HtmlElement) -> HtmlElement:
        """What the places are counted from: the next element around that is placed in the flow."""
        while holder is not None and holder.getparent() is not None:
            if self._styles.of(holder).get("position") == "relative" or holder.tag == "body":
                return holder
            holder = holder.getparent()
        return holder if holder is not None else element.getroottree().getroot()

    def _place(self, element: HtmlElement) -> tuple[float, float]:
        style = self._styles.of(element)
        left = _pixels(style["left"]) if "left" in style else -_pixels(style.get("right", "0"))
        if "top" in style:
            return left, -_pixels(style["top"]) - _font(element, self._styles)
        return left, _pixels(style.get("bottom", "0"))

    def _is_canvas(self, element: HtmlElement, canvas: Canvas) -> bool:
        if canvas.pieces < _MIN_PIECES:
            return False
        placed = sum(len(fragment.text) for fragment in canvas.fragments)
        everything = sum(len("".join(text.split())) for text in element.itertext())
        return placed >= _MIN_SHARE * everything


Unseen = Any  # HtmlElement -> bool


def _own_texts(element: HtmlElement, styles: StyleSheets) -> Iterator[str]:
    """The texts of an element that are not in a piece of their own inside it."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and styles.of(child).get("position") != "absolute":
            yield from _own_texts(child, styles)
        if child.tail:
            yield child.tail


def _fragments(element: HtmlElement, x: float, y: float, styles: StyleSheets) -> Iterator[Fragment]:
    """The words of a piece; an empty element of some width parts words as far as it is wide."""
    size = _font(element, styles)
    scale = _scale(styles.of(element))
    for run, gap in _runs(element, styles):
        for line_number, line in enumerate(run.split("\n")):
            if line_number and not line.strip():
                continue
            words = line.split()
            x += _CHAR_WIDTH * size * (line[:1] == " ")
            for word in words:
                width = _CHAR_WIDTH * size * len(word)
                yield Fragment(word, x, y, x + width, y + size)
                x += width + _CHAR_WIDTH * size
            if words and not line.endswith(" "):
                x -= _CHAR_WIDTH * size
        x += gap * scale


def _runs(element: HtmlElement, styles: StyleSheets) -> Iterator[tuple[str, float]]:
    """Texts inside a piece and the width of the gap behind each, in its own pixels."""
    text = element.text or ""
    for child in element:
        if not isinstance(child.tag, str):
            text += child.tail or ""
            continue
        style = styles.of(child)
        width = _pixels(style.get("width", "0"))
        if child.tag == "br":
            text += " "
        elif style.get("position") == "absolute":
            pass  # a piece of its own
        elif not "".join(child.itertext()).strip() and len(child) == 0 and width > _MIN_GAP * _USUAL_SIZE:
            yield text, width
            text = ""
        else:
            inner = list(_runs(child, styles))
            for run, gap in inner[:-1]:
                yield text + run, gap
                text = ""
            text += inner[-1][0]
        text += child.tail or ""
    yield text, 0.0


def _font(element: HtmlElement, styles: StyleSheets) -> float:
    """The size of an element's font in pixels, as it is drawn."""
    factor = _scale(styles.of(element))
    for one in (element, *element.iterancestors()):
        size = styles.of(one).get("font-size", "")
        found = _LENGTH.fullmatch(size)
        if found and found[2] not in ("em", "rem", "%"):
            return max(1.0, abs(_pixels(size) * factor))
    return _USUAL_SIZE * abs(factor)


def _scale(style: dict[str, str]) -> float:
    found = _SCALE.search(style.get("transform", ""))
    return float(found[1]) if found and float(found[1]) else 1.0


def _pixels(length: str) -> float:
    found = _LENGTH.match(length)
    if not found:
        return 0.0
    unit = found[2] or ""
    if unit == "%":
        return float(found[1]) / 100 * _USUAL_EXTENT
    return float(found[1]) * (_PIXELS.get(unit) or _USUAL_SIZE)
