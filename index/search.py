"""A question to hits: every signal for every place, one sum, and the best passage of the first places."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from math import log
from pathlib import Path

import numpy as np

from index.embedding.embedder import Embedder
from index.errors import BadQuestion
from index.hit import Hit
from index.query.filters import Where, matching
from index.query.glossary import read_glossary
from index.query.question import Question, parse
from index.ranking.fusion import Weights, learnt_weights, scaled_by_range, scaled_from_zero, weighed
from index.ranking.page_roles import wanted_roles
from index.ranking.ranking_units import Mask, RankingUnits, Scores
from index.ranking.repeats import merged
from index.ranking.router import Named, Router, favoured
from index.ranking.signals.meaning import nearest_passage, row_cosines
from index.ranking.signals.page_roles import page_roles
from index.ranking.signals.routing import routing
from index.ranking.signals.wording import page_words, passage_words, stem_weights, word_scores
from index.storage.catalog import Catalog
from index.storage.generation import CATALOG, GLOSSARY, PAGE_WORDS, PASSAGE_WORDS, VECTORS
from index.storage.lexical import BODY, SECTION, LexicalIndex
from index.storage.vectors import Matrix, VectorIndex
from ingest.language.cldr import LANGUAGES
from ingest.language.detection import SURE, detect

MAX_HITS = 1000
SPARE = 20  # pages looked at beyond those asked for, since some repeat others
FEW = 20  # pages of the reports that are meant, below which the scale is that of all pages
ENOUGH_PASSAGES = 200  # to tell rare words from others
WORD_SHARE = 0.5  # of words beside meaning, where it is chosen which passage of a page is shown


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a question found before anything is chosen: one number a page for each signal, not yet weighed.

    `allowed` are the pages that the question may look at, `same_language` those in its language. `cosines`
    has one number a passage, `words` the BM25 of those passages that hold its words, 1 for the best.
    """

    signals: Mapping[str, Scores]
    allowed: Mask
    same_language: Mask
    cosines: Matrix
    words: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class PassageCosine:
    """A passage by its start and end in the document's text, and how near it is to a question."""

    start: int
    end: int
    cosine: float


class Searcher:
    """One generation, opened for reading. Safe to share between threads."""

    def __init__(
        self,
        generation: Path,
        embedder: Embedder,
        weights: Weights | None = None,
    ) -> None:
        self.folder = generation
        self.catalog = Catalog(generation / CATALOG)
        self.reports = {report.id: report for report in self.catalog.reports()}
        self.places = RankingUnits(self.catalog.page_rows())
        self._vectors = VectorIndex(generation / VECTORS)
        self._passage_words = LexicalIndex(generation / PASSAGE_WORDS)
        self._page_words = LexicalIndex(generation / PAGE_WORDS)
        self._glossary = read_glossary(generation / GLOSSARY)
        self._embedder = embedder
        self._router = Router(self.reports.values())
        self.languages = sorted({report.language for report in self.reports.values()})
        self._weights = learnt_weights() if weights is None else weights
        self.is_part = False

    def close(self) -> None:
        self.catalog.close()

    def within(self, reports: Collection[str]) -> "Searcher":
        """The same generation as if it held these reports alone: no other is found, named or counted.

        Only how rare a word is comes from the whole generation.
        """
        part = copy(self)
        part.reports = {key: report for key, report in self.reports.items() if key in reports}
        part.languages = sorted({report.language for report in part.reports.values()})
        part._router = Router(part.reports.values())
        part.is_part = True
        return part

    def sample(self, most: int) -> tuple[list[tuple[int, str, int]], Matrix]:
        """At most so many passages, spread evenly: row, report and page of each, and their vectors."""
        step = max(1, -(-len(self._vectors) // most))
        places, vectors = self.catalog.places(step), self._vectors.each(step)
        if not self.is_part:
            return places, vectors
        kept = [number for number, (_, report, _) in enumerate(places) if report in self.reports]
        return [places[number] for number in kept], vectors[kept]

    def search(
        self, text: str, k: int, where: Where | None = None, without: Collection[str] = ()
    ) -> list[Hit]:
        """The best passage of each of the k best places, best first. Raises `BadQuestion`, `BadFilter`.

        The signals named in `without` are left out, to measure what they are worth.
        """
        return self.best_hits(self.rank(text, where), k, without)

    def best_hits(self, ranking: Ranking, k: int, without: Collection[str] = ()) -> list[Hit]:
        """The best passage of each of the k best places of a ranking, best first. Raises `BadQuestion`."""
        if not 1 <= k <= MAX_HITS:
            raise BadQuestion(f"k is {k}: ask for 1 to {MAX_HITS} hits")
        kept = {name: values for name, values in ranking.signals.items() if name not in without}
        added = weighed(kept, self._weights, ranking.same_language)
        total = sum(added.values(), np.zeros(len(self.places)))
        total[~ranking.allowed] = -np.inf
        best = [p for p in np.argsort(-total, kind="stable")[: k + SPARE].tolist() if ranking.allowed[p]]
        hits = (
            self._hit(place, ranking, {name: float(s[place]) for name, s in added.items()}) for place in best
        )
        return [replace(hit, rank=rank) for rank, hit in enumerate(merged(hits, k), 1)]

    def rank(self, text: str, where: Where | None = None) -> Ranking:
        """Every signal for every page, scaled but not weighed. Raises `BadQuestion`, `BadFilter`."""
        question = parse(text)
        documents = None
        if where or self.is_part:
            documents = [report.id for report in matching(self.reports.values(), where)]
        allowed = self._allowed(documents)
        fits = self._router.fits(self._router.named(question.text))
        meant = [report for report in favoured(fits) if documents is None or report in documents]
        near = self.places.within(meant)
        if near.sum() < FEW:  # what is one page of one is nothing to compare with
            near = allowed
        wanted = wanted_roles(question.text)
        stems = stem_weights(question, self._glossary, self.languages)
        cosines = row_cosines(question, self._embedder, self._vectors)
        words = word_scores(self._passage_words, stems, documents, meant)
        page_scores = word_scores(self._page_words, stems, documents, meant)
        signals = {
            "passage_words": scaled_from_zero(passage_words(words, self.places), near),
            "page_words": scaled_from_zero(page_words(page_scores, self.places), near),
            "vectors": scaled_by_range(nearest_passage(cosines, self.places), near),
            **routing(fits, self.places),
            **page_roles(wanted, self.places),
        }
        return Ranking(signals, allowed, self._in_language_of(question), cosines, words)

    def passage_cosines(self, ranking: Ranking, hit: Hit) -> list[PassageCosine]:
        """How near each passage of a hit's page is to the question, in the order of the page."""
        extents = self.catalog.extents(hit.document.id, hit.page.number)
        return [PassageCosine(start, end, float(ranking.cosines[row])) for row, start, end in extents]

    def signals(self) -> list[str]:
        """The names of the signals that count."""
        return [name for name, weight in self._weights.same_language.items() if weight]

    def idf(self, forms: frozenset[str]) -> float:
        """How much a word tells, given its stems: a logarithm, 0 where half of all passages hold it.

        A few passages cannot tell rare words from others: in a small index all tell much.
        """
        holding = max((self._passage_words.document_frequency(form) for form in forms), default=0)
        return max(0.0, log((max(len(self._vectors), ENOUGH_PASSAGES) + 1) / (2 * holding + 1)))

    def mentions(self, forms: frozenset[str], documents: Sequence[str]) -> bool:
        """Whether any of these reports holds a word, given its stems."""
        scores = self._passage_words.search(
            dict.fromkeys(forms, 1.0), 1, {BODY: 1.0, SECTION: 1.0}, documents
        )
        return bool(scores[0])

    def expansion(self, text: str) -> str:
        """The words that reports have for those of a question."""
        return self._glossary.expansion(text)

    def named(self, text: str) -> Named:
        """What a question names that this index can know of."""
        return self._router.named(text)

    def _in_language_of(self, question: Question) -> Mask:
        """The pages of reports in the question's language; all where it is too short to tell."""
        language, probability = detect(question.core, LANGUAGES)
        if probability < SURE:
            return self._allowed(None)
        return self.places.within(
            report.id for report in self.reports.values() if report.language == language
        )

    def _allowed(self, documents: Iterable[str] | None) -> Mask:
        if documents is None and self.is_part:
            documents = self.reports
        if documents is None:
            return np.ones(len(self.places), dtype=bool)
        return self.places.within(documents)

    def _hit(self, place: int, ranking: Ranking, why: dict[str, float]) -> Hit:
        """The best passage of a page as a hit, not ranked yet."""
        rows = self.places.rows(place)
        best = max(rows, key=lambda row: ranking.cosines[row] + WORD_SHARE * ranking.words.get(row, 0.0))
        passage, page = self.catalog.passage(best)
        return Hit(0, sum(why.values()), self.reports[passage.document_id], page, passage, why)
