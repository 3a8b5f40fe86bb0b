"""The hits of a search in the order of what a reader finds on their pages."""

from collections.abc import Sequence
from dataclasses import replace

from askreports.answering.extraction.ranking import RankedSpan
from index.hit import Hit

SIGNAL = "second_pass"  # its name in `Hit.why`
WEIGHT = 0.8  # of a point of the reader's score, beside the score of the search


def rerank(hits: Sequence[Hit], spans: Sequence[RankedSpan]) -> list[Hit]:
    """The hits anew: each page gains by its best span, unread pages by the least of all."""
    best: dict[tuple[str, int], float] = {}
    for span in spans:
        page = span.hit.document.id, span.hit.page.number
        best[page] = max(best.get(page, span.score), span.score)
    if not best:
        return list(hits)
    least = min(best.values())
    gained = [_gained(hit, best.get((hit.document.id, hit.page.number), least) - least) for hit in hits]
    return [replace(hit, rank=rank) for rank, hit in enumerate(sorted(gained, key=lambda hit: -hit.score), 1)]


def _gained(hit: Hit, above: float) -> Hit:
    gain = WEIGHT * above
    return replace(hit, score=hit.score + gain, why={**hit.why, SIGNAL: gain})
