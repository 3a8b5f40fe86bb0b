"""What the tables of a page state: each value with its label, unit and the year it is of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from askreports.answering.tables.row import WHOLE_YEAR, Cell, Row
from askreports.answering.tables.rows import page_rows
from askreports.answering.tables.statements import fiscal_lag
from askreports.answering.text.cell_values import unit_in
from ingest.document import Page, Report

_PERCENT = re.compile(
    r"%|\bper\s?cent\b|\bpercent(?:age)?\b|\bprozent\b|\bpor ciento\b|\bquote\b|\brate\b", re.I
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of a table: `year` is the fiscal year that it is of."""

    report: Report
    page: Page
    row: Row
    cell: Cell
    year: int

    @property
    def is_whole_year(self) -> bool:
        return self.cell.months in WHOLE_YEAR

    @property
    def label(self) -> str:
        """What the value is of, without the heading above it."""
        return f"{self.row.label} {self.cell.measure}".strip()

    @property
    def is_percent(self) -> bool:
        """Whether it is a per cent, as its cell or its label writes."""
        return self.cell.percent or "%" in self.row.label

    @property
    def has_own_unit(self) -> bool:
        """Whether the row itself says what it counts, not only its table."""
        found = unit_in(self.row.label)
        return bool(found.currency or found.scale is not None or self.is_percent)

    @property
    def scale(self) -> int | None:
        """The power of ten of the value, None where nothing says it."""
        return 0 if self.is_percent else self.row.unit.scale

    @property
    def currency(self) -> str:
        return "" if self.is_percent else self.row.unit.currency

    @property
    def value(self) -> Decimal:
        """In single units."""
        return self.cell.value.scaleb(self.scale or 0)

    @property
    def half_step(self) -> Decimal:
        """How far the true value may lie away: half of the last digit given, in single units."""
        exponent = min(0, int(self.cell.value.as_tuple().exponent)) + (self.scale or 0)
        return Decimal(1).scaleb(exponent) / 2

    @property
    def shown(self) -> str:
        """The value with its unit, for people."""
        unit = "%" if self.is_percent else str(self.row.unit)
        return f"{self.cell.value:,f} {unit}".strip()


def page_facts(report: Report, page: Page) -> tuple[Fact, ...]:
    """The facts of a page, in order."""
    rows = page_rows(page, report.language)
    lag = fiscal_lag(report, rows) or 0
    return tuple(Fact(report, page, row, cell, cell.year + lag) for row in rows for cell in row.cells)


def of_year(facts: Sequence[Fact], year: int) -> list[Fact]:
    """Those of a whole year, or of a day in it."""
    return [fact for fact in facts if fact.year == year and fact.is_whole_year]
