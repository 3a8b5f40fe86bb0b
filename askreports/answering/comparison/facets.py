"""What a question compares: the organisations it names, the years it names, or each with each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from askreports.answering.context import RetrievalContext
from askreports.answering.question.phrasing import years_asked
from index.query.filters import matching, years
from ingest.document import Report

MAX_FACETS = 8  # one question would cost too much with more


@dataclass(frozen=True, slots=True)
class Facet:
    """One of the things that are compared: what it is called, and which reports speak of it.

    `where` is the filter that keeps to them, `year` the year asked about, None where none is.
    """

    name: str
    where: Mapping[str, object] = field(default_factory=dict)
    year: int | None = None


def facets_of(context: RetrievalContext) -> list[Facet]:
    """The things that a question compares, in its order; none where it is about one thing."""
    organisations = _organisations(context)
    asked = years_asked(context.core)
    if len(organisations) < 2 and len(asked) < 2:
        return []
    of_whom = [Facet(name, {"organisation": name}) for name in organisations] or [Facet("")]
    found = [_of_year(facet, year) for facet, year in product(of_whom, asked)] if asked else of_whom
    if len(organisations) == 1:
        found = [Facet(str(facet.year), facet.where, facet.year) for facet in found]
    return found if len(found) <= MAX_FACETS else []


def has_report(facet: Facet, within: Sequence[Report]) -> bool:
    """Whether there is a report of the year asked about; true where no year is."""
    ours = matching(within, facet.where)
    return facet.year is None or any(facet.year in years(report.period) for report in ours)


def _of_year(facet: Facet, year: int) -> Facet:
    return Facet(f"{facet.name} {year}".strip(), facet.where, year)


def _organisations(context: RetrievalContext) -> list[str]:
    """The organisations that are named, each by the name its reports bear."""
    by_id = {report.id: report for report in context.within}
    named = [
        [by_id[report].organisation for report in sorted(group) if report in by_id]
        for group in context.named.groups
    ]
    return list(dict.fromkeys(names[0] for names in named if len(set(names)) == 1 and names[0]))
