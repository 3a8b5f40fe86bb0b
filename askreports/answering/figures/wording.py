"""What was worked out, as a reader gets it: a sentence that shows the way, a figure or a table, citations."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from askreports.answering.answer import Citation, Figure, FigureInput, Sentence, Table, TableCell
from askreports.answering.figures.cell_finder import Input
from askreports.answering.figures.computation import Worked
from askreports.answering.tables.fiscal_periods import period_name
from askreports.answering.tables.rows import Cell, Row, rows_of
from askreports.answering.tables.statements import CELL_BREAK, StatementRow, fiscal_lag
from askreports.answering.taxonomy.loading import standard_taxonomy
from askreports.answering.text.cell_values import unit_in
from ingest.document import Page, Report
from ingest.structure.headings import without_mark

GAP = "–"  # stands in a table where a value was not found

Cite = Callable[[int, Report, Page, str], Citation]  # number, report, page, quote -> a checked citation


@dataclass(slots=True)
class Citations:
    """The citations of one answer, each place once, numbered from 1."""

    cite: Cite
    made: dict[tuple[str, int, str], Citation] = field(default_factory=dict)

    def number(self, document: Report, page: Page, quote: str) -> int:
        """The number of the citation of this quote."""
        place = document.id, page.number, quote
        if place not in self.made:
            self.made[place] = self.cite(len(self.made) + 1, document, page, quote)
        return self.made[place].number

    def of(self, found: Input) -> int:
        return self.number(found.row.report, found.row.page, found.row.row.quote)

    def all(self) -> tuple[Citation, ...]:
        return tuple(self.made.values())


def tell_figure(worked: Worked, citations: Citations) -> tuple[Sentence, Figure]:
    """A figure, and the sentence that shows how it comes about."""
    inputs = tuple(
        FigureInput(
            found.row.row.label or found.name,
            period_name(found.year, found.part),
            found.value,
            str(found.row.row.unit),
            citations.of(found),
        )
        for found in worked.inputs
    )
    numbers = tuple(dict.fromkeys(one.citation for one in inputs))
    return Sentence(_way(worked), numbers), Figure(worked.value, worked.unit, worked.formula, inputs)


def tell_row(found: StatementRow, year: int | None, citations: Citations) -> Sentence:
    """A row as it stands in a report, the cell of the year asked for first."""
    number = citations.number(found.report, found.page, found.row.quote)
    return Sentence(row_text(found, year), (number,))


def evidence_text(quote: str, report: Report, page: Page, year: int | None) -> str:
    """A quote as a reader gets it: a table row with the years of its columns, all else as it stands."""
    rows = rows_of(page.text, report.language) if year and CELL_BREAK in quote else []
    same = [row for row in rows if row.quote.endswith(quote)]
    if len(same) != 1:
        return _in_one_line(quote)
    return row_text(StatementRow(same[0], page, "", report, fiscal_lag(report, rows) or 0), year)


def _in_one_line(quote: str) -> str:
    """A quote without line ends; rows below the line that announces them are kept apart."""
    announcement, colon, below = quote.partition(":\n")
    lines = [line for line in below.splitlines() if line.strip()]
    if not colon or not any(CELL_BREAK in without_mark(line) for line in lines):
        return " ".join(quote.split())
    return f"{' '.join(announcement.split())}: {'; '.join(' '.join(line.split()) for line in lines)}"


def row_text(found: StatementRow, year: int | None) -> str:
    """The asked cell first, "Total income, 2021: 1,965 EUR thousand (2020: 1,770)", or else the bare row."""
    row = found.row
    asked = found.cell(year) if year else None
    label = row.label or row.group
    if asked is None or not label:
        bare = " ".join(row.quote.split())
        return bare if any(char.isalpha() for char in bare) else f"{label}: {bare}".removeprefix(": ")
    unit = f" {row.unit}".rstrip() if _is_amount(row, asked) else ""
    others = "; ".join(f"{cell.year + found.lag}: {_digits(cell)}" for cell in row.beside(asked))
    return f"{label}, {year}: {_digits(asked)}{unit}" + (f" ({others})" if others else "")


def _is_amount(row: Row, cell: Cell) -> bool:
    """Whether a cell surely is money: tables in thousands of euros count members and projects, too."""
    written = any(unit_in(other.text).currency for other in row.cells)
    return not cell.percent and (written or standard_taxonomy().find(row.label) is not None)


def _digits(cell: Cell) -> str:
    """A cell as it is written but for the currency, which the unit says."""
    return re.sub(r"^(?:US)?[$€£¥]\s*|\s*(?:[$€£¥]|EUR|USD)$", "", cell.text.strip())


def tell_table(
    columns: Sequence[str], worked: Sequence[Worked | None], citations: Citations
) -> tuple[Sentence, Table]:
    """The same figure side by side, a column each, its inputs above it; and the sentence that says it."""
    known = [one for one in worked if one]
    periods = {one.period for one in known}
    title = known[0].title if len(periods) > 1 else f"{known[0].title} {known[0].period}"
    computed = any(one.expression for one in known)
    names = dict.fromkeys(found.name for one in known for found in one.inputs) if computed else {}
    rows = [_row(_capital(name), [_cells(one, name, citations) for one in worked]) for name in names]
    rows.append(_row(_capital(title), [[_result(one, citations)] if one else [] for one in worked]))
    said = "; ".join(
        f"{column} {_result_way(one)}" if one else f"{column} not found"
        for column, one in zip(columns, worked, strict=True)
    )
    formula = f" = {known[0].formula}" if computed and len({one.formula for one in known}) == 1 else ""
    numbers = dict.fromkeys(citations.of(found) for one in known for found in one.inputs)
    return Sentence(f"{_capital(title)}{formula}: {said}", tuple(numbers)), Table(("", *columns), tuple(rows))


def _way(worked: Worked) -> str:
    title = f"{_capital(worked.title)} {worked.period}"
    if worked.formula is None:
        found = worked.inputs[0]
        shown = f"{found.value:,f} {found.row.row.unit}".strip()
        return f"{title} = {shown}" if shown == worked.text else f"{title} = {shown} = {worked.text}"
    return f"{title} = {worked.formula} = {worked.numbers}{_unit_note(worked)} = {worked.text}"


def _result_way(worked: Worked) -> str:
    return f"{worked.text} = {worked.numbers}" if worked.expression else worked.text


def _unit_note(worked: Worked) -> str:
    """The unit of the inputs, unless the result says it."""
    units = {str(found.row.row.unit) for found in worked.inputs}
    return f" ({units.pop()})" if len(units) == 1 and worked.unit not in units else ""


def _cells(worked: Worked | None, name: str, citations: Citations) -> list[TableCell]:
    """The values of one input, the latest last; several where the formula takes two years of it."""
    found = (
        sorted((one for one in worked.inputs if one.name == name), key=lambda one: one.year) if worked else []
    )
    return [TableCell(f"{one.value:,f} {one.row.row.unit}".strip(), citations.of(one)) for one in found[-1:]]


def _result(worked: Worked, citations: Citations) -> TableCell:
    return TableCell(worked.text, None if worked.expression else citations.of(worked.inputs[0]))


def _row(name: str, cells: Iterable[list[TableCell]]) -> tuple[TableCell, ...]:
    return (TableCell(name), *(found[0] if found else TableCell(GAP) for found in cells))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
