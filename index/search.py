"""A question to hits: candidates from words and vectors, every signal for each, one sum."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.catalog import Catalog, reports_in
from index.embed import Embedder
from index.errors import BadQuestion
from index.generation import CATALOG, LEXICAL, VECTORS
from index.hit import Hit
from index.question import Question, names, parse
from index.roles import roles_of, title_words, wanted_roles
from index.router import Router
from index.signposts import is_signpost
from index.stem import stem_sets
from index.vectors import Vectors
from index.where import Where, matching
from index.words import BODY, HEADER, SECTION, Words
from ingest.document import Report

Numbers = npt.NDArray[np.float64]

CANDIDATES = 400  # passages from each ranking
MAX_HITS = 1000
SIGNPOSTS = 10  # passages looked at beyond those asked for, since some will lose their place
PER_PAGE = 3  # passages of one page among the hits, so that no page crowds the others out
FAVOURED = 6  # reports that are searched once more by themselves
BOOSTS = {BODY: 1.0, SECTION: 0.4, HEADER: 0.3}
TITLE_WEIGHT = 0.3  # of a word that heads the kind of page the question wants
FRAME_WEIGHT = 0.3  # of a word that stands only in the instructions around the question


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal may add to a page's score. Each signal itself lies between 0 and 1."""

    words: float = 1.0
    vectors: float = 0.7
    router: float = 1.5
    roles: float = 0.7
    signpost: float = 0.6  # taken off covers and contents pages


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the index a question may look at: all of it, or the rows of some reports."""

    documents: list[str] | None
    ranges: list[tuple[int, int]] | None


class Searcher:
    """One generation, opened for reading. Safe to share between threads."""

    def __init__(self, generation: Path, embedder: Embedder, weights: Weights | None = None) -> None:
        self.catalog = Catalog(generation / CATALOG)
        self.reports = {report.id: report for report in self.catalog.reports()}
        self._vectors = Vectors(generation / VECTORS)
        self._words = Words(generation / LEXICAL)
        self._embedder = embedder
        self._rows = self.catalog.passage_rows()
        self._ranges = {report: (start, end) for report, start, end in reports_in(self._rows)}
        self._router = Router(self.reports.values())
        self._languages = sorted({report.language for report in self.reports.values()})
        self._weights = weights or Weights()

    def close(self) -> None:
        self.catalog.close()

    def search(self, text: str, k: int, where: Where | None = None) -> list[Hit]:
        """The k best passages, best first. Raises `BadQuestion`, `BadFilter`."""
        if not 1 <= k <= MAX_HITS:
            raise BadQuestion(f"k is {k}: ask for 1 to {MAX_HITS} hits")
        question = parse(text)
        scope = self._scope(matching(self.reports.values(), where)) if where else Scope(None, None)
        routed = self._router.scores(self._router.named(question.text))
        rows, signals = self._signals(question, scope, routed, max(CANDIDATES, k))
        return self._hits(rows, signals, k)

    def rarity(self, forms: frozenset[str]) -> float:
        """How much a word tells, given its stems: a logarithm, 0 where half of all passages hold it."""
        holding = max((self._words.document_frequency(form) for form in forms), default=0)
        return max(0.0, log((len(self._rows) + 1) / (2 * holding + 1)))

    def named_words(self, text: str) -> frozenset[str]:
        """The words, in lower case, by which a question names organisations of this index."""
        return self._router.named(text).words

    def named_reports(self, text: str) -> frozenset[str]:
        """The ids of the reports of the organisations that a question names."""
        return self._router.named(text).reports

    def unknown_names(self, text: str) -> tuple[str, ...]:
        """Names in a question that stand nowhere in the index, where it holds no other name that does."""
        known = self.named_words(text)
        unknown = [[word for word in name if not self._is_known(word, known)] for name in names(text)]
        return () if not all(unknown) else tuple(word for words in unknown for word in words)

    def _is_known(self, word: str, named: frozenset[str]) -> bool:
        forms = (form for forms in stem_sets(word, self._languages) for form in forms)
        return word.casefold() in named or any(self._words.document_frequency(form) for form in forms)

    def _signals(
        self, question: Question, scope: Scope, routed: Mapping[str, float], wide: int
    ) -> tuple[list[int], dict[str, Numbers]]:
        """Candidate rows, `wide` of each ranking, and for each signal one number a row, weighted."""
        query = self._embedder.embed([question.core])[0]
        wanted = wanted_roles(question.text)
        stems = self._stem_weights(question, wanted)
        word_scores: dict[int, float] = {}
        candidates: set[int] = set()
        for part in (scope, self._favoured(scope, routed)):
            if part is None:
                continue
            rows, scores = self._words.search(stems, wide, BOOSTS, part.documents)
            word_scores.update(zip(rows, scores, strict=True))
            candidates.update(rows, self._vectors.search(query, wide, part.ranges)[0])
        ordered = sorted(candidates)
        words = np.array([word_scores.get(row, 0.0) for row in ordered])
        return ordered, {
            "words": self._weights.words * _scaled(words, floor=0.0),
            "vectors": self._weights.vectors * _scaled(np.array(self._vectors.cosines(query, ordered))),
            "roles": self._weights.roles
            * np.array([self._has_role(row, wanted) for row in ordered], dtype=float),
            "router": self._weights.router * np.array([routed[self._rows[row].report] for row in ordered]),
        }

    def _hits(self, rows: Sequence[int], signals: Mapping[str, Numbers], k: int) -> list[Hit]:
        """The k best passages of the candidates, but few of one page."""
        total = sum(signals.values(), np.zeros(len(rows)))
        of_page: Counter[tuple[str, int]] = Counter()
        best: list[int] = []
        for position in np.lexsort((np.asarray(rows), -total)).tolist():
            place = self._rows[rows[position]]
            of_page[place.report, place.page] += 1
            if of_page[place.report, place.page] <= PER_PAGE:
                best.append(position)
            if len(best) == k + SIGNPOSTS:
                break
        hits = [self._hit(rows[p], {name: float(s[p]) for name, s in signals.items()}) for p in best]
        ranked = sorted(hits, key=lambda hit: -hit.score)[:k]
        return [replace(hit, rank=rank) for rank, hit in enumerate(ranked, 1)]

    def _hit(self, row: int, why: dict[str, float]) -> Hit:
        """A candidate as a hit, not ranked yet; pages that only point at others lose here."""
        passage, page = self.catalog.passage(row)
        report = self.reports[passage.document_id]
        if is_signpost(page, report.page_count):
            why["signpost"] = -self._weights.signpost
        return Hit(0, sum(why.values()), report, page, passage, why)

    def _scope(self, reports: Sequence[Report]) -> Scope:
        found = [report.id for report in reports if report.id in self._ranges]
        return Scope(found, [self._ranges[report] for report in found])

    def _favoured(self, scope: Scope, routed: Mapping[str, float]) -> Scope | None:
        """The reports the question seems to mean, so that their pages are candidates in any case."""
        inside = self._ranges if scope.documents is None else scope.documents
        best = sorted((report for report in inside if routed[report] > 0), key=lambda r: (-routed[r], r))[
            :FAVOURED
        ]
        return self._scope([self.reports[report] for report in best]) if best else None

    def _has_role(self, row: int, wanted: frozenset[str]) -> bool:
        return bool(wanted) and not wanted.isdisjoint(roles_of(self._rows[row].section))

    def _stem_weights(self, question: Question, wanted: frozenset[str]) -> dict[str, float]:
        """The stems to look for with their weights; the question's own words count most."""
        weights: dict[str, float] = {}
        parts = ((title_words(wanted), TITLE_WEIGHT), (question.frame, FRAME_WEIGHT), (question.core, 1.0))
        for text, weight in parts:
            for forms in stem_sets(text, self._languages):
                weights.update(dict.fromkeys(forms, weight))
        return weights


def _scaled(values: Numbers, floor: float | None = None) -> Numbers:
    """Values brought to 0..1 between the least (or `floor`) and the greatest."""
    if not len(values):
        return values
    low = values.min() if floor is None else floor
    span = values.max() - low
    return (values - low) / span if span > 0 else np.zeros(len(values))
