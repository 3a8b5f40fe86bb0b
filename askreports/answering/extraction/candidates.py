"""Which spans of the best pages a reader is given: few, since it is slow, chosen by what is cheap to know.

A span promises more the more of the question's words it holds (by how rare they are), where it stands in the
passage that the search found, and the better its page. Across languages few words are shared: there a span
promises what the vector of its passage does. `bench/learn_promise.py` learns the weights.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass

import numpy as np

from askreports.answering.extraction.spans import Span, spans
from askreports.answering.tables.headed_text import headed_text
from index.hit import Hit
from index.query.filters import years
from index.query.stems import stem_sets, stems, without_accents, words
from index.ranking.router import Named, asked_years
from index.search import PassageCosine

PAGES = 12  # best pages that are read for spans
CANDIDATES = 40  # spans that a reader is given
READ_CHARS = 360  # of a span and what leads it

Idf = Callable[[frozenset[str]], float]  # the forms of a word -> how much it tells, from 0 up


@dataclass(frozen=True, slots=True)
class SpanSignals:
    """What is cheap to know of spans: how much a word tells, and how near the passages of a hit's page are.

    `language` is that of the question, empty where it is too short to tell.
    """

    language: str
    idf: Idf
    cosines: Callable[[Hit], Sequence[PassageCosine]]


@dataclass(frozen=True, slots=True)
class SpanFeatures:
    """What a span promises by: the share of the question's words that it holds, each by how much it tells;
    1 where it stands in the passage that the search found; how near its passage is; the rank of its page.
    """

    words: float
    found: float
    cosine: float
    rank: float


SAME_LANGUAGE = SpanFeatures(words=1.0, found=0.25, cosine=0.0, rank=-0.03)  # what each feature counts
OTHER_LANGUAGE = SpanFeatures(words=0.0, found=0.0, cosine=2.0, rank=-0.01)


@dataclass(frozen=True, slots=True)
class SpanCandidate:
    """A span of the page of a hit, and how much it promises to answer."""

    hit: Hit
    span: Span
    promise: float

    @property
    def text(self) -> str:
        """What a reader reads: whose report of when, what leads the span, and the span."""
        report = self.hit.document
        whose = f"{report.organisation} {report.period}".strip()
        lead, quote = self.span.lead, " ".join(self.span.quote.split())
        if row := headed_text(self.hit.page, self.span.quote):
            lead, quote = lead.partition(" | ")[0], row
        return f"{whose}: {' | '.join(part for part in (lead, quote) if part)}"[:READ_CHARS]


def candidates(
    question: str, named: Named, pages: Sequence[Hit], signals: SpanSignals
) -> list[SpanCandidate]:
    """The most promising spans of the best pages (see `best_pages`), most promising first.

    The words by which the question names an organisation have led to its reports, and say nothing of which
    span is meant. In a report of somebody else, only what calls that organisation by name speaks of it.
    """
    found = [
        SpanCandidate(hit, span, _promise(features, hit, signals.language))
        for hit, span, features in spans_with_features(question, named, pages, signals)
    ]
    return sorted(found, key=lambda candidate: -candidate.promise)[:CANDIDATES]


def spans_with_features(
    question: str, named: Named, pages: Sequence[Hit], signals: SpanSignals
) -> Iterator[tuple[Hit, Span, SpanFeatures]]:
    """The spans of the pages that may speak of what is asked, each with what it promises by."""
    asked = " ".join(word for word in dict.fromkeys(words(question)) if word not in named.words)
    for rank, hit in enumerate(pages):
        passages = signals.cosines(hit)
        shares = _word_shares(asked, hit.document.language, signals.idf)
        for span in _spans_about(named, asked_years(question), hit):
            at = hit.page.start + span.start
            yield (
                hit,
                span,
                SpanFeatures(
                    words=shares(span),
                    found=float(hit.passage.start <= at < hit.passage.end),
                    cosine=max((one.cosine for one in passages if one.start <= at < one.end), default=0.0),
                    rank=float(rank),
                ),
            )


def _promise(features: SpanFeatures, hit: Hit, language: str) -> float:
    weights = SAME_LANGUAGE if language in ("", hit.document.language) else OTHER_LANGUAGE
    return float(np.dot(astuple(weights), astuple(features)))


def best_pages(question: str, hits: Sequence[Hit]) -> list[Hit]:
    """The first hits of the pages that are read for spans, the best page first."""
    asked = asked_years(question)
    first = {(hit.document.id, hit.page.number): hit for hit in reversed(hits)}
    ordered = sorted(first.values(), key=lambda hit: hit.rank)
    return [hit for hit in ordered if _may_speak_of(asked, hit)][:PAGES]


def _may_speak_of(asked: Sequence[int], hit: Hit) -> bool:
    """Whether a page can speak of the years asked for: its report covers one, or its text names one."""
    covered = years(hit.document.period)
    return not asked or any(year in covered or str(year) in hit.page.text for year in asked)


def _spans_about(named: Named, asked: Sequence[int], hit: Hit) -> Iterator[Span]:
    covered = years(hit.document.period)
    for span in spans(hit.page):
        if _is_about_named(named, hit, span) and not _is_of_other_years(span, covered, asked):
            yield span


def _is_about_named(named: Named, hit: Hit, span: Span) -> bool:
    if not named.names or hit.document.id in named.reports:
        return True
    spoken = set(words(without_accents(span.quote)))
    return any(spoken.issuperset(name) for name in named.names)


def _is_of_other_years(span: Span, covered: frozenset[int], asked: Sequence[int]) -> bool:
    """Whether a span of a report that covers no year asked for names others, or in a later report, none.

    What a report says without a year is of its own year; a row has the years of its column heads.
    """
    if not asked or not covered or not covered.isdisjoint(asked):
        return False
    if written := asked_years(f"{span.lead} {span.quote}"):
        return set(written).isdisjoint(asked)
    return min(covered) > max(asked)


def _word_shares(asked: str, language: str, idf: Idf) -> Callable[[Span], float]:
    """For a span, how much of the question's words it holds, from 0 to 1."""
    weights = [(forms, idf(forms)) for forms in stem_sets(asked, [language])]
    total = sum(weight for _, weight in weights) or 1.0

    def share(span: Span) -> float:
        own = set(stems(f"{span.lead} {span.quote}", language))
        return sum(weight for forms, weight in weights if not forms.isdisjoint(own)) / total

    return share
