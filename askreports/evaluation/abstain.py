"""Does it say "not in these reports" when it should? Every question asked again without its reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from askreports.answering.answer import Answer
from askreports.evaluation.gold import GoldQuestion, file_name
from ingest.document import Report


class Refusing(Protocol):
    """Anything that answers from some of its reports, as `Reports` does."""

    def ask(self, question: str, where: Mapping[str, object] | None = ...) -> Answer: ...

    def documents(self) -> list[Report]: ...


@dataclass(frozen=True, slots=True)
class Abstention:
    """How many questions were asked with and without their reports, and how many were refused each time.

    `wrongly_answered` are the ids of questions that were answered though their reports were left out.
    """

    questions: int
    refused_with: int
    refused_without: int
    wrongly_answered: tuple[str, ...]

    @property
    def recall(self) -> float:
        """Of the questions whose reports are absent, the share that was refused."""
        return self.refused_without / self.questions

    @property
    def precision(self) -> float | None:
        """Of all refusals, the share that was right; None where nothing was refused."""
        refused = self.refused_with + self.refused_without
        return self.refused_without / refused if refused else None


def abstain(reports: Refusing, questions: Sequence[GoldQuestion], refused_with: int) -> Abstention:
    """Asks every question with its gold reports left out. `refused_with` were refused with them."""
    answered = [q.id for q in questions if reports.ask(q.question, where=all_but_gold(reports, q)).found]
    return Abstention(len(questions), refused_with, len(questions) - len(answered), tuple(answered))


def all_but_gold(reports: Refusing, question: GoldQuestion) -> Mapping[str, object]:
    """The `where` that leaves out the reports which hold the answer to a question."""
    gold = {name for name, _ in question.gold}
    return {"path": [report.path for report in reports.documents() if file_name(report.path) not in gold]}
