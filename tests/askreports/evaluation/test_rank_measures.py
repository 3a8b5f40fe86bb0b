"""Measures of one ranking, against arithmetic done by hand."""

from math import log2

import pytest

from askreports.evaluation.gold import GoldQuestion
from askreports.evaluation.rank_measures import rank_measures
from index.hit import Hit
from ingest.document import Page, Report
from ingest.passage import Passage


def hits(*places: tuple[str, int]) -> list[Hit]:
    """One hit a place (path, sheet), best first; all with the same score."""
    return [
        Hit(
            rank=rank,
            score=0.5,
            document=Report(path, path, path, "", "", "", "en", 9),
            page=Page(number, "", "text", 0, 0, 4),
            passage=Passage(str(rank), path, (), "text", 0, 4, number, number),
            why={},
        )
        for rank, (path, number) in enumerate(places, 1)
    ]


def question(*gold: tuple[str, int]) -> GoldQuestion:
    return GoldQuestion("q", "?", "", gold)


def test_two_gold_pages_found_at_ranks_2_and_4():
    found = hits(("b.pdf", 1), ("x/a.pdf", 3), ("x/a.pdf", 3), ("c.pdf", 2), ("b.pdf", 1), ("x/a.pdf", 7))
    measured = rank_measures(question(("a.pdf", 3), ("a.pdf", 7)), found)
    # distinct pages: b1, a3, c2, a7; distinct reports: b, a, c
    assert measured == {
        "page@1": 0,
        "page@3": 1,
        "page@5": 1,
        "page@10": 1,
        "page@20": 1,
        "recall@1": 0,
        "recall@3": 1 / 2,
        "recall@5": 2 / 2,
        "recall@10": 2 / 2,
        "recall@20": 2 / 2,
        "mrr@10": 1 / 2,
        "ndcg@10": pytest.approx((1 / log2(2 + 1) + 1 / log2(4 + 1)) / (1 / log2(1 + 1) + 1 / log2(2 + 1))),
        "report@1": 0,
        "report@5": 1,
    }


def test_a_page_at_rank_11_counts_at_20_alone():
    found = hits(*[("b.pdf", number) for number in range(1, 11)], ("a.pdf", 3))
    measured = rank_measures(question(("a.pdf", 3)), found)
    assert (measured["page@10"], measured["page@20"]) == (0, 1)
    assert (measured["mrr@10"], measured["ndcg@10"]) == (0, 0)
    assert (measured["report@1"], measured["report@5"]) == (0, 1)


def test_nothing_found_measures_zero():
    assert set(rank_measures(question(("a.pdf", 3)), []).values()) == {0}


def test_the_right_page_number_of_another_report_is_no_hit():
    measured = rank_measures(question(("a.pdf", 3), ("b.pdf", 4)), hits(("b.pdf", 3), ("a.pdf", 4)))
    assert (measured["page@20"], measured["report@1"]) == (0, 1)
