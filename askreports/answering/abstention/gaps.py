"""What a question asks about that no report covers: an organisation whose reports are not here, or a year.

These two are checks, not likelihoods: they are a matter of which reports there are. A year for which an
organisation has no report is not there, though a later report may repeat some of its figures; what is planned
for a year stands in the report of the year before.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from askreports.answering.answer import Gaps
from askreports.answering.context import RetrievalContext
from index.hit import Hit
from index.query.filters import years
from index.ranking.router import Named
from ingest.document import Report

_AHEAD = re.compile(
    r"\b(?:forecast|expect|plan|guidance|outlook|target|priorit|budget|previs|prev[eé]|objeti|esper|objecti"
    r"|prévoi|prévu|perspectiv|budg[eé]t|erwart|prognos|ziel|vorhaben|pretend|prevê|previst)",
    re.I,
)


def asks_ahead(question: str) -> bool:
    """Whether a question asks for what was still to come."""
    return bool(_AHEAD.search(question))


def gaps_in_context(context: RetrievalContext) -> Gaps:
    """What a question asks about that the reports which may be looked at do not cover."""
    gaps = find_gaps(context.named, context.within, context.relevant_hits, asks_ahead(context.core))
    return replace(gaps, language=context.language or "en")


def find_gaps(
    named: Named, reports: Sequence[Report], relevant_hits: Sequence[Hit], ahead: bool = False
) -> Gaps:
    """The gaps between a question and the reports it may look at.

    `relevant_hits` are those that speak of whom it names; `ahead`: it asks for what was to come.
    """
    meant = [report for report in reports if report.id in named.reports]
    if meant:
        covered = {year for report in meant for year in years(report.period)}
        latest = max(named.years, default=0)
        if ahead:
            covered |= {year + 1 for year in covered}
        if not latest or not covered or latest in covered:
            return Gaps()
        return Gaps(years=(latest,), held=_in_order(report.period for report in meant))
    if relevant_hits:
        return Gaps()
    unheard = tuple(" ".join(name) for name in sorted(named.names))
    return Gaps(names=unheard, held=_in_order(report.organisation for report in reports))


def _in_order(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))
