"""Which cells of a line on a page hold values, and which lines are the rows of a table."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.readers.pdf.layout.boxes import Line, TextBox
from ingest.readers.pdf.layout.rows import is_value
from ingest.structure.table_heads import YEAR

_NOTHING = re.compile(r"n/?[ampd]\.?|n\.[ampd]\.|nil|\*+", re.I)
_RATIO = re.compile(r"[(\-−–]?\d[\d.,]* ?(?:[xX]|[:/] ?\d[\d.,]*)\)?")
_DATE = re.compile(r"(?<!\d)\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?!\d)")
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")  # 1 234 567
_MARK = re.compile(r"[⁰¹²³⁴-⁹⁽⁾,]+|\(?[a-z0-9]{1,2}\)|[*†‡]+")


def values_in(line: Line) -> Sequence[TextBox]:
    """The cells of a row that hold values; none where a line holds heads, words or one cell alone."""
    if len(line.cells) < 2:
        return ()
    words = [not is_value_text(cell.text) for cell in line.cells]
    label = words.index(True) if any(words) else 0  # left of it stand numbers of rows and marks of notes
    found = [cell for cell, word in zip(line.cells[label:], words[label:], strict=True) if not word]
    years = [cell for cell in found if is_year(cell.text)]
    if len(years) > 1:  # signs beside years head columns of shares: "2023  2022  $ %"
        found = [cell for cell in found if cell in years or any(map(str.isdigit, cell.text))]
    if len(years) == len(found):  # heads, unless they name what no two columns in turn do
        return found if len(found) > 1 and not are_in_turn([cell.text for cell in found]) else ()
    return found


@lru_cache(1 << 16)
def is_value_text(text: str) -> bool:
    """Whether a cell holds one value, or says that there is none."""
    if _NOTHING.fullmatch(text) or _RATIO.fullmatch(text):
        return True
    words = _GROUPED.sub("", text).split()
    if not any(map(is_value, words)) or not all(is_value(word) or _MARK.fullmatch(word) for word in words):
        return False
    return (
        sum(word[-1].isdigit() and not _MARK.fullmatch(word) for word in words) < 2
    )  # not those of two cells


@lru_cache(1 << 12)
def is_year(text: str) -> bool:
    return YEAR.search(text) is not None or _DATE.search(text) is not None


def is_bare_year(text: str) -> bool:
    """Whether a line is a year and nothing else: a head."""
    return is_year(text) and is_value_text(text)


def are_in_turn(texts: Sequence[str]) -> bool:
    """Whether texts name years as the heads of columns do: without a year between them that is left out."""
    years = {int(found[0]) for text in texts if (found := re.search(r"(?:19|20)\d\d", text))}
    return max(years) - min(years) < len(years)
