"""Columns of running text that were drawn line by line across the page, put one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from ingest.readers.pdf.layout.boxes import TextBox, height

_MAX_COLUMNS = 4
_MIN_ROWS = 5
_MIN_CONTINUED = 0.4  # of the lines of running text begin inside a sentence; of a table's cells, few do
_SHORT_ROWS = 3  # of columns that are surely running text
_SHORT_CONTINUED = 0.5
_SHORT_CHARS = 20  # in a line of them on average; the cells of a table have fewer


@dataclass(slots=True)
class _Run:
    """Rows that one white gap, from `start` to `end`, divides from top to bottom."""

    rows: list[list[TextBox]] = field(default_factory=list)
    start: float = -inf
    end: float = inf

    def take(self, row: list[TextBox]) -> bool:
        """Take one more row; False, and nothing done, where it would close the gap."""
        start, end = self.start, self.end
        if len(row) > 1:
            start, end = max(start, row[0].right), min(end, row[1].left)
        elif row[0].right <= end < inf:
            start = max(start, row[0].right)
        else:
            end = min(end, row[0].left)
        if start >= end or start == -inf or (self.rows and _is_far(self.rows[-1], row)):
            return False
        self.rows.append(row)
        self.start, self.end = start, end
        return True


def prose_by_columns(rows: list[list[TextBox]], most: int = _MAX_COLUMNS) -> list[list[TextBox]]:
    """The rows, with running text that stands in up to so many columns taken apart, column by column."""
    if most < 2 or sum(len(row) > 1 for row in rows) < _SHORT_ROWS:
        return rows
    return [row for run in _runs(rows) for row in _in_order(run, most)]


def _runs(rows: list[list[TextBox]]) -> Iterator[_Run]:
    run = _Run()
    for row in rows:
        if run.take(row):
            continue
        if run.rows:
            yield run
        run = _Run()
        if not run.take(row):
            yield _Run([row])
    if run.rows:
        yield run


def _is_far(last: list[TextBox], row: list[TextBox]) -> bool:
    """Whether the row stands not right below the last: then another block of text begins."""
    return not -0.5 < (last[0].bottom - row[0].top) / height(row[0]) < 0.9


def _in_order(run: _Run, most: int) -> list[list[TextBox]]:
    wide = [row for row in run.rows if len(row) > 1]
    if len(wide) < _SHORT_ROWS or not all(_is_prose([row[side] for row in wide]) for side in (0, 1)):
        return run.rows
    left = [[cell for cell in row if cell.right <= run.start] for row in run.rows]
    right = [[cell for cell in row if cell.left >= run.end] for row in run.rows]
    return [row for row in left if row] + prose_by_columns([row for row in right if row], most - 1)


def _is_prose(lines: list[TextBox]) -> bool:
    continued = sum(line.text[0].islower() and " " in line.text for line in lines)
    if len(lines) < _MIN_ROWS:
        continued += sum(line.text[0].islower() for line in lines[-1:] if " " not in line.text)
        long = sum(len(line.text) for line in lines) >= _SHORT_CHARS * len(lines)
        return long and continued >= _SHORT_CONTINUED * len(lines)
    return continued >= _MIN_CONTINUED * len(lines)
