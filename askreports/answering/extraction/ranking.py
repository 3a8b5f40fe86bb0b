"""The spans that answer, best first: candidates of the best pages, judged by a reader."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from askreports.answering.extraction.candidates import SpanSignals, candidates
from index.embedding.reader import Reader
from index.hit import Hit
from index.query.filters import years
from index.ranking.router import Named, asked_years

MAX_SPANS = 4  # that are shown
MAX_LISTED = 6  # where many answer about as well: a list
SAME = 0.5  # below the best score: as good, where no year is asked for
CLOSE = 2.5  # below the best score: what a further span may have
CLOSE_IN_A_LIST = 0.5
SEVERAL = 2  # years that are compared


REFERENCE = 5.0  # points of score for the section whose very number the question names
_SECTION_NUMBER = re.compile(r"(?<![\w.,])\d{1,2}(?:\.\d{1,2})+(?![\w%]|[.,]\d)")  # "1.2", "4.3.1"


@dataclass(frozen=True, slots=True)
class RankedSpan:
    """A verbatim quote from the page of a hit, and how surely it answers: the reader's score."""

    hit: Hit
    quote: str
    score: float


def rank_spans(
    question: str, named: Named, pages: Sequence[Hit], signals: SpanSignals, reader: Reader
) -> list[RankedSpan]:
    """The candidates of the best pages in the reader's order."""
    found = candidates(question, named, pages, signals)
    if not found:
        return []
    scores = reader.score(question, [candidate.text for candidate in found])
    numbers = set(_SECTION_NUMBER.findall(question))
    ranked = [
        RankedSpan(c.hit, c.span.quote, float(score) + REFERENCE * _is_numbered(c.span.quote, numbers))
        for c, score in zip(found, scores, strict=True)
    ]
    return sorted(ranked, key=lambda span: -span.score)


def _is_numbered(quote: str, numbers: Collection[str]) -> bool:
    """Whether a span opens with one of these numbers, as a section or a clause does."""
    opening = _SECTION_NUMBER.match(quote.lstrip("(§ "))
    return opening is not None and opening.group() in numbers


def choose_spans(question: str, ranked: Sequence[RankedSpan]) -> list[RankedSpan]:
    """Those to show: the best few, or more where many answer as well; the latest report first without a
    year.
    """
    if not ranked:
        return []
    asked = asked_years(question)
    spans = _once(ranked if asked else _latest_first(ranked))
    best = spans[0].score
    near = [span for span in spans if span.score >= best - CLOSE]
    listed = [span for span in near if span.score >= max(best - CLOSE_IN_A_LIST, 0.0)]
    chosen = (listed if len(listed) > MAX_SPANS else near[:MAX_SPANS])[:MAX_LISTED]
    return [*chosen, *_of_years_left_out(asked, chosen, spans)]


def _of_years_left_out(
    asked: Sequence[int], chosen: Sequence[RankedSpan], spans: Sequence[RankedSpan]
) -> list[RankedSpan]:
    """Where several years are asked about, the best span of each year of whose report none is chosen."""
    if len(set(asked)) < SEVERAL:
        return []
    covered = set[int]().union(*(years(span.hit.document.period) for span in chosen))
    of_year = [
        next((span for span in spans if year in years(span.hit.document.period)), None)
        for year in dict.fromkeys(asked)
        if year not in covered
    ]
    return [span for span in of_year if span is not None]


def _latest_first(ranked: Sequence[RankedSpan]) -> list[RankedSpan]:
    """What answers as well as the best, the latest report first: much the same is said every year."""
    same = [span for span in ranked if span.score >= ranked[0].score - SAME]
    if len({span.hit.document.organisation for span in same}) == 1:
        same.sort(key=lambda span: -max(years(span.hit.document.period), default=0))
    return [*same, *ranked[len(same) :]]


def _once(ranked: Sequence[RankedSpan]) -> list[RankedSpan]:
    """Each quote once, without a row that a longer span holds as well."""
    first = list({span.quote: span for span in reversed(ranked)}.values())[::-1]
    return [
        span
        for span in first
        if not any(span.quote in other.quote for other in first if len(other.quote) > len(span.quote))
    ]
