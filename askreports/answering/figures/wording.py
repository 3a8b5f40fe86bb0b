"""A computed figure as a reader gets it: a sentence that shows the way, and a figure or a comparison."""

import re
from collections.abc import Iterable, Sequence

from askreports.answering.answer import Comparison, ComparisonCell, Figure, FigureInput, Sentence
from askreports.answering.citations import Citations
from askreports.answering.figures.cell_finder import Operand
from askreports.answering.figures.computation import ComputedFigure
from askreports.answering.tables.fiscal_periods import period_name
from askreports.answering.tables.headed_text import headed_text
from askreports.answering.tables.row import Cell, Row
from askreports.answering.tables.rows import page_rows
from askreports.answering.tables.statements import CELL_BREAK, StatementRow, fiscal_lag
from askreports.answering.taxonomy.entries import Taxonomy
from askreports.answering.text.cell_values import unit_in
from ingest.document import Page, Report
from ingest.structure.headings import without_mark

_NUMBER = re.compile(r"\d+(?:[.,'’ ]\d+)*|\.\d+")
GAP = "–"  # stands in a table where a value was not found


def cited(citations: Citations, operand: Operand) -> int:
    """The number of the citation of the row that an operand stands in."""
    row = operand.row
    return citations.number(row.report, row.page, row.row.quote)


def figure_sentence(computed: ComputedFigure, citations: Citations) -> tuple[Sentence, Figure]:
    """A figure, and the sentence that shows how it comes about."""
    inputs = tuple(
        FigureInput(
            found.row.row.label or found.name,
            period_name(found.year, found.part),
            found.value,
            str(found.row.row.unit),
            cited(citations, found),
        )
        for found in computed.inputs
    )
    numbers = tuple(dict.fromkeys(one.citation for one in inputs))
    return Sentence(_way(computed), numbers), Figure(computed.value, computed.unit, computed.formula, inputs)


def row_sentence(found: StatementRow, year: int | None, citations: Citations, taxonomy: Taxonomy) -> Sentence:
    """A row as it stands in a report, the cell of the year asked for first."""
    number = citations.number(found.report, found.page, found.row.quote)
    return Sentence(row_text(found, year, taxonomy), (number,))


def quote_text(quote: str, report: Report, page: Page, year: int | None, taxonomy: Taxonomy) -> str:
    """A quote as a reader gets it: a table row with the years of its columns, all else as it stands."""
    if CELL_BREAK not in quote and "|" not in quote:
        return _in_one_line(quote)
    rows = page_rows(page, report.language) if year else []
    same = [row for row in rows if row.quote.endswith(quote)]
    if year is None or len(same) != 1 or same[0].cell(year - (fiscal_lag(report, rows) or 0)) is None:
        return headed_text(page, quote, year) or _in_one_line(quote)
    return row_text(StatementRow(same[0], page, "", report, fiscal_lag(report, rows) or 0), year, taxonomy)


def _in_one_line(quote: str) -> str:
    """A quote without line ends; rows below the line that announces them are kept apart."""
    announcement, colon, below = quote.partition(":\n")
    lines = [line for line in below.splitlines() if line.strip()]
    if not colon or not any(CELL_BREAK in without_mark(line) for line in lines):
        return " ".join(quote.split())
    return f"{' '.join(announcement.split())}: {'; '.join(' '.join(line.split()) for line in lines)}"


def row_text(found: StatementRow, year: int | None, taxonomy: Taxonomy) -> str:
    """The asked cell first, "Total income, 2021: 1,965 EUR thousand (2020: 1,770)", or else the bare row.

    A row gets the unit of its table where the taxonomy knows its label.
    """
    row = found.row
    cell_asked = found.cell(year) if year else None
    label = row.label or row.group
    if cell_asked is None or not label:
        bare = " ".join(row.quote.split())
        return bare if any(char.isalpha() for char in bare) else f"{label}: {bare}".removeprefix(": ")
    unit = f" {row.unit}".rstrip() if _is_amount(row, cell_asked, taxonomy) else ""
    others = "; ".join(f"{cell.year + found.lag}: {_digits(cell)}" for cell in row.beside(cell_asked))
    return f"{label}, {year}: {_digits(cell_asked)}{unit}" + (f" ({others})" if others else "")


def _is_amount(row: Row, cell: Cell, taxonomy: Taxonomy) -> bool:
    """Whether a cell surely is money: tables in thousands of euros count members and projects, too."""
    written = any(unit_in(other.text).currency for other in row.cells)
    return not cell.percent and (written or taxonomy.find(row.label) is not None)


def _as_written(operand: Operand) -> str:
    """The digits of a value as its report writes them, with the sign that it has here."""
    cells = operand.row.row.cells
    written = next((cell.text for cell in cells if abs(cell.value) == abs(operand.value)), "")
    digits = _NUMBER.search(written)
    if digits is None:
        return f"{operand.value:,f}"
    return f"-{digits[0]}" if operand.value < 0 else digits[0]


def _digits(cell: Cell) -> str:
    """A cell as it is written but for the currency, which the unit says, and the marks of footnotes."""
    return re.sub(r"^(?:US)?[$€£¥]\s*|\s*(?:[$€£¥]|EUR|USD)?[\s¹²³⁰-⁹⁽⁾]*$", "", cell.text.strip())


def comparison_sentence(
    columns: Sequence[str], computed: Sequence[ComputedFigure | None], citations: Citations
) -> tuple[Sentence, Comparison]:
    """The same figure side by side, a column each, its inputs above it; and the sentence that says it."""
    known = [one for one in computed if one]
    periods = {one.period for one in known}
    title = known[0].title if len(periods) > 1 else f"{known[0].title} {known[0].period}"
    is_computed = any(one.expression for one in known)
    names = dict.fromkeys(found.name for one in known for found in one.inputs) if is_computed else {}
    rows = [_row(_capital(name), [_cells(one, name, citations) for one in computed]) for name in names]
    rows.append(_row(_capital(title), [[_result(one, citations)] if one else [] for one in computed]))
    said = "; ".join(
        f"{column} {_result_way(one)}" if one else f"{column} not found"
        for column, one in zip(columns, computed, strict=True)
    )
    formula = f" = {known[0].formula}" if is_computed and len({one.formula for one in known}) == 1 else ""
    numbers = dict.fromkeys(cited(citations, found) for one in known for found in one.inputs)
    sentence = Sentence(f"{_capital(title)}{formula}: {said}", tuple(numbers))
    return sentence, Comparison(("", *columns), tuple(rows))


def _way(computed: ComputedFigure) -> str:
    title = f"{_capital(computed.title)} {computed.period}"
    if computed.formula is None:
        found = computed.inputs[0]
        unit = str(found.row.row.unit)
        written = f"{title} = {_as_written(found)} {unit}".rstrip()
        same = f"{found.value:,f} {unit}".strip() == computed.text
        return written if same else f"{written} = {computed.text}"
    return f"{title} = {computed.formula} = {computed.numbers}{_unit_note(computed)} = {computed.text}"


def _result_way(computed: ComputedFigure) -> str:
    return f"{computed.text} = {computed.numbers}" if computed.expression else computed.text


def _unit_note(computed: ComputedFigure) -> str:
    """The unit of the inputs, unless the result says it."""
    units = {str(found.row.row.unit) for found in computed.inputs}
    return f" ({units.pop()})" if len(units) == 1 and computed.unit not in units else ""


def _cells(computed: ComputedFigure | None, name: str, citations: Citations) -> list[ComparisonCell]:
    """The values of one input, the latest last; several where the formula takes two years of it."""
    found = (
        sorted((one for one in computed.inputs if one.name == name), key=lambda one: one.year)
        if computed
        else []
    )
    return [
        ComparisonCell(f"{one.value:,f} {one.row.row.unit}".strip(), cited(citations, one))
        for one in found[-1:]
    ]


def _result(computed: ComputedFigure, citations: Citations) -> ComparisonCell:
    return ComparisonCell(
        computed.text, None if computed.expression else cited(citations, computed.inputs[0])
    )


def _row(name: str, cells: Iterable[list[ComparisonCell]]) -> tuple[ComparisonCell, ...]:
    return (ComparisonCell(name), *(found[0] if found else ComparisonCell(GAP) for found in cells))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
