"""Which paragraphs of a Word document are headings, and how deep: by style or by their own setting."""

import re
from typing import Any

from ingest.readers.office.word.runs import WORD

Element = Any  # an lxml element, which has no types

TITLE = 0  # the depth of the document's own title; headings count from 1
_BODY_TEXT = 9  # the outline level that Word gives to what is no heading
_NAME = re.compile(r"heading ([1-9])", re.I)  # the name in the file is English in every language of Word
_LEVEL = f"{WORD}pPr/{WORD}outlineLvl"


class WordStyles:
    """The heading depths of a document's styles."""

    def __init__(self, styles: Element) -> None:
        self._depths: dict[str, int | None] = {}  # only of styles that say something themselves
        self._based_on: dict[str, str] = {}
        for style in styles.iterfind(f"{WORD}style"):
            self._add(style)

    def _add(self, style: Element) -> None:
        style_id = style.get(f"{WORD}styleId", "")
        name = _value(style, f"{WORD}name") or ""
        level = _value(style, _LEVEL)
        if level is not None:
            self._depths[style_id] = _depth(level)
        elif found := _NAME.fullmatch(name):
            self._depths[style_id] = int(found[1])
        elif name.lower() == "title":
            self._depths[style_id] = TITLE
        if base := _value(style, f"{WORD}basedOn"):
            self._based_on[style_id] = base

    def depth(self, paragraph: Element) -> int | None:
        """`TITLE`, or 1 to 9 for a heading; None for body text."""
        level = _value(paragraph, _LEVEL)
        if level is not None:
            return _depth(level)
        style = _value(paragraph, f"{WORD}pPr/{WORD}pStyle")
        seen: set[str] = set()  # a broken file may base two styles on each other
        while style and style not in seen:
            if style in self._depths:
                return self._depths[style]
            seen.add(style)
            style = self._based_on.get(style)
        return None


def _value(element: Element, path: str) -> str | None:
    found = element.find(path)
    value: str | None = None if found is None else found.get(f"{WORD}val")
    return value


def _depth(level: str) -> int | None:
    return int(level) + 1 if level.isdecimal() and int(level) < _BODY_TEXT else None
