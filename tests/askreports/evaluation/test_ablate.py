"""Ablation: what a search loses with each of its signals."""

from collections.abc import Collection

from askreports.evaluation.ablate import ablate
from askreports.evaluation.gold import GoldQuestion
from index.hit import Hit
from ingest.document import Page, Report
from ingest.passage import Passage

GOLD = [GoldQuestion("1", "?", "", (("a.pdf", 1),))]


class NeedsVectors:
    """Finds the good page by its vectors alone."""

    def search(self, question: str, k: int = 10, *, without: Collection[str] = ()) -> list[Hit]:
        number = 2 if "vectors" in without else 1
        assert question == "?"
        assert k == 60
        report = Report("a", "a.pdf", "", "", "", "", "en", 9)
        return [Hit(1, 1.0, report, Page(number, "", "", 0, 0, 0), Passage("", "a", (), "", 0, 0, 1, 1), {})]


def test_a_signal_is_worth_what_is_lost_without_it():
    whole, words, vectors = ablate(NeedsVectors(), GOLD, ["words", "vectors"])
    assert (whole.signal, whole.measures["page@1"]) == ("", 1.0)
    assert (words.signal, words.measures["page@1"]) == ("words", 1.0)
    assert (vectors.signal, vectors.measures["page@1"]) == ("vectors", 0.0)
    assert vectors.measures["report@1"] == 1.0
