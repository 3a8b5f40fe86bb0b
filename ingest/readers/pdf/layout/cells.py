"""Rows, cut into cells."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.pdf.layout.boxes import TextBox, around, height
from ingest.readers.pdf.layout.raised_marks import SMALL, is_raised
from ingest.readers.pdf.layout.rows import Fragment, TextRow, is_mark, is_value
from ingest.readers.raised import raised

CELL_BREAK = "  "

# Gaps are measured in heights of a line. Between words they are 0.2 to 0.5, between cells 0.8 and more.
_CELL_GAP = 0.7
_CELL_GAP_BEFORE_CURRENCY = 0.35  # "4,002.5 $ 3,711.2" stand closer than other cells do
_MARK_GAP = 2.0
_WORD_GAP = 0.025  # letters of a word that were drawn one by one touch
_MIN_DOTS = 5  # that lead from one cell to the next
_LEADERS = re.compile(r"\s*[.…](?: *[.…]){4,}$")
_DOTS = re.compile(r"[.…](?: *[.…])*")
_LED = ("." * _MIN_DOTS, "…" * 2)
_CURRENCY = tuple("$€£¥")


def cells_of(row: TextRow) -> list[TextBox]:
    """The row cut where the gap is wider than one between words, or filled with leading dots."""
    cells = [[row[0]]]
    for last, fragment in pairwise(row):
        if _begins_cell(last, fragment):
            cells.append([fragment])
        else:
            cells[-1].append(fragment)
    boxes = [TextBox(_text(fragments), *around(fragments)) for fragments in cells]
    return _without_leaders(boxes) if any(box.text[-1] in ".…" for box in boxes) else boxes


def _without_leaders(boxes: list[TextBox]) -> list[TextBox]:
    """The cells without the dots that lead to the next one, as long as any says something else."""
    bare = [box._replace(text=_LEADERS.sub("", box.text)) for box in boxes]
    dots = sum(len(box.text) for box in boxes if _DOTS.fullmatch(box.text))
    kept = [box for box in bare if box.text and not (dots >= _MIN_DOTS and _DOTS.fullmatch(box.text))]
    return kept or boxes


def _begins_cell(last: Fragment, fragment: Fragment) -> bool:
    gap = fragment.left - last.right
    if gap <= _CELL_GAP_BEFORE_CURRENCY * (last.top - last.bottom):
        return _is_led_to(last, fragment)  # no: most words
    if _is_led_to(last, fragment):
        return True
    if last.text.endswith(_CURRENCY) or (fragment.text[0] in "%)" and is_value(last.text)):
        return False
    if gap < _MARK_GAP * height(last) and _is_small_mark(last, fragment):
        return False  # or the mark in "97 (1)" would pass for a value of minus one
    if fragment.text.startswith(_CURRENCY) and is_value(last.text):
        return True
    return gap > _CELL_GAP * min(height(last), height(fragment))


def _is_led_to(last: Fragment, fragment: Fragment) -> bool:
    """Whether leading dots end before a fragment."""
    return last.text.endswith(_LED) and not _DOTS.fullmatch(fragment.text)


def _text(fragments: Sequence[Fragment]) -> str:
    parts = [fragments[0].text]
    for number, (last, fragment) in enumerate(pairwise(fragments), 2):
        is_mark = fragment.bottom != last.bottom and fragment.text.isdecimal() and is_raised(fragment, last)
        if is_mark and not _is_over_a_stroke(fragments, number):
            parts.append(raised(last.text, fragment.text))
        else:
            parts += [_space(last, fragment), fragment.text]
    if len(fragments) > 1 and is_raised(fragments[0], fragments[1]):
        parts[0] = raised("", parts[0]).strip()
    return "".join(parts)


def _is_over_a_stroke(fragments: Sequence[Fragment], following: int) -> bool:
    """Whether a fraction goes on: 1 2/3."""
    return following < len(fragments) and fragments[following].text[0] in "/⁄"


def _space(last: Fragment, fragment: Fragment) -> str:
    """Nothing inside a word that was drawn letter by letter, else a space."""
    if not fragment.new_line or fragment.left - last.right > _WORD_GAP * height(fragment):
        return " "
    return " " if _is_small_mark(last, fragment) else ""


def _is_small_mark(last: Fragment, fragment: Fragment) -> bool:
    return height(fragment) < SMALL * height(last) and is_mark(fragment.text)
