"""Automatic numbers of WordprocessingML: what Word draws before headings, clauses and items of lists."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from ingest.readers.office.word.runs import WORD, is_on

Element = Any  # an lxml element, which has no types

MAX_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = dict(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "m cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    )
)
_MAX_ROMAN = 3999


@dataclass(frozen=True, slots=True)
class _Level:
    """How the numbers of one level look: `text` has %1 for the number of the first level, and so on."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restarts_after: int | None = None  # the level, from 1, that starts this one anew; all above without it
    in_digits: bool = False  # the numbers of other levels are written in digits here


@dataclass(slots=True)
class _List:
    """A list as it is numbered so far; several `num` of a file may go on with the same."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """The numbers of a document's paragraphs, which must be asked for in their order."""

    def __init__(self, numbering: Element | None, styles: Element) -> None:
        self._lists: dict[str, _List] = defaultdict(_List)  # by the id of the abstract definition
        self._of_num: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}  # of a num, the levels that it starts anew
        self._style_numbers = dict(_style_numbers(styles))
        self._based_on = {
            style.get(f"{WORD}styleId", ""): _value(style, "basedOn")
            for style in styles.iterfind(f"{WORD}style")
        }
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Element) -> None:
        for abstract in numbering.iterfind(f"{WORD}abstractNum"):
            name = abstract.get(f"{WORD}abstractNumId", "")
            for level in abstract.iterfind(f"{WORD}lvl"):
                number = _int(level.get(f"{WORD}ilvl"), 0)
                self._lists[name].levels[number] = _level(level)
                if style := _value(level, "pStyle"):
                    self._style_numbers.setdefault(style, ("", number))
        for num in numbering.iterfind(f"{WORD}num"):
            name = num.get(f"{WORD}numId", "")
            self._of_num[name] = _value(num, "abstractNumId")
            overrides = {
                _int(one.get(f"{WORD}ilvl"), 0): _int(_value(one, "startOverride"), -1)
                for one in num.iterfind(f"{WORD}lvlOverride")
            }
            self._starts[name] = {level: start for level, start in overrides.items() if start >= 0}

    def of(self, paragraph: Element) -> str:
        """The number before a paragraph, empty where it has none; the list goes on by one."""
        num, level = self._numbering(paragraph)
        if not num or num == "0" or num not in self._of_num or not 0 <= level < MAX_LEVELS:
            return ""
        numbered = self._lists[self._of_num[num]]
        look = numbered.levels.get(level)
        if look is None:
            return ""
        self._count(numbered, num, level, look)
        if look.form in ("bullet", "none"):
            return ""
        return " ".join(
            _PLACE.sub(lambda place: self._shown(numbered, int(place[1]) - 1, look), look.text).split()
        )

    def _count(self, numbered: _List, num: str, level: int, look: _Level) -> None:
        start = self._starts[num].pop(level, None)  # once: then the list goes on
        if start is not None:
            numbered.counts[level] = start
        else:
            numbered.counts[level] = numbered.counts.get(level, look.start - 1) + 1
        for below in [one for one in numbered.counts if one > level]:
            after = numbered.levels.get(below, look).restarts_after
            if after is None or 0 < level + 1 <= after:
                del numbered.counts[below]

    def _shown(self, numbered: _List, level: int, look: _Level) -> str:
        other = numbered.levels.get(level, _Level())
        form = "decimal" if look.in_digits else other.form
        return _written(numbered.counts.get(level, other.start), form)

    def _numbering(self, paragraph: Element) -> tuple[str, int]:
        """Which list and level a paragraph belongs to: by its own setting, or by that of its style."""
        num = _value(paragraph, f"pPr/{WORD}numPr/{WORD}numId")
        level = _int(_value(paragraph, f"pPr/{WORD}numPr/{WORD}ilvl"), -1)
        style = _value(paragraph, f"pPr/{WORD}pStyle")
        seen: set[str] = set()  # a broken file may base two styles on each other
        while style and style not in seen and (not num or level < 0):
            seen.add(style)
            of_style, at = self._style_numbers.get(style, ("", -1))
            num, level = num or of_style, at if level < 0 else level
            style = self._based_on.get(style, "")
        return num, max(level, 0)


def _style_numbers(styles: Element) -> list[tuple[str, tuple[str, int]]]:
    found = []
    for style in styles.iterfind(f"{WORD}style"):
        numbering = style.find(f"{WORD}pPr/{WORD}numPr")
        if numbering is not None:
            place = (_value(numbering, "numId"), _int(_value(numbering, "ilvl"), 0))
            found.append((style.get(f"{WORD}styleId", ""), place))
    return found


def _level(level: Element) -> _Level:
    restart = _value(level, "lvlRestart")
    return _Level(
        _int(_value(level, "start"), 1),
        _value(level, "numFmt") or "decimal",
        _value(level, "lvlText"),
        _int(restart, 0) if restart else None,
        is_on(level, f"{WORD}isLgl"),
    )


def _written(number: int, form: str) -> str:
    if form == "decimalZero":
        return f"{number:02}"
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number <= _MAX_ROMAN:
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN.items():
        written += letters * (number // value)
        number %= value
    return written


def _value(element: Element, name: str) -> str:
    found = element.find(f"{WORD}{name}")
    return "" if found is None else str(found.get(f"{WORD}val", ""))


def _int(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.lstrip("-").isdecimal() else otherwise
