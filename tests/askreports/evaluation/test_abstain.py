"""Abstention: a question without its reports is to be refused."""

from collections.abc import Mapping

from askreports.answering.answer import Answer, AnswerStatus, Searched
from askreports.evaluation.abstain import abstain
from askreports.evaluation.gold import GoldQuestion
from ingest.document import Report

QUESTIONS = [
    GoldQuestion("sure", "1?", "", (("a.pdf", 1),)),
    GoldQuestion("hasty", "2?", "", (("a.pdf", 1),)),
]


class Two:
    """Answers the second question whatever it may look at."""

    def documents(self) -> list[Report]:
        return [Report(name, name, "", "", "", "", "en", 1) for name in ("in/a.pdf", "in/b.pdf")]

    def ask(self, question: str, where: Mapping[str, object] | None = None) -> Answer:
        assert where == {"path": ["in/b.pdf"]}
        return Answer(
            question,
            AnswerStatus.ANSWERS if question == "2?" else AnswerStatus.NOTHING,
            (),
            (),
            (),
            Searched(1, 0),
            0.0,
        )


def test_precision_and_recall_of_refusals():
    found = abstain(Two(), QUESTIONS, refused_with=0)
    assert (found.recall, found.precision) == (1 / 2, 1.0)
    assert found.wrongly_answered == ("hasty",)
    assert abstain(Two(), QUESTIONS, refused_with=1).precision == 1 / (1 + 1)


def test_nothing_refused_has_no_precision():
    found = abstain(Two(), QUESTIONS[1:], refused_with=0)
    assert (found.recall, found.precision) == (0, None)
