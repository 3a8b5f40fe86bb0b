"""A question, looked up: what was found for it, whom it names, and what it asks about that is not there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from askreports.answering.figures.cell_finder import ReportPage
from askreports.answering.library import Library
from index.hit import Hit
from index.query.filters import Where, matching
from index.query.question import acronyms, names, parse
from index.query.stems import without_accents, words
from index.ranking.router import Named
from ingest.document import Report

TERM_OF = 3  # organisations: an acronym that so many of them use is a term of the trade, such as GAAP
EVIDENCE_HITS = 20  # hits whose pages an answer is made from


@dataclass(frozen=True, slots=True)
class RetrievalContext:
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

    @property
    def meant(self) -> Sequence[Report]:
        """The reports of the organisations that it names; all that may be looked at where it names none."""
        if not self.named.reports:
            return self.within
        return [report for report in self.within if report.id in self.named.reports]

    @property
    def relevant_hits(self) -> Sequence[Hit]:
        """The hits that speak of whom it names."""
        return filter_relevant_hits(self.named, self.written_as_names, self.hits)

    @property
    def pages(self) -> Sequence[ReportPage]:
        """The pages of the hits, each once."""
        return list({(h.document.id, h.page.number): (h.document, h.page) for h in self.hits}.values())


def retrieve(question: str, where: Where | None, library: Library) -> RetrievalContext:
    """Looks a question up. Raises `BadQuestion` and `BadFilter`."""
    hits = library.searcher.search(question, EVIDENCE_HITS, where)
    core = parse(question).core
    within = matching(library.reports, where)
    named = library.searcher.named(question)
    called = names(core) + acronyms(core)
    return RetrievalContext(question, core, within, hits, named, called)


def filter_relevant_hits(named: Named, names: Sequence[Sequence[str]], hits: Sequence[Hit]) -> Sequence[Hit]:
    """The hits that speak of whom the question names; all of them where it names nobody.

    `names` are the runs of words in the question that are written as names. A report of an organisation
    that is named speaks of it on every page.
    """
    proper = named.names or names_of_somebody(names, hits)
    if not proper:
        return hits
    return [
        hit
        for hit in hits
        if hit.document.id in named.reports or any(_mentions(hit, name) for name in proper)
    ]


def names_of_somebody(names: Sequence[Sequence[str]], hits: Sequence[Hit]) -> list[Sequence[str]]:
    """Those that are names of somebody: not written small elsewhere, not on everybody's lips."""
    return [name for name in names if not any(_uses(hit, name) for hit in hits) and not _is_term(name, hits)]


def _is_term(name: Sequence[str], hits: Sequence[Hit]) -> bool:
    return (
        all(word.isupper() for word in name)
        and len({hit.document.organisation for hit in hits if _mentions(hit, name)}) >= TERM_OF
    )


def _mentions(hit: Hit, name: Iterable[str]) -> bool:
    """Whether the report bears the name, or the passage speaks of who bears it."""
    document = hit.document
    names = (document.organisation, *document.aliases, document.title, *hit.passage.section)
    shown = " ".join((*names, hit.passage.text))
    return {_folded(word) for word in name} <= {_folded(word) for word in words(shown)}


def _uses(hit: Hit, name: Sequence[str]) -> bool:
    """Whether the page has these words in small letters: then they are no name."""
    return " ".join(name).lower() in hit.page.text


def _folded(word: str) -> str:
    return without_accents(word.casefold())
