"""The text of a page to table rows: label, heading above, and cells with the period of their column.

Readers put a row on one line, its label first, two spaces between cells. The head above (heads.py) decides
which column is which period, and where a row does not fit it, the row has no cells.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from askreports.answering.tables.column_heads import LINES_ABOVE, Column, Head, read_head
from askreports.answering.text.cell_values import MeasureUnit, is_percent, unit_in, written_value

_GAP = re.compile(r"\s{2,}|\t|\s*\|\s*")
_UNFINISHED = re.compile(
    r"(?:[,—–-]|\b(?:of|and|or|the|to|by|in|for|from|with|on|at|de|del|y|i|et|und|des|du))$", re.I
)
_MAX_LABEL_LINES = 3
WHOLE_YEAR = (None, 12)  # months of a column
_PER_SHARE = re.compile(r"\bper\s+(?:\w+\s+){0,2}share|\bpor acci[óo]n|\bpar action|\bje aktie", re.I)
_PAR_VALUE = re.compile(r"\b(?:par|stated|nominal) value|\bvalor nominal", re.I)
_UNIT_LINES = 4  # lines around the head that may say the unit


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row. `year` is that of its column's head; `text` is how the page writes it.

    `months` is the length of its column's period, None where the head says none, `ended` its last month;
    `measure` is what its column gives, where columns give several things.
    """

    year: int
    value: Decimal
    text: str
    percent: bool
    months: int | None = None
    ended: int | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: `quote` is its verbatim text on the page, over two lines where its label is.

    `label` is empty where the page gives a total none; `group` is the heading that it stands under.
    """

    label: str
    group: str
    quote: str
    unit: MeasureUnit
    cells: tuple[Cell, ...]

    def cell(self, year: int) -> Cell | None:
        """The cell of a whole year, or of a day in it; None where the row has none."""
        return next((cell for cell in self.cells if cell.year == year and _is_whole(cell)), None)

    def like(self, cell: Cell) -> Cell | None:
        """The cell of the same column as a cell of another row."""
        return next((own for own in self.cells if _column(own) == _column(cell)), None)

    def beside(self, cell: Cell) -> list[Cell]:
        """The other cells that are of as many months."""
        return [own for own in self.cells if own is not cell and _column(own)[1:] == _column(cell)[1:]]


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
            yield Row(label, self.group, quote, self._unit_of(label), cells)

    def _unit_of(self, label: str) -> MeasureUnit:
        currency = self.unit.currency or self.currency
        if any(_PER_SHARE.search(text) and not _PAR_VALUE.search(text) for text in (label, self.group)):
            return MeasureUnit(f"{currency or 'money'} per share", 0)
        return MeasureUnit(currency, self.unit.scale)


def table_rows(text: str, language: str) -> list[Row]:
    """The table rows of a page's text that stand below a head with years, in order."""
    lines = [_line(text, match.start(), match.end()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    table = _Table(currency=_most_written_currency(text))
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
        goes_on = _UNFINISHED.search(upper.label) or parts[0].label[:1].islower()
        if not (line.label and goes_on):
            break
        parts.insert(0, upper)
    return parts


def _most_written_currency(text: str) -> str:
    signs = Counter(re.findall(r"[$€£]", text)).most_common(1)
    return unit_in(signs[0][0]).currency if signs else ""


def _cells(aligned: Sequence[tuple[Column, str]], language: str) -> Iterator[Cell]:
    for column, text in aligned:
        value = written_value(text, language)
        if value is not None:
            yield Cell(
                column.year, value, text, is_percent(text), column.months, column.ended, column.measure
            )


def _column(cell: Cell) -> tuple[int, int | None, str]:
    return cell.year, cell.months, cell.measure


def _is_whole(cell: Cell) -> bool:
    return cell.months in WHOLE_YEAR and not cell.measure
