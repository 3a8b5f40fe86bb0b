"""What each signal of the search is worth: every one left out in turn, and what that does."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from askreports.evaluation.gold import GoldQuestion
from askreports.evaluation.rank_measures import rank_measures
from index.hit import Hit

MEASURES = ("page@1", "page@5", "page@10", "page@20", "report@1")


class Ablatable(Protocol):
    """Anything that searches without some of its signals, as `Reports` does."""

    def search(self, question: str, k: int = ..., *, without: Collection[str] = ...) -> Sequence[Hit]: ...


@dataclass(frozen=True, slots=True)
class Ablation:
    """The measures of a search without one signal; `signal` is empty for the whole search."""

    signal: str
    measures: Mapping[str, float]


def ablate(
    reports: Ablatable, questions: Sequence[GoldQuestion], signals: Sequence[str], k: int = 60
) -> list[Ablation]:
    """The whole search first, then the search without each of `signals`."""
    return [Ablation(signal, _measures(reports, questions, signal, k)) for signal in ("", *signals)]


def _measures(reports: Ablatable, questions: Sequence[GoldQuestion], signal: str, k: int) -> dict[str, float]:
    without = (signal,) if signal else ()
    outcomes = [
        rank_measures(question, reports.search(question.question, k=k, without=without))
        for question in questions
    ]
    return {name: sum(outcome[name] for outcome in outcomes) / len(outcomes) for name in MEASURES}
