"""A page to its table rows: label, heading above, and cells with the period of their column.

Where a page has no grid, its lines tell: readers put a row on one, its label first, two spaces between
cells. The head above (column_heads.py) decides which column is which period; a row that does not fit it has
no cells.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from askreports.answering.tables.column_heads import LINES_ABOVE, Head, PeriodColumn, read_head
from askreports.answering.tables.grid_rows import grid_rows, unit_of
from askreports.answering.tables.row import Cell, Row, is_unfinished, row_unit
from askreports.answering.text.cell_values import MeasureUnit, is_percent, unit_in, written_value
from ingest.document import Page

_GAP = re.compile(r"\s{2,}|\t|\s*\|\s*")
_MAX_LABEL_LINES = 3
_UNIT_LINES = 4  # lines around the head that may say the unit


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    cells: tuple[str, ...]  # without a leading label where the line has none
    label: str


@dataclass(slots=True)
class _Table:
    """What is known, on the way down a page, of the table that the next row belongs to."""

    currency: str
    head: Head | None = None
    unit: MeasureUnit = field(default_factory=MeasureUnit)
    group: str = ""

    def rows(self, text: str, line: _Line, parts: Sequence[_Line], language: str) -> Iterator[Row]:
        """The row of this line, if its values fit the head; `parts` are the lines of its label."""
        values = [written_value(cell, language) for cell in line.cells]
        if self.head is None or None in values:
            return
        cells = tuple(_cells(self.head.align(line.cells), language))
        if cells:
            label = " ".join(part.label for part in parts)
            quote = text[parts[0].start : line.end].strip()
            yield Row(label, self.group, quote, row_unit(label, self.group, self.unit, self.currency), cells)


def page_rows(page: Page, language: str) -> list[Row]:
    """The table rows of a page that have a value under a period, in order.

    They are read from its grids; where there is none, from the lines of its text.
    """
    currency, rows, end = _most_written_currency(page.text), list[Row](), 0
    unit = MeasureUnit()
    for table in page.tables:
        rows += table_rows(page.text[end : table.start], language, currency)
        unit = unit_of(page, table, unit)
        rows += grid_rows(page, table, language, replace(unit, currency=unit.currency or currency))
        end = table.end
    return rows + table_rows(page.text[end:], language, currency)


def table_rows(text: str, language: str, currency: str = "") -> list[Row]:
    """The table rows of a text that stand below a head with years, in order, told from its lines alone."""
    lines = [_line(text, match.start(), match.end()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    table = _Table(currency or _most_written_currency(text))
    rows: list[Row] = []
    above: list[_Line] = []  # lines without values since the last row
    for number, line in enumerate(lines):
        before = [text[one.start : one.end] for one in lines[max(0, number - LINES_ABOVE) : number]]
        if head := read_head(line.label, line.cells, before):
            table.head, table.unit, table.group, above = head, _unit(lines, number, table.unit), "", []
        elif not line.cells:
            above += [] if unit_in(line.label).scale is not None else [line]
        else:
            parts = _joined(above, line)
            headings = above[: len(above) - len(parts) + 1]
            table.group = headings[-1].label if headings else table.group
            rows += table.rows(text, line, parts, language)
            above = []
    return rows


def _line(text: str, start: int, end: int) -> _Line:
    pieces = [piece for piece in _GAP.split(text[start:end].strip()) if piece]
    has_label = bool(pieces) and (any(char.isalpha() for char in pieces[0]) or len(pieces[0]) > 25)
    label, cells = (pieces[0], pieces[1:]) if has_label else ("", pieces)
    return _Line(start, end, tuple(cell for cell in cells if cell not in "$€£)"), label)


def _unit(lines: Sequence[_Line], number: int, before: MeasureUnit) -> MeasureUnit:
    """The unit that stands nearest to the head on this line, or the one of the table before."""
    around = sorted(
        range(max(0, number - _UNIT_LINES), min(len(lines), number + 2)), key=lambda n: abs(n - number)
    )
    for place in around:
        found = unit_in(" ".join((lines[place].label, *lines[place].cells)))
        if found.scale is not None:
            return found
    return before


def _joined(above: Sequence[_Line], line: _Line) -> list[_Line]:
    """The lines that the label of a row runs over: those above that end unfinished belong to it."""
    parts = [line]
    for upper in reversed(above[-_MAX_LABEL_LINES:]):
        goes_on = is_unfinished(upper.label) or parts[0].label[:1].islower()
        if not (line.label and goes_on):
            break
        parts.insert(0, upper)
    return parts


def _most_written_currency(text: str) -> str:
    signs = Counter(re.findall(r"[$€£]", text)).most_common(1)
    return unit_in(signs[0][0]).currency if signs else ""


def _cells(aligned: Sequence[tuple[PeriodColumn, str]], language: str) -> Iterator[Cell]:
    for column, text in aligned:
        value = written_value(text, language)
        if value is not None:
            yield Cell(
                column.year, value, text, is_percent(text), column.months, column.ended, column.measure
            )
