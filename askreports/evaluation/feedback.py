"""What visitors of the app thought of answers, as gold questions: an answer that helped cites good pages."""

from collections.abc import Iterable
from typing import Any

from askreports.evaluation.gold import GoldQuestion, file_name
from askreports.history import Turn


def gold_from_feedback(rated: Iterable[Turn]) -> list[GoldQuestion]:
    """A gold question for each question whose last rated answer helped, with the pages it cites.

    An answer that did not help says nothing of where the right one stands, nor does one that found
    nothing. A question that was asked of some reports alone means another thing when it is asked of all.
    """
    last = {turn.question: turn for turn in rated if not turn.where}
    return [_gold(turn) for turn in last.values() if turn.helpful and turn.answer.citations]


def gold_line(question: GoldQuestion) -> dict[str, Any]:
    """The question as a line of a file of gold questions holds it."""
    return {
        "id": question.id,
        "question": question.question,
        "answer": question.answer,
        "gold": [{"document": name, "page": page} for name, page in question.gold],
        "type": question.type,
    }


def _gold(turn: Turn) -> GoldQuestion:
    pages = dict.fromkeys((file_name(c.document.path), c.page.number) for c in turn.answer.citations)
    said = " ".join(sentence.text for sentence in turn.answer.sentences)
    return GoldQuestion(f"feedback-{turn.id}", turn.question, said, tuple(pages), "feedback")
