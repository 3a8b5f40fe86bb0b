"""Does it say "not in these reports" when it should? Every question asked again without its reports.

Another report may hold the answer all the same: the next year's has a column of the year before. A figure
that is right is no answer too many.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from askreports.answering.answer import Answer, Figure
from askreports.evaluation.gold import GoldQuestion, file_name
from askreports.evaluation.gold_number import equals
from ingest.document import Report


class Refusing(Protocol):
    """Anything that answers from some of its reports, as `Reports` does."""

    def ask(self, question: str, where: Mapping[str, object] | None = ...) -> Answer: ...

    def documents(self) -> list[Report]: ...


@dataclass(frozen=True, slots=True)
class Abstention:
    """How many questions were asked with and without their reports, and how many were refused each time.

    `wrongly_answered` are the ids of questions that were answered though their reports were left out, but for
    `rightly_answered`: those whose figure another report gives as the gold answer has it.
    """

    questions: int
    refused_with: int
    refused_without: int
    wrongly_answered: tuple[str, ...]
    rightly_answered: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """Of the questions whose reports are absent, the share that was not answered wrongly."""
        return (self.refused_without + len(self.rightly_answered)) / self.questions

    @property
    def precision(self) -> float | None:
        """Of all refusals, the share that was right; None where nothing was refused."""
        refused = self.refused_with + self.refused_without
        return self.refused_without / refused if refused else None


def abstain(reports: Refusing, questions: Sequence[GoldQuestion], refused_with: int) -> Abstention:
    """Asks every question with its gold reports left out. `refused_with` were refused with them."""
    wrongly: list[str] = []
    rightly: list[str] = []
    for question in questions:
        answer = reports.ask(question.question, where=all_but_gold(reports, question))
        if answer.found:
            (rightly if is_right(answer.figure, question) else wrongly).append(question.id)
    refused_without = len(questions) - len(wrongly) - len(rightly)
    return Abstention(len(questions), refused_with, refused_without, tuple(wrongly), tuple(rightly))


def is_right(figure: Figure | None, question: GoldQuestion) -> bool:
    """Whether a figure is the number that the gold answer of a question consists of."""
    return figure is not None and equals(figure.value, figure.unit, question.answer)


def all_but_gold(reports: Refusing, question: GoldQuestion) -> Mapping[str, object]:
    """The `where` that leaves out the reports which hold the answer to a question."""
    gold = {name for name, _ in question.gold}
    return {"path": [report.path for report in reports.documents() if file_name(report.path) not in gold]}
