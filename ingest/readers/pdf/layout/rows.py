"""Words with boxes, put together to rows."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.readers.pdf.layout.boxes import beside, height

_VALUE_BESIDE = 0.15  # values may stand a little higher or lower than their label; lines share 0.1 at most
_VALUE = re.compile(r"[$€£¥(+\-−]*\d(?:[\d.,]*\d)?[)%]*[\-−]?|[$€£¥%()—–\-]+")
_MARK = re.compile(r"[¹²³⁰-⁹⁽⁾]+|(?:\(?[a-z0-9]{1,2}\)|\d{1,2}|[*†‡®™]|TM|SM)+")


class Fragment(NamedTuple):
    """A run of characters without white space and its box in points; y grows upwards.

    `new_line` says that the drawn text itself breaks the line before it. `turns` counts quarter
    turns against the clock: 0 runs to the right, 1 upwards, 2 to the left, 3 downwards.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    new_line: bool = False
    turns: int = 0


TextRow = list[Fragment]  # never empty


def upright(fragments: Sequence[Fragment]) -> Sequence[Fragment]:
    """The fragments as they stand when the page is turned so that most of its text runs to the right."""
    turns = [fragment.turns for fragment in fragments if len(fragment.text) > 1]
    for turn in (1, 3):
        if turns.count(turn) > len(turns) / 2:
            return [_turned(fragment, turn) for fragment in fragments]
    return fragments


def _turned(fragment: Fragment, turns: int) -> Fragment:
    text, left, bottom, right, top, new_line, was = fragment
    was = was if len(text) > 1 else turns  # one character does not tell which way it runs
    if turns == 1:
        return Fragment(text, bottom, -right, top, -left, new_line, (was - turns) % 4)
    return Fragment(text, -top, left, -bottom, right, new_line, (was - turns) % 4)


def text_rows(fragments: Iterable[Fragment]) -> list[TextRow]:
    """The fragments, as drawn, cut where the next one does not stand beside the last; rows left to right."""
    rows: list[TextRow] = []
    last = None
    for fragment in fragments:
        if last and _goes_on(last, fragment):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
        last = fragment
    return [_from_left(row) for row in rows]


def _goes_on(last: Fragment, fragment: Fragment) -> bool:
    if last.turns or fragment.turns:
        return not fragment.new_line
    if last.bottom == fragment.bottom and not fragment.new_line:
        return True  # as beside() would say: most words
    is_right = fragment.left > last.right - 0.3 * height(fragment)
    if is_right and is_value(fragment.text):
        return beside(last, fragment, share=_VALUE_BESIDE)
    return beside(last, fragment) and (is_right or not fragment.new_line)


def _from_left(row: TextRow) -> TextRow:
    """The row in the order of its columns: some makers draw the last year's before this year's."""
    if any(fragment.turns for fragment in row):
        return row  # Hebrew, Arabic and pages upside down run the other way
    return sorted(row, key=lambda fragment: fragment.left)


def is_value(word: str) -> bool:
    """Whether a word is a number, a dash for none, or a sign that goes with a number."""
    return _VALUE.fullmatch(word) is not None


def is_mark(word: str) -> bool:
    """Whether a word may be the mark of a footnote."""
    return _MARK.fullmatch(word) is not None
