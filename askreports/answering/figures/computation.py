"""What a question asks for, worked out from cited cells: one figure, or a table that compares years.

Nothing is claimed unless every input is found with confidence, and nothing that is not shown: the formula,
each input with its row and page, the result as rounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from askreports.answering.figures.cell_finder import CellFinder, Operand
from askreports.answering.figures.query import FigureQuery
from askreports.answering.formulas.expression import (
    Expression,
    FormulaError,
    Term,
    dimension,
    evaluate,
    in_year,
    show,
    substitute,
    terms_of,
)
from askreports.answering.tables.fiscal_periods import period_name
from askreports.answering.taxonomy.entries import Ratio, Taxonomy

MAX_DEPTH = 6
_SCALES = {0: "", 3: "thousand", 6: "million", 9: "billion"}


@dataclass(frozen=True, slots=True)
class ComputedFigure:
    """A value with all that it was made of. `expression` is None where it is one cell as it stands."""

    title: str
    period: str
    value: Decimal
    unit: str
    expression: Expression | None
    inputs: tuple[Operand, ...]

    @property
    def text(self) -> str:
        """The value with its unit, for people."""
        space = "" if self.unit == "%" else " "
        return f"{self.value:,f}{space}{self.unit}".strip() if self.unit != "ratio" else f"{self.value:,f}"

    @property
    def formula(self) -> str | None:
        """The formula by names, with years where there are several."""
        if self.expression is None:
            return None
        several = len({term.year for term in terms_of(self.expression)}) > 1
        return show(self.expression, lambda term: f"{term.name} {term.year}" if several else term.name)

    @property
    def numbers(self) -> str | None:
        """The formula with the values in the place of names, each as its row gives it."""
        if self.expression is None:
            return None
        values = {(found.name, found.year): found for found in self.inputs}
        scale = self.scale
        return show(
            self.expression, lambda term: _plain(values[term.name, term.year or 0].base_value.scaleb(-scale))
        )

    @property
    def scale(self) -> int:
        """The power of ten in which the inputs are shown: the finest of theirs."""
        return min((found.row.row.unit.scale or 0 for found in self.inputs), default=0)


@dataclass(frozen=True, slots=True)
class _Terms:
    """Where the terms of a formula come from; reports of `asked_year` come first."""

    finder: CellFinder
    taxonomy: Taxonomy
    asked_year: int

    def find(self, term: Term) -> tuple[Operand | None, Ratio | None]:
        """The cell of a term, or else the formula that it is made by; neither where it is not known."""
        entry = self.taxonomy.find(term.name)
        if entry is None or term.year is None:
            return None, None
        return self.finder.find(term.name, entry, term.year, self.asked_year), entry.ratio


def compute_figures(
    query: FigureQuery, finder: CellFinder, taxonomy: Taxonomy
) -> list[ComputedFigure | None]:
    """The value asked for, or with `query.compares` one for each of its years; None where one is not sure."""
    terms = _Terms(finder, taxonomy, query.years[-1])
    if not query.compares:
        return [_work_out(query, query.expression, query.years[-1], terms)]
    return [_work_out(query, in_year(query.expression, year), year, terms) for year in query.years]


def operands_of(query: FigureQuery, finder: CellFinder, taxonomy: Taxonomy) -> list[Operand]:
    """The inputs that are sure, even where not all are: rows to show when no figure is claimed."""
    found = []
    terms = _Terms(finder, taxonomy, query.years[-1])
    for year in query.years if query.compares else query.years[-1:]:
        for term in terms_of(in_year(query.expression, year)):
            found += _inputs_below(term, terms)
    return list(dict.fromkeys(found))


def _inputs_below(term: Term, terms: _Terms, depth: int = 0) -> list[Operand]:
    cell, ratio = terms.find(term)
    if cell:
        return [cell]
    if ratio is None or depth == MAX_DEPTH:
        return []
    below = terms_of(in_year(ratio.formula, term.year or 0))
    return [one for part in below for one in _inputs_below(part, terms, depth + 1)]


def _work_out(query: FigureQuery, expression: Expression, year: int, terms: _Terms) -> ComputedFigure | None:
    found: dict[tuple[str, int], Operand] = {}
    try:
        full = _ground(expression, terms, found)
        value = evaluate(full, lambda term: found[term.name, term.year or 0].base_value)
        power = dimension(full, lambda _: 1)
    except FormulaError:
        return None
    inputs = tuple(found.values())
    if power not in (0, 1) or not _go_together(inputs):
        return None
    unit, value = _in_unit(query, power, value, inputs)
    single = isinstance(full, Term)
    return ComputedFigure(query.title, _period(query, year), value, unit, None if single else full, inputs)


def _ground(
    expression: Expression, terms: _Terms, found: dict[tuple[str, int], Operand], depth: int = 0
) -> Expression:
    """The expression with every term a line that was found and put into `found`. Raises `FormulaError`."""

    def put(term: Term) -> Expression:
        cell, ratio = terms.find(term)
        if cell:
            found[term.name, term.year or 0] = cell
            return term
        if ratio is None or depth == MAX_DEPTH:
            raise FormulaError(f"{term.name} {term.year} is not found")
        return _ground(in_year(ratio.formula, term.year or 0), terms, found, depth + 1)

    return substitute(expression, put)


def _go_together(inputs: Sequence[Operand]) -> bool:
    """Whether inputs may be put into one formula: of one currency, and those of one year from one report.

    A later report restates earlier years, so two reports may give one year two meanings.
    """
    reports = {(found.year, found.row.report.id) for found in inputs}
    one_report_a_year = len(reports) == len({year for year, _ in reports})
    return one_report_a_year and len({found.row.row.unit.currency for found in inputs}) <= 1


def _in_unit(
    query: FigureQuery, power: int, value: Decimal, inputs: Sequence[Operand]
) -> tuple[str, Decimal]:
    """The value in the unit asked for, or in that of the reports, rounded as asked or as is usual."""
    if power == 1:
        unit = inputs[0].row.row.unit
        scale = query.scale if query.scale is not None else min(i.row.row.unit.scale or 0 for i in inputs)
        name = " ".join(part for part in (unit.currency, _SCALES.get(scale, "")) if part)
        return name, _rounded(value.scaleb(-scale), query.decimals)
    if query.unit == "percent":
        return "%", _rounded(value * 100, 1 if query.decimals is None else query.decimals)
    unit_name = "days" if query.unit == "days" else "ratio"
    return unit_name, _rounded(value, 2 if query.decimals is None else query.decimals)


def _period(query: FigureQuery, year: int) -> str:
    spans = len(query.years) > 1 and not query.compares
    first = period_name(query.years[0], query.part)
    return f"{first}–{query.years[-1]}" if spans else period_name(year, query.part)


def _rounded(value: Decimal, decimals: int | None) -> Decimal:
    """The value to so many decimals, or without idle zeros where none are asked for."""
    if decimals is None:
        plain = value.normalize()
        return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _plain(value: Decimal) -> str:
    text = f"{_rounded(value, None):,f}"
    return f"({text})" if value < 0 else text
