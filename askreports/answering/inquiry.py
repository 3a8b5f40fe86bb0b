"""A question, looked up: what was found for it, whom it names, and what it asks about that is not there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from askreports.answering.confidence import Signs
from askreports.answering.coverage import Gaps, asks_ahead, bearing, find_gaps
from askreports.answering.evidence import Evidence
from askreports.answering.language import language_of
from askreports.answering.library import Library
from askreports.answering.lookup import Place
from index.hit import Hit
from index.question import acronyms, names, parse
from index.router import Named, period_fit
from index.where import Where, matching
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
    def bearing(self) -> Sequence[Hit]:
        """The hits that speak of whom it names."""
        return bearing(self.named, self.written_as_names, self.hits)

    @property
    def pages(self) -> Sequence[Place]:
        """The pages of the hits, each once."""
        return list({(h.document.id, h.page.number): (h.document, h.page) for h in self.hits}.values())

    def signs(self, best: Evidence) -> Signs:
        """What tells whether the best evidence is an answer."""
        document, meant = best.hit.document, self.named.reports
        return Signs(
            fit=best.fit,
            organisation=float(document.id in meant) if meant else 1.0,
            period=period_fit(document.period, self.named) if self.named.years else 1.0,
            meant=_share(self.hits, meant) if meant else 1.0,
        )


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
