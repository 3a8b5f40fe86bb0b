"""A question for a figure to its part of an answer: asked, looked up, worked out, told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from askreports.answering.answer import Citation, Figure, Sentence, Table
from askreports.answering.figures.cell_finder import Input, Lookup, Place, ReadStatement, annual_year
from askreports.answering.figures.computation import Worked, inputs_of, work_out
from askreports.answering.figures.query import Asked, asked_figure, lines_asked
from askreports.answering.figures.reported_ratios import agrees, reported_rows
from askreports.answering.figures.wording import Citations, Cite, tell_figure, tell_row, tell_table
from askreports.answering.formulas.expression import in_year
from askreports.answering.formulas.parser import years_in
from askreports.answering.question.answer_type import Wanted, wanted
from askreports.answering.tables.fiscal_periods import period_name
from askreports.answering.tables.segments import ReadSegment
from askreports.answering.tables.statements import StatementRow
from askreports.answering.taxonomy.entries import Taxonomy
from ingest.document import Report

MAX_ROWS = 2  # rows that are shown where no figure is claimed
MAX_ORGANISATIONS = 4  # that are compared
MAX_NAMES = 40  # of organisations, several of which may be names of one


@dataclass(frozen=True, slots=True)
class Told:
    """The part of an answer that figures make.

    Rows alone are no claim: evidence may stand beside them, and before them unless they lead.
    """

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    figure: Figure | None = None
    table: Table | None = None
    leads: bool = True

    @property
    def claims(self) -> bool:
        return self.figure is not None or self.table is not None


NOTHING_TOLD = Told((), ())


@dataclass(frozen=True, slots=True)
class Desk:
    """What figures are worked out with: the taxonomy, how to cite, how to read a statement or a segment."""

    taxonomy: Taxonomy
    read: ReadStatement
    cite: Cite
    read_segment: ReadSegment


@dataclass(frozen=True, slots=True)
class _Case:
    """A question that was understood, and what it is answered from; `pages` are the best of the search."""

    asked: Asked
    lookups: Sequence[Lookup]
    pages: Sequence[Place]
    citations: Citations
    taxonomy: Taxonomy


def tell_figures(
    question: str, named: frozenset[str], reports: Sequence[Report], pages: Sequence[Place], desk: Desk
) -> Told:
    """What the statements of these reports say to the question; nothing where it asks for no line of them.

    `named` are the words, in lower case, by which the question names organisations, `reports` the
    reports of those; `pages` are the best pages that the search found.
    """
    if len({report.organisation for report in reports}) > MAX_NAMES:
        return NOTHING_TOLD  # the question names nobody
    groups = by_organisation(reports)
    if not 0 < len(groups) <= MAX_ORGANISATIONS:
        return NOTHING_TOLD
    asked = asked_figure(question, named, desk.taxonomy, len(groups) > 1, _latest(groups))
    lookups = [_lookup(group, asked, desk) for group in groups]
    if asked:
        case = _Case(asked, lookups, pages, Citations(desk.cite), desk.taxonomy)
        if told := _claim(case):
            return told
    if len(groups) > 1 or not (asked or wanted(question) is Wanted.AMOUNT):
        return NOTHING_TOLD
    citations = Citations(desk.cite)
    rows = _once(_rows(question, asked, named, lookups[0], desk.taxonomy))
    shown = tuple(tell_row(row.row, row.year, citations) for row in rows[:MAX_ROWS])
    return Told(shown, citations.all(), leads=asked is not None)


def _lookup(reports: Sequence[Report], asked: Asked | None, desk: Desk) -> Lookup:
    if asked is None:
        return Lookup(reports, desk.read)
    return Lookup(reports, desk.read, asked.part, asked.segment, desk.read_segment)


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


def _claim(case: _Case) -> Told | None:
    """The figure or the table that a question asks for, None where an input is missing or not sure."""
    if len(case.lookups) > 1:
        columns = [lookup.reports[0].organisation for lookup in case.lookups]
        return _side_by_side(
            case, columns, [_of_last_year(case.asked, one, case.taxonomy) for one in case.lookups]
        )
    worked = work_out(case.asked, case.lookups[0], case.taxonomy)
    stated = _stated(case)
    if any(one and not _is_confirmed(one, stated) for one in worked):
        return None
    if case.asked.compares:
        return _side_by_side(
            case, [period_name(year, case.asked.part) for year in case.asked.years], worked, stated
        )
    return _told_figure(worked[0], stated, case.citations) if worked[0] else None


def _stated(case: _Case) -> list[StatementRow]:
    """Rows in which the reports themselves state the ratio that is asked for."""
    ours = {report.id for report in case.lookups[0].reports}
    pages = [(report, page) for report, page in case.pages if report.id in ours]
    return reported_rows(case.asked.title, case.asked.years, pages, case.taxonomy)


def _is_confirmed(worked: Worked, stated: Sequence[StatementRow]) -> bool:
    """Whether no report states another value than ours."""
    year = worked.inputs[-1].year
    return worked.unit != "%" or all(agrees(row, year, worked.value) for row in stated)


def _side_by_side(
    case: _Case, columns: Sequence[str], worked: Sequence[Worked | None], stated: Sequence[StatementRow] = ()
) -> Told | None:
    if sum(one is not None for one in worked) < 2 or len({one.unit for one in worked if one}) > 1:
        return None
    sentence, table = tell_table(columns, worked, case.citations)
    rows = [tell_row(row, case.asked.years[-1], case.citations) for row in stated[:1]]
    return Told((sentence, *rows), case.citations.all(), table=table)


def _of_last_year(asked: Asked, lookup: Lookup, taxonomy: Taxonomy) -> Worked | None:
    year = asked.years[-1]
    bound = replace(asked, expression=in_year(asked.expression, year), years=(year,), compares=False)
    return work_out(bound, lookup, taxonomy)[0]


def _told_figure(worked: Worked, stated: Sequence[StatementRow], citations: Citations) -> Told:
    sentence, figure = tell_figure(worked, citations)
    rows = [tell_row(row, worked.inputs[-1].year, citations) for row in stated[:1]]
    return Told((sentence, *rows), citations.all(), figure=figure)


def _rows(
    question: str, asked: Asked | None, named: frozenset[str], lookup: Lookup, taxonomy: Taxonomy
) -> list[Input]:
    """The rows of the lines in a question, where no figure is claimed from them."""
    if asked:
        return inputs_of(asked, lookup, taxonomy)
    year = max(years_in(question), default=None)
    found = []
    for name in lines_asked(question, named, taxonomy) if year else []:
        entry = taxonomy.find(name)
        if entry and year and (row := lookup.find(name, entry, year, year)):
            found.append(row)
    return found


def _once(rows: Iterable[Input]) -> list[Input]:
    return list({(row.row.report.id, row.row.page.number, row.row.row.quote): row for row in rows}.values())
