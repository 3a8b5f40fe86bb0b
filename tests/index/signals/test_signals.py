"""Signals: what each one believes, over an index that a person can read."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.query.glossary import Glossary
from index.query.question import parse
from index.ranking.ranking_units import RankingUnits
from index.ranking.router import Fit
from index.ranking.signals.meaning import nearest_passage
from index.ranking.signals.page_roles import page_roles
from index.ranking.signals.routing import routing
from index.ranking.signals.wording import page_words, passage_words, stem_weights, word_scores
from index.ranking.signposts import POINTER
from index.storage.catalog import PageRow
from index.storage.lexical import LexicalEntry, LexicalIndex, LexicalWriter

PLACES = RankingUnits(
    [
        PageRow("a", 1, {POINTER: 1.0}, 1),
        PageRow("a", 2, {"balance_sheet": 0.8, "glossary": 0.5}, 2),
        PageRow("b", 1, {"legal": 1.0, "policies": 1.0}, 1),
    ]
)


def write(folder: Path, texts: Sequence[str]) -> LexicalIndex:
    writer = LexicalWriter(folder)
    for row, text in enumerate(texts):
        writer.add(LexicalEntry(row, "a", text, "", ""))
    writer.close()
    return LexicalIndex(folder)


@pytest.fixture
def words(tmp_path):
    return write(tmp_path / "words", ["contents", "cash", "cash flow flow", "court"])


def test_wording_takes_the_best_passage_of_a_page(words):
    scores = word_scores(words, {"flow": 1.0, "cash": 1.0}, None, [])
    assert max(scores.values()) == scores[2] == 1.0
    assert passage_words(scores, PLACES).tolist() == [0, 1, 0]


def test_wording_of_whole_pages_goes_by_place(tmp_path):
    scores = word_scores(
        write(tmp_path / "pages", ["contents", "cash", "court court"]), {"court": 1.0}, None, ["a"]
    )
    assert page_words(scores, PLACES).tolist() == [0, 0, 1]


def test_a_question_that_nothing_holds_scores_nothing(words):
    assert word_scores(words, {"nowhere": 1.0}, None, []) == {}
    assert passage_words({}, PLACES).tolist() == [0, 0, 0]


def test_the_words_of_the_question_count_most():
    question = parse("You are an analyst. Here is the question: What was the capex of Acme?")
    weights = stem_weights(question, Glossary({"capex": "purchases of property"}), ["en"])
    assert weights["capex"] == 1.0
    assert 0 < weights["properti"] < weights["acm"]


def test_meaning_takes_the_nearest_passage_of_a_page():
    cosines = np.array([0.1, 0.7, 0.3, 0.5], dtype=np.float32)
    assert nearest_passage(cosines, PLACES) == pytest.approx([0.1, 0.7, 0.5])


def test_routing_is_the_same_for_all_pages_of_a_report():
    fits = {"a": Fit(1.0, 0.5, 0.0), "b": Fit(0.0, 1.0, 1.0)}
    signals = {name: values.tolist() for name, values in routing(fits, PLACES).items()}
    assert signals == {"organisation": [1, 1, 0], "period": [0.5, 0.5, 1], "kind": [0, 0, 1]}


def test_pages_have_roles_that_a_question_wants():
    signals = page_roles(frozenset({"balance_sheet", "legal", "policies"}), PLACES)
    assert signals["statement"].tolist() == [0, 0.8, 0]
    assert signals["topic"].tolist() == [0, 0, 1]
    assert signals["aside"].tolist() == [0, 0.5, 0]  # a glossary nobody asked for; policies were
    assert signals["signpost"].tolist() == [1, 0, 0]
