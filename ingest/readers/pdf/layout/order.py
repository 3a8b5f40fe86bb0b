"""Reading order, where the order in which a page was drawn is another one."""

import re
from itertools import pairwise

from ingest.readers.pdf.layout.boxes import Line, begins_above, beside, height, line_of, middle
from ingest.readers.pdf.layout.cells import CELL_BREAK
from ingest.readers.pdf.layout.rows import TextRow, is_mark, is_value

_SHARED = 0.15  # of its height a line shares with one beside it, columns of other line heights included
_MAX_SHARED_ROWS = 2  # on a page without columns
_MAX_CHARACTERS = 60  # of a line that shares its row with another
_HANGING = 0.3  # of its height at most between a label and values set one line lower
_LOOK_BACK = 300  # rows, more than a page of text has: a drawing may have thousands
_MAX_WORDS = 100  # of a row
_YEAR = re.compile(r"(?:19|20)\d\d")


def values_in_place(rows: list[TextRow]) -> list[TextRow]:
    """Rows in which values and footnote marks that were drawn apart stand behind their label.

    A later pass begins above the row drawn before it, and holds nothing but values or marks. Some
    makers set the values one line lower than a label that has none.
    """
    placed: list[TextRow] = []
    last, in_pass = None, False
    for row in rows:
        begins = last is not None and begins_above(row[0], last[0])
        in_pass = (in_pass or begins) and all(is_value(word.text) or is_mark(word.text) for word in row)
        if last is not None and placed[-1] is last and _hangs_below(row, last):
            last += row
        elif not (in_pass and _insert(row, placed)):
            placed.append(row)
        last = row
    return placed


def _hangs_below(row: TextRow, label: TextRow) -> bool:
    """Whether the row holds the values of a label on the line right above it; years are a heading."""
    if not 0 <= label[-1].bottom - row[0].top < _HANGING * height(row[0]) or row[0].left < label[-1].right:
        return False
    if any(is_value(word.text) for word in label):
        return False
    return all(is_value(word.text) for word in row) and not all(_YEAR.fullmatch(word.text) for word in row)


def _insert(row: TextRow, placed: list[TextRow]) -> bool:
    """Put the row's words into an earlier row at the same height; False where none takes them."""
    for target in reversed(placed[-_LOOK_BACK:]):
        if beside(target[0], row[0]) and len(target) < _MAX_WORDS and _belongs(row, target):
            target += row
            target.sort(key=lambda word: word.left)
            return True
    return False


def _belongs(row: TextRow, target: TextRow) -> bool:
    """Whether the row stands right of a label, or is the mark in front of a footnote, and covers nothing."""
    if row[0].left < target[0].left and not 0 <= target[0].left - row[-1].right < 3 * height(row[0]):
        return False
    return not any(
        min(word.right, other.right) - max(word.left, other.left) > 0.5 * (word.right - word.left)
        for word in row
        for other in target
    )


def from_top(lines: list[Line]) -> list[Line]:
    """Lines from top to bottom, unless the page has columns: then as drawn, column by column.

    Few and short lines side by side are no columns but the heading of a table, drawn in two passes.
    """
    rows: list[list[Line]] = []
    for line in sorted(lines, key=middle, reverse=True):
        if rows and beside(rows[-1][-1], line, _SHARED):
            rows[-1].append(line)
        else:
            rows.append([line])
    shared = [row for row in rows if len(row) > 1]
    if len(shared) > _MAX_SHARED_ROWS or not all(_fit_side_by_side(row) for row in shared):
        return lines
    return [
        row[0] if len(row) == 1 else line_of([cell for line in row for cell in line.cells], CELL_BREAK)
        for row in rows
    ]


def _fit_side_by_side(row: list[Line]) -> bool:
    row.sort(key=lambda line: line.left)
    return all(one.right <= other.left for one, other in pairwise(row)) and all(
        len(line.text) <= _MAX_CHARACTERS for line in row
    )
