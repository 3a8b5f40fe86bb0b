"""A named line and a year to the one table cell that says it, or to nothing.

A wrong value is far worse than none: where two cells fit equally well and differ, where the year's column
is not sure, or where the sign is not sure, nothing is found.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from askreports.answering.tables.row import Cell
from askreports.answering.tables.segments import ReadSegment, segment_cells
from askreports.answering.tables.statements import StatementRow
from askreports.answering.taxonomy.entries import Entry, Item, normal
from index.query.filters import years
from ingest.document import Page, Report
from ingest.language.periods import YearPart

TAX_TOLERANCE = Decimal("0.02")  # of the income before taxes: what else may stand between it and net income

_QUARTER = re.compile(r"(?P<year>\d{4}) Q(?P<number>[1-4])")  # the period of a report of a quarter

ReadStatement = Callable[[Report, str], Sequence[StatementRow]]  # report, name of a statement -> its rows

ReportPage = tuple[Report, Page]


@dataclass(frozen=True, slots=True)
class Operand:
    """A value with its row. `value` is signed and in the unit of the row; `year` is the fiscal year.

    `part` is what it is of that year, None for all of it.
    """

    name: str
    year: int
    value: Decimal
    row: StatementRow
    part: YearPart | None = None

    @property
    def base_value(self) -> Decimal:
        """The value in single units: dollars, not millions of them."""
        return self.value.scaleb(self.row.row.unit.scale or 0)


@dataclass(frozen=True, slots=True)
class CellFinder:
    """Where values are looked up: the reports of one organisation, and how to read a statement of one.

    `part` is what is asked of every year, None for all of it; `segment` what is asked of the organisation,
    and `read_segment` how to read its rows.
    """

    reports: Sequence[Report]
    read: ReadStatement
    part: YearPart | None = None
    segment: str = ""
    read_segment: ReadSegment | None = None

    def find(self, name: str, entry: Entry, year: int, asked_year: int) -> Operand | None:
        """The value of a line in a fiscal year, from the report of the year asked for if it has it."""
        if entry.item is None:
            return None
        fitting = (
            by_fitness(self.reports, year, asked_year)
            if self.part is None
            else of_part(self.reports, self.part, year, asked_year)
        )
        for report in fitting:
            found = (
                self._find_in_segment(report, name, entry.item, year)
                if self.segment
                else self._find_in(report, name, entry.item, year)
            )
            if found:
                return found
        return None

    def _find_in_segment(self, report: Report, name: str, item: Item, year: int) -> Operand | None:
        """The value that every table of the report gives for the segment."""
        if self.read_segment is None or item.sign:
            return None
        rows = self.read_segment(report, self.segment)
        found = [
            Operand(name, year, value, row, self.part)
            for row, cell in segment_cells(rows, self.segment, item, year, self.part)
            if row.row.unit.scale is not None and (value := _signed(item, row, cell, rows)) is not None
        ]
        return found[0] if len({one.base_value for one in found}) == 1 else None

    def _find_in(self, report: Report, name: str, item: Item, year: int) -> Operand | None:
        for statement in item.statements:
            rows = self.read(report, statement)
            candidates = list(_candidates(rows, name, item, year, self.part))
            best = [found for found in candidates if found[0] == min(place for place, _, _ in candidates)]
            values = {cell.value for _, _, cell in best}
            if len(values) == 1:
                _, row, cell = best[0]
                value = _signed(item, row, cell, rows)
                return None if value is None else Operand(name, year, value, row, self.part)
            if values:
                return None
        return None


def annual_year(report: Report) -> int | None:
    """The fiscal year of an annual report; None for a report of a quarter, a day or several years."""
    covered = years(report.period)
    return max(covered) if len(covered) == 1 and report.period.isdecimal() else None


def by_fitness(reports: Sequence[Report], year: int, asked_year: int) -> list[Report]:
    """The reports that may hold a year: of the year asked for, of the year itself, of later ones."""
    dated = [(report, annual_year(report)) for report in reports]
    fitting = [(report, of) for report, of in dated if of is not None and of >= year]
    ranked = sorted(
        fitting, key=lambda pair: (pair[1] != asked_year, pair[1] - year, -pair[0].page_count, pair[0].path)
    )
    return [report for report, _ in ranked][:4]


def of_part(reports: Sequence[Report], part: YearPart, year: int, asked_year: int) -> list[Report]:
    """The reports of that part of the year asked for, then of the year itself and of the one after it."""
    fitting = [
        (report, quarter)
        for report in reports
        if (quarter := _QUARTER.fullmatch(report.period)) and part.quarter in (None, int(quarter["number"]))
    ]
    wanted = {of: place for place, of in enumerate(dict.fromkeys((asked_year, year, year + 1))) if of >= year}
    ranked = sorted(
        (
            (wanted[int(quarter["year"])], report.path, report)
            for report, quarter in fitting
            if int(quarter["year"]) in wanted
        ),
        key=lambda one: one[:2],
    )
    return [report for _, _, report in ranked]


def _candidates(
    rows: Sequence[StatementRow], name: str, item: Item, year: int, part: YearPart | None
) -> Iterator[tuple[int, StatementRow, Cell]]:
    """The rows that name the item and have the year, with how well; -1 for the asked name itself."""
    query = normal(name)
    for row in rows:
        label = normal(row.row.label)
        place = item.fit(label)
        cell = row.cell(year, part)
        if place is None or cell is None or cell.percent or "per share" in row.row.unit.currency:
            continue
        if row.row.unit.scale is None:
            continue
        yield (-1 if label == query and place > 0 and label in item.rows else place), row, cell


def _signed(item: Item, row: StatementRow, cell: Cell, rows: Sequence[StatementRow]) -> Decimal | None:
    """The value with the sign it has in a formula: costs and payments positive, losses negative."""
    if item.amount:
        return abs(cell.value)
    if item.sign == "tax":
        return _tax(cell, rows, row)
    label = row.row.label.casefold()
    outside = normal(label)
    if "loss" in outside.split() and "income" not in outside and cell.value > 0:
        return None  # "Loss from operations 3,547" may be meant either way
    if outside == "accumulated deficit" and cell.value > 0:
        return None
    return cell.value


def _tax(cell: Cell, rows: Sequence[StatementRow], tax_row: StatementRow) -> Decimal | None:
    """Taxes as a cost, told from the lines around them: income before taxes less taxes is what follows."""
    place = next((n for n, row in enumerate(rows) if row is tax_row), 0)
    before = next((c for row in reversed(rows[:place]) if (c := row.row.like(cell))), None)
    after = [c.value for row in rows[place + 1 : place + 4] if (c := row.row.like(cell))]
    if before is None:
        return None
    errors = sorted((_error(before.value - tax, after), tax) for tax in {cell.value, -cell.value})
    least, tax = errors[0]
    clear = len(errors) == 1 or least < errors[1][0] / 2
    return tax if clear and least <= TAX_TOLERANCE * abs(before.value) else None


def _error(net: Decimal, after: Sequence[Decimal]) -> Decimal:
    return min((abs(net - value) for value in after), default=abs(net))
