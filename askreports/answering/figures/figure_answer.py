"""A question for a figure to its part of an answer: asked, looked up, worked out, told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from askreports.answering.answer import Citation, Comparison, Figure, Sentence
from askreports.answering.citations import Citations, Cite
from askreports.answering.figures.cell_finder import (
    CellFinder,
    Operand,
    ReadStatement,
    ReportPage,
    annual_year,
)
from askreports.answering.figures.computation import ComputedFigure, compute_figures, operands_of
from askreports.answering.figures.query import FigureQuery, parse_figure_query
from askreports.answering.figures.reported_ratios import agrees, reported_rows
from askreports.answering.figures.wording import comparison_sentence, figure_sentence, row_sentence, row_text
from askreports.answering.formulas.expression import in_year
from askreports.answering.tables.fiscal_periods import period_name
from askreports.answering.tables.segments import ReadSegment
from askreports.answering.tables.statements import StatementRow
from askreports.answering.taxonomy.entries import Taxonomy
from ingest.document import Page, Report

MAX_ROWS = 2  # rows that are shown where no figure is claimed
MAX_ORGANISATIONS = 4  # that are compared
MAX_NAMES = 40  # of organisations, several of which may be names of one


@dataclass(frozen=True, slots=True)
class QuotedText:
    """A quote and the text that a reader gets of it: of a row, its values under their heads."""

    text: str
    report: Report
    page: Page
    quote: str


@dataclass(frozen=True, slots=True)
class FigureAnswer:
    """The part of an answer that figures make. Rows alone are no claim: other spans stand beside them."""

    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    figure: Figure | None = None
    table: Comparison | None = None
    rows: tuple[QuotedText, ...] = ()

    @property
    def claims(self) -> bool:
        return self.figure is not None or self.table is not None


NO_FIGURE = FigureAnswer()


@dataclass(frozen=True, slots=True)
class FigureTools:
    """What figures are worked out with: the taxonomy, how to cite, how to read a statement or a segment."""

    taxonomy: Taxonomy
    read: ReadStatement
    cite: Cite
    read_segment: ReadSegment


@dataclass(frozen=True, slots=True)
class _Case:
    """A question that was understood, and what it is answered from; `pages` are the best of the search."""

    query: FigureQuery
    finders: Sequence[CellFinder]
    pages: Sequence[ReportPage]
    citations: Citations
    taxonomy: Taxonomy


def answer_figure(
    question: str,
    named: frozenset[str],
    reports: Sequence[Report],
    pages: Sequence[ReportPage],
    tools: FigureTools,
) -> FigureAnswer:
    """What the statements of these reports say to the question; nothing where it asks for no line of them.

    `named` are the words, in lower case, by which the question names organisations, `reports` the
    reports of those; `pages` are the best pages that the search found.
    """
    if len({report.organisation for report in reports}) > MAX_NAMES:
        return NO_FIGURE  # the question names nobody
    groups = by_organisation(reports)
    if not 0 < len(groups) <= MAX_ORGANISATIONS:
        return NO_FIGURE
    query = parse_figure_query(question, named, tools.taxonomy, len(groups) > 1, _latest(groups))
    if query is None:
        return NO_FIGURE
    finders = [
        CellFinder(group, tools.read, query.part, query.segment, tools.read_segment) for group in groups
    ]
    if claimed := _claim(_Case(query, finders, pages, Citations(tools.cite), tools.taxonomy)):
        return claimed
    if len(groups) > 1:
        return NO_FIGURE
    rows = _once(operands_of(query, finders[0], tools.taxonomy))[:MAX_ROWS]
    return FigureAnswer(rows=tuple(_shown(found, tools.taxonomy) for found in rows))


def _shown(found: Operand, taxonomy: Taxonomy) -> QuotedText:
    row = found.row
    return QuotedText(row_text(row, found.year, taxonomy), row.report, row.page, row.row.quote)


def _latest(groups: Sequence[Sequence[Report]]) -> int | None:
    """The last year that the annual reports of each organisation have come to."""
    years = [max((annual_year(report) or 0 for report in group), default=0) for group in groups]
    return min(years, default=0) or None


def by_organisation(reports: Iterable[Report]) -> list[list[Report]]:
    """The reports by organisation, told by any name they share, in the order of their first reports."""
    groups: dict[int, list[Report]] = {}
    of_name: dict[str, int] = {}
    for position, report in enumerate(reports):
        names = {name.casefold() for name in (report.organisation, *report.aliases) if name}
        same = sorted({of_name[name] for name in names if name in of_name}) or [position]
        groups[same[0]] = [r for number in same for r in groups.pop(number, [])] + [report]
        of_name.update({name: same[0] for name, number in of_name.items() if number in same[1:]})
        of_name.update(dict.fromkeys(names, same[0]))
    return [groups[number] for number in sorted(groups)]


def _claim(case: _Case) -> FigureAnswer | None:
    """The figure or the table that a question asks for, None where an input is missing or not sure."""
    if len(case.finders) > 1:
        columns = [finder.reports[0].organisation for finder in case.finders]
        return _side_by_side(
            case, columns, [_of_last_year(case.query, one, case.taxonomy) for one in case.finders]
        )
    computed = compute_figures(case.query, case.finders[0], case.taxonomy)
    stated = _stated(case)
    if any(one and not _is_confirmed(one, stated) for one in computed):
        return None
    if case.query.compares:
        return _side_by_side(
            case, [period_name(year, case.query.part) for year in case.query.years], computed, stated
        )
    return _told_figure(computed[0], stated, case) if computed[0] else None


def _stated(case: _Case) -> list[StatementRow]:
    """Rows in which the reports themselves state the ratio that is asked for."""
    ours = {report.id for report in case.finders[0].reports}
    pages = [(report, page) for report, page in case.pages if report.id in ours]
    return reported_rows(case.query.title, case.query.years, pages, case.taxonomy)


def _is_confirmed(computed: ComputedFigure, stated: Sequence[StatementRow]) -> bool:
    """Whether no report states another value than ours."""
    year = computed.inputs[-1].year
    return computed.unit != "%" or all(agrees(row, year, computed.value) for row in stated)


def _side_by_side(
    case: _Case,
    columns: Sequence[str],
    computed: Sequence[ComputedFigure | None],
    stated: Sequence[StatementRow] = (),
) -> FigureAnswer | None:
    if sum(one is not None for one in computed) < 2 or len({one.unit for one in computed if one}) > 1:
        return None
    sentence, table = comparison_sentence(columns, computed, case.citations)
    rows = [row_sentence(row, case.query.years[-1], case.citations, case.taxonomy) for row in stated[:1]]
    return FigureAnswer((sentence, *rows), case.citations.all(), table=table)


def _of_last_year(query: FigureQuery, finder: CellFinder, taxonomy: Taxonomy) -> ComputedFigure | None:
    year = query.years[-1]
    bound = replace(query, expression=in_year(query.expression, year), years=(year,), compares=False)
    return compute_figures(bound, finder, taxonomy)[0]


def _told_figure(computed: ComputedFigure, stated: Sequence[StatementRow], case: _Case) -> FigureAnswer:
    sentence, figure = figure_sentence(computed, case.citations)
    year = computed.inputs[-1].year
    rows = [row_sentence(row, year, case.citations, case.taxonomy) for row in stated[:1]]
    return FigureAnswer((sentence, *rows), case.citations.all(), figure=figure)


def _once(rows: Iterable[Operand]) -> list[Operand]:
    return list({(row.row.report.id, row.row.page.number, row.row.row.quote): row for row in rows}.values())
