"""A question, looked up: what was found for it, whom it names, and what it asks about that is not there."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from askreports.answering.figures.cell_finder import ReportPage
from askreports.answering.library import Library
from askreports.answering.text.language import language_of
from index.hit import Hit
from index.query.filters import Where, matching
from index.query.question import acronyms, names, parse
from index.query.stems import without_accents, words
from index.ranking.router import Named
from index.search import PassageCosine
from ingest.document import Report

EVIDENCE_HITS = 20  # hits whose pages an answer is made from


@dataclass(frozen=True, slots=True)
class RetrievalContext:
    """A question with all that was looked up for it.

    `core` is what is asked, without the instructions around it; `language` is that of the question, empty
    where it is too short to tell; `within` are the reports that may be looked at; `relevant_hits` are those
    of the hits that speak of whom the question names; `written_as_names` are the runs of words that are
    written like names; `cosines` tells how near the passages of a hit's page are.
    """

    question: str
    core: str
    language: str
    within: Sequence[Report]
    hits: Sequence[Hit]
    relevant_hits: Sequence[Hit]
    named: Named
    written_as_names: Sequence[Sequence[str]]
    cosines: Callable[[Hit], Sequence[PassageCosine]]

    @property
    def meant(self) -> Sequence[Report]:
        """The reports of the organisations that it names; all that may be looked at where it names none."""
        if not self.named.reports:
            return self.within
        return [report for report in self.within if report.id in self.named.reports]

    @property
    def pages(self) -> Sequence[ReportPage]:
        """The pages of the hits, each once."""
        return list({(h.document.id, h.page.number): (h.document, h.page) for h in self.hits}.values())


def retrieve(
    question: str, where: Where | None, library: Library, k: int = EVIDENCE_HITS
) -> RetrievalContext:
    """Looks a question up: the best k pages. Raises `BadQuestion` and `BadFilter`."""
    searcher = library.searcher
    ranking = searcher.rank(question, where)
    hits = searcher.best_hits(ranking, k)
    core = parse(question).core
    named = searcher.named(question)
    return RetrievalContext(
        question=question,
        core=core,
        language=language_of(core, otherwise=""),
        within=matching(library.reports, where),
        hits=hits,
        relevant_hits=filter_relevant_hits(named, hits),
        named=named,
        written_as_names=names(core) + acronyms(core),
        cosines=partial(searcher.passage_cosines, ranking),
    )


def filter_relevant_hits(named: Named, hits: Sequence[Hit]) -> Sequence[Hit]:
    """The hits that speak of whom the question names; all of them where it names nobody that is known.

    A report of an organisation that is named speaks of it on every page.
    """
    if not named.names:
        return hits
    return [
        hit
        for hit in hits
        if hit.document.id in named.reports or any(_mentions(hit, name) for name in named.names)
    ]


def _mentions(hit: Hit, name: Iterable[str]) -> bool:
    """Whether the report bears the name, or the passage speaks of who bears it."""
    document = hit.document
    names = (document.organisation, *document.aliases, document.title, *hit.passage.section)
    shown = " ".join((*names, hit.passage.text))
    return {_folded(word) for word in name} <= {_folded(word) for word in words(shown)}


def _folded(word: str) -> str:
    return without_accents(word.casefold())
