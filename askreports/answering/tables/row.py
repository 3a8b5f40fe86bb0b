"""A table row with its cells, each of a period: what figures are made from."""

import re
from dataclasses import dataclass
from decimal import Decimal

from askreports.answering.text.cell_values import MeasureUnit

WHOLE_YEAR = (None, 12)  # months of a column
_UNFINISHED = re.compile(
    r"(?:[,—–-]|\b(?:of|and|or|the|to|by|in|for|from|with|on|at|de|del|y|i|et|und|des|du))$", re.I
)
_PER_SHARE = re.compile(r"\bper\s+(?:\w+\s+){0,2}share|\bpor acci[óo]n|\bpar action|\bje aktie", re.I)
_PAR_VALUE = re.compile(r"\b(?:par|stated|nominal) value|\bvalor nominal", re.I)


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


def is_unfinished(label: str) -> bool:
    """Whether a line ends so that the next one must go on with it."""
    return bool(_UNFINISHED.search(label))


def row_unit(label: str, group: str, unit: MeasureUnit, currency: str) -> MeasureUnit:
    """The unit of a row in a table of this unit, on a page that mostly writes this currency."""
    currency = unit.currency or currency
    if any(_PER_SHARE.search(text) and not _PAR_VALUE.search(text) for text in (label, group)):
        return MeasureUnit(f"{currency or 'money'} per share", 0)
    return MeasureUnit(currency, unit.scale)


def _column(cell: Cell) -> tuple[int, int | None, str]:
    return cell.year, cell.months, cell.measure


def _is_whole(cell: Cell) -> bool:
    return cell.months in WHOLE_YEAR and not cell.measure
