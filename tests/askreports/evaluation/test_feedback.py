"""An answer that helped becomes a gold question; nothing is made up of one that did not."""

from dataclasses import replace

from visits import ANSWER, CITATION, NOTHING, PAGE, QUOTE

from askreports.evaluation.feedback import gold_from_feedback, gold_line
from askreports.history import Turn

HELPED = Turn(7, "Grants?", {}, ANSWER, helpful=True)


def test_an_answer_that_helped_is_gold_with_each_page_it_cites_once():
    cited = (
        CITATION,
        replace(CITATION, number=2, quote="27"),
        replace(CITATION, page=replace(PAGE, number=2)),
    )
    (gold,) = gold_from_feedback([replace(HELPED, answer=replace(ANSWER, citations=cited))])
    assert gold_line(gold) == {
        "id": "feedback-7",
        "question": "Grants?",
        "answer": QUOTE,
        "gold": [{"document": "harbour.md", "page": 1}, {"document": "harbour.md", "page": 2}],
        "type": "feedback",
    }


def test_the_last_verdict_on_a_question_counts():
    assert gold_from_feedback([HELPED, replace(HELPED, id=8, helpful=False)]) == []
    assert [gold.id for gold in gold_from_feedback([HELPED, replace(HELPED, id=8)])] == ["feedback-8"]


def test_what_says_nothing_of_the_right_page_is_no_gold():
    nothing = replace(HELPED, answer=NOTHING)
    filtered = replace(HELPED, where={"period": ["2021"]})
    assert gold_from_feedback([nothing, filtered]) == []
