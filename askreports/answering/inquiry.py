"""A question, looked up: what was found for it, whom it names, and what it asks about that is not there."""

from collections.abc import Sequence
from dataclasses import dataclass

from askreports.answering.coverage import Gaps, bearing, find_gaps
from askreports.answering.library import Library
from askreports.answering.lookup import Place
from index.hit import Hit
from index.question import acronyms, names, parse
from index.router import Named
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
        return [report for report in self.within if report.id in self.named.reports] or self.within

    @property
    def bearing(self) -> Sequence[Hit]:
        """The hits that speak of whom it names."""
        return bearing(self.named, self.written_as_names, self.hits)

    @property
    def pages(self) -> Sequence[Place]:
        """The pages of the hits, each once."""
        return list({(h.document.id, h.page.number): (h.document, h.page) for h in self.hits}.values())


def inquire(question: str, where: Where | None, library: Library) -> Inquiry:
    """Looks a question up. Raises `BadQuestion` and `BadFilter`."""
    hits = library.searcher.search(question, EVIDENCE_HITS, where)
    core = parse(question).core
    within = matching(library.reports, where)
    named = library.searcher.named(question).within(report.id for report in within)
    called = names(core) + acronyms(core)
    return Inquiry(question, core, within, hits, named, called, find_gaps(named, called, within, hits))
