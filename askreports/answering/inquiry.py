"""A question, looked up: what was found for it, whom it names, and what it asks about that is not there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from askreports.answering.confidence import Signs
from askreports.answering.coverage import Gaps, asks_ahead, bearing, find_gaps
from askreports.answering.evidence import Evidence
from askreports.answering.language import language_of
from askreports.answering.library import Library
from askreports.answering.lookup import Place
from askreports.answering.telling import shows_year
from index.hit import Hit
from index.question import acronyms, names, parse
from index.router import RESTATED, Named, period_fit
from index.where import Where, matching, years
from ingest.document import Report

EVIDENCE_HITS = 20  # hits whose pages an answer is made from


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question with all that was looked up for it.

    `core` is what is asked, without the instructions around it; `within` are the reports that may be looked
    at; `written_as_names` are the runs of words that are written like names.
    """

    question: str
    core: str
    within: Sequence[Report]
    hits: Sequence[Hit]
    named: Named
    written_as_names: Sequence[Sequence[str]]
    gaps: Gaps

    @property
    def meant(self) -> Sequence[Report]:
        """The reports of the organisations that it names; all that may be looked at where it names none."""
        if not self.named.reports:
            return self.within
        return [report for report in self.within if report.id in self.named.reports]

    @property
    def repeating(self) -> Sequence[Report]:
        """Later reports of who is meant, which may repeat a year that has no report of its own."""
        asked = self.gaps.years
        return [
            report
            for report in self.meant
            if any(0 < year - asked[0] < len(RESTATED) for year in years(report.period) if asked)
        ]

    @property
    def bearing(self) -> Sequence[Hit]:
        """The hits that speak of whom it names."""
        return bearing(self.named, self.written_as_names, self.hits)

    @property
    def pages(self) -> Sequence[Place]:
        """The pages of the hits, each once."""
        return list({(h.document.id, h.page.number): (h.document, h.page) for h in self.hits}.values())

    def may_be_shown(self, hit: Hit, quote: str) -> bool:
        """Whether a piece may be evidence: where the year has no report, only a row that has its column."""
        return not self.gaps or (hit.document in self.repeating and self._has_column(hit, quote))

    def _has_column(self, hit: Hit, quote: str) -> bool:
        """Whether a piece is a row with a column of the year asked for, in a report soon after."""
        asked = max(self.named.years)
        later = [year - asked for year in years(hit.document.period)]
        return any(0 < by < len(RESTATED) for by in later) and shows_year(
            quote, hit.document, hit.page, asked
        )

    def signs(self, best: Evidence) -> Signs:
        """What tells whether the best evidence is an answer."""
        document, meant = best.hit.document, self.named.reports
        return Signs(
            fit=best.fit,
            organisation=float(document.id in meant) if meant else 1.0,
            period=self._period(best),
            meant=_share(self.hits, meant) if meant else 1.0,
        )

    def _period(self, best: Evidence) -> float:
        if not self.named.years or self._has_column(best.hit, best.quote):
            return 1.0
        return period_fit(best.hit.document.period, self.named)


def _share(hits: Sequence[Hit], reports: Collection[str]) -> float:
    return sum(hit.document.id in reports for hit in hits) / len(hits)


def inquire(question: str, where: Where | None, library: Library) -> Inquiry:
    """Looks a question up. Raises `BadQuestion` and `BadFilter`."""
    hits = library.searcher.search(question, EVIDENCE_HITS, where)
    core = parse(question).core
    within = matching(library.reports, where)
    named = library.searcher.named(question)
    called = names(core) + acronyms(core)
    gaps = find_gaps(named, called, within, hits, asks_ahead(core))
    return Inquiry(question, core, within, hits, named, called, replace(gaps, language=language_of(core)))
