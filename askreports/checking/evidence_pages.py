"""The pages that may speak of a claim, their facts and sentences, read once; and how near labels are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

import numpy as np

from askreports.answering.claims.claim import Claim
from askreports.answering.claims.facts import Fact, page_facts
from askreports.answering.claims.prose import ReportSentence, page_sentences
from askreports.answering.library import Library
from askreports.answering.taxonomy.entries import normal
from index.hit import Hit
from index.query.filters import Where
from ingest.document import Page, Report

PAGES = 14  # that are read for a claim
KEPT_PAGES = 2_000
KEPT_LABELS = 20_000
MAX_NAME_WORDS = 6
Name = tuple[str, ...]
Row = np.ndarray[tuple[int], np.dtype[np.float32]]


@dataclass(slots=True)
class PageStore:
    """What was read of pages and labels, kept while the index is open. Threads may share it."""

    library: Library
    _facts: dict[tuple[str, int], tuple[Fact, ...]] = field(default_factory=dict)
    _sentences: dict[tuple[str, int], tuple[ReportSentence, ...]] = field(default_factory=dict)
    _vectors: dict[str, Row] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def facts(self, report: Report, page: Page) -> tuple[Fact, ...]:
        key = report.id, page.number
        if key not in self._facts:
            _make_room(self._facts, KEPT_PAGES)
            self._facts[key] = page_facts(report, page)
        return self._facts[key]

    def sentences(self, report: Report, page: Page, names: frozenset[Name]) -> tuple[ReportSentence, ...]:
        key = report.id, page.number
        if key not in self._sentences:
            _make_room(self._sentences, KEPT_PAGES)
            self._sentences[key] = tuple(page_sentences(report, page, names))
        return self._sentences[key]

    def nearness(self, item: str, labels: Sequence[str]) -> list[float]:
        """How near each label is in meaning to an item, 1 for the same, 0 for what is unrelated."""
        embedder = self.library.embedder
        with self._lock:
            new = [text for text in dict.fromkeys((item, *labels)) if text not in self._vectors]
            if new:
                _make_room(self._vectors, KEPT_LABELS)
                self._vectors.update(zip(new, embedder.embed_passages(new), strict=True))
            rows = np.stack([self._vectors[label] for label in labels])
            cosines = rows @ self._vectors[item]
        return [float(value) for value in embedder.card.similarities(cosines)]


def _make_room(kept: dict, most: int) -> None:  # type: ignore[type-arg]
    while len(kept) >= most:
        kept.pop(next(iter(kept)))


@dataclass(frozen=True)
class Evidence:
    """What the reports of whom a claim speaks of hold near it: the best pages, read."""

    claim: Claim
    hits: Sequence[Hit]
    store: PageStore
    names: frozenset[Name]

    @cached_property
    def facts(self) -> list[Fact]:
        return [fact for report, page in self.pages for fact in self.store.facts(report, page)]

    @cached_property
    def sentences(self) -> list[ReportSentence]:
        return [
            sentence
            for report, page in self.pages
            for sentence in self.store.sentences(report, page, self.names)
        ]

    @cached_property
    def pages(self) -> list[tuple[Report, Page]]:
        places = {(hit.document.id, hit.page.number): (hit.document, hit.page) for hit in self.hits}
        return list(places.values())


def find_evidence(
    claim: Claim, reports: Sequence[Report], where: Where | None, store: PageStore, names: frozenset[Name]
) -> Evidence:
    """The best pages for a claim, of these reports where there are any."""
    kept = dict(where or {})
    if reports and "organisation" not in kept:
        organisations = sorted({report.organisation for report in reports} - {""})
        if organisations:
            kept["organisation"] = organisations
    question = claim.text[:2_000]
    hits = store.library.searcher.search(question, PAGES, kept or None)
    return Evidence(claim, hits, store, names)


def same_item(claim: Claim, library: Library) -> Mapping[str, bool]:
    """For labels of statements, whether they are another name of a line that the claim names in full."""
    return _SameItem(claim, library)


class _SameItem(dict[str, bool]):
    """Filled as labels are asked for."""

    def __init__(self, claim: Claim, library: Library) -> None:
        super().__init__()
        taxonomy = library.figure_tools.taxonomy
        entry = taxonomy.find(claim.item) if claim.item else None
        self._item = entry.item if entry else None

    def __missing__(self, label: str) -> bool:
        self[label] = self._item is not None and self._item.fit(normal(label)) == 0
        return self[label]
