"""Pages gain by what a reader finds on them."""

from askreports.answering.extraction.ranking import RankedSpan
from askreports.answering.extraction.reranking import SIGNAL, WEIGHT, rerank
from index.hit import Hit
from ingest.document import Page, Report
from ingest.passage import Passage

REPORT = Report("r", "r.pdf", "R", "Acme", "2020", "annual report", "en", 99)


def hit(number: int, score: float) -> Hit:
    text = f"page {number}"
    page = Page(number, "", text, 0, 0, len(text))
    passage = Passage(str(number), "r", (), text, 0, len(text), number, number)
    return Hit(number, score, REPORT, page, passage, {"vectors": score})


HITS = [hit(1, 1.0), hit(2, 0.9), hit(3, 0.8)]


def test_the_page_of_the_best_span_comes_first_and_says_why():
    spans = [RankedSpan(HITS[2], "page 3", 3.0), RankedSpan(HITS[0], "page 1", -1.0)]
    ordered = rerank(HITS, spans)
    assert [(one.page.number, one.rank) for one in ordered] == [(3, 1), (1, 2), (2, 3)]
    assert ordered[0].why == {"vectors": 0.8, SIGNAL: WEIGHT * 4.0}
    assert ordered[0].score == 0.8 + WEIGHT * 4.0


def test_a_page_counts_by_its_best_span():
    spans = [RankedSpan(HITS[1], "page", 2.0), RankedSpan(HITS[1], "2", -9.0), RankedSpan(HITS[0], "1", 1.0)]
    assert next(one.page.number for one in rerank(HITS, spans)) == 2


def test_without_spans_nothing_changes():
    assert rerank(HITS, []) == HITS
    assert rerank([], []) == []
