"""Words with boxes, put together to rows and cells."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

# Gaps are measured in heights of a line. Between words they are 0.2 to 0.5, between cells 0.8 and more.
_CELL_GAP = 0.7
_CELL_GAP_BEFORE_CURRENCY = 0.35  # "4,002.5 $ 3,711.2" stand closer than other cells do
_NO_GAP = 0.12
_SMALL = 0.8  # a footnote mark is less than this part of its neighbour's height

_CURRENCY = tuple("$€£¥")
_VALUE = re.compile(r"[$€£¥(+\-−]*\d[\d.,]*[)%]*|[$€£¥%()—–\-]+")
_MARK = re.compile(r"(?:\(?[a-z0-9]{1,2}\)|\d{1,2}|[*†‡®™]|TM|SM)+")


class Fragment(NamedTuple):
    """A run of characters without white space and its box in points; y grows upwards.

    `new_line` says that the drawn text itself breaks the line before it. `turns` counts quarter
    turns against the clock: 0 runs to the right, 1 upwards, 3 downwards.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    new_line: bool = False
    turns: int = 0


Row = list[Fragment]  # never empty; in the order in which it reads


def rows_of(fragments: Iterable[Fragment]) -> list[Row]:
    """The fragments, in the order given, cut where the next one does not stand beside the last."""
    rows: list[Row] = []
    last = None
    for fragment in fragments:
        if last and _goes_on(last, fragment):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
        last = fragment
    return rows


def _goes_on(last: Fragment, fragment: Fragment) -> bool:
    if last.turns or fragment.turns:
        return not fragment.new_line
    if last.bottom == fragment.bottom and not fragment.new_line:
        return True  # as beside() would say: most words
    if not beside(last, fragment):
        return False
    return not fragment.new_line or fragment.left > last.right - 0.3 * height(fragment)


def height(fragment: Fragment) -> float:
    """Height of the box in points, never zero."""
    return max(fragment.top - fragment.bottom, 0.1)


def middle(fragment: Fragment) -> float:
    """The y of the middle of the box."""
    return (fragment.top + fragment.bottom) / 2


def beside(one: Fragment, other: Fragment) -> bool:
    """Whether two fragments share a line: more than half of the lower one's height."""
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return shared > 0.5 * min(height(one), height(other))


def upright(fragments: Sequence[Fragment]) -> Sequence[Fragment]:
    """The fragments as they stand when the page is turned so that most of its text runs to the right."""
    turns = [fragment.turns for fragment in fragments if len(fragment.text) > 1]
    for turn in (1, 3):
        if turns.count(turn) > len(turns) / 2:
            return [_turned(fragment, turn) for fragment in fragments]
    return fragments


def _turned(fragment: Fragment, turns: int) -> Fragment:
    text, left, bottom, right, top, new_line, was = fragment
    if turns == 1:
        return Fragment(text, bottom, -right, top, -left, new_line, (was - turns) % 4)
    return Fragment(text, -top, left, -bottom, right, new_line, (was - turns) % 4)


def cells_of(row: Row) -> list[Row]:
    """The row cut where the gap is wider than one between words."""
    cells = [[row[0]]]
    for last, fragment in pairwise(row):
        if _new_cell(last, fragment):
            cells.append([fragment])
        else:
            cells[-1].append(fragment)
    return cells


def _new_cell(last: Fragment, fragment: Fragment) -> bool:
    space = fragment.left - last.right
    if space <= _CELL_GAP_BEFORE_CURRENCY * (last.top - last.bottom):
        return False  # most words
    if _is_small_mark(last, fragment) and space < 2 * height(last):
        return False  # or the mark in "97 (1)" would be taken for a value of minus one
    gap = space / min(height(last), height(fragment))
    if last.text.endswith(_CURRENCY) or fragment.text[0] in "%)":
        return False
    return gap > _CELL_GAP or (fragment.text.startswith(_CURRENCY) and is_value(last.text))


def cell_text(cell: Row) -> str:
    """The words of a cell with one space between two."""
    parts = [cell[0].text]
    for last, fragment in pairwise(cell):
        parts += [_space(last, fragment), fragment.text]
    return "".join(parts)


def _space(last: Fragment, fragment: Fragment) -> str:
    """Nothing inside a word that was drawn letter by letter, else a space."""
    apart = fragment.left - last.right > _NO_GAP * height(fragment)
    if apart or not fragment.new_line:
        return " "
    return " " if _is_small_mark(last, fragment) else ""


def _is_small_mark(last: Fragment, fragment: Fragment) -> bool:
    return height(fragment) < _SMALL * height(last) and _MARK.fullmatch(fragment.text) is not None


def is_value(text: str) -> bool:
    """Whether a word is a number, a dash for none, or a sign that goes with a number."""
    return _VALUE.fullmatch(text) is not None


def is_value_or_mark(text: str) -> bool:
    """Whether a word can only belong to a row: a value, or the mark of a footnote."""
    return is_value(text) or _MARK.fullmatch(text) is not None
