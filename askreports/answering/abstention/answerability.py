"""Whether the best evidence is an answer, or only the nearest thing that the reports hold.

Believes that evidence is more likely an answer the better it fits the question, and the better its report
fits whom and when the question names; and that it is none, however well all else fits, where the question
asks about a thing of which the best pages do not write. How much each of these signs counts was learnt from
questions that were asked with their reports and without (bench/learn_confidence.py), how rare the thing may
be as well; it is in `answerability.toml`.
"""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from math import exp
from pathlib import Path

from askreports.answering.context import RetrievalContext
from askreports.answering.extraction.ranking import RankedSpan
from index.hit import Hit
from index.ranking.router import period_fit

WEIGHTS_FILE = Path(__file__).with_name("answerability.toml")


@dataclass(frozen=True, slots=True)
class AnswerabilityFeatures:
    """What tells whether evidence is an answer, each from 0 to 1.

    `fit` is that of the best sentence. `organisation` and `period` say how well its report fits those named,
    `meant` is the share of the best hits that are of the organisations named; 1 where it names none.
    """

    fit: float
    organisation: float
    period: float
    meant: float


def answerability_features(context: RetrievalContext, best: RankedSpan) -> AnswerabilityFeatures:
    """What tells whether the best evidence is an answer."""
    document, meant = best.hit.document, context.named.reports
    return AnswerabilityFeatures(
        fit=best.fit,
        organisation=float(document.id in meant) if meant else 1.0,
        period=period_fit(document.period, context.named) if context.named.years else 1.0,
        meant=_share(context.hits, meant) if meant else 1.0,
    )


def _share(hits: Sequence[Hit], reports: Collection[str]) -> float:
    return sum(hit.document.id in reports for hit in hits) / len(hits)


def is_answerable(signs: AnswerabilityFeatures) -> bool:
    """Whether evidence with these signs is shown as an answer."""
    learnt = read_weights()
    return answerability(signs, learnt["weights"]) >= learnt["answer"]["least"]


def is_covered(most: float) -> bool:
    """Whether pages write of what is asked; `most` is the weight of the heaviest word they do not hold."""
    return most <= read_weights()["answer"]["unwritten"]


def answerability(signs: AnswerabilityFeatures, weights: Mapping[str, float]) -> float:
    """How likely the evidence is an answer, from 0 to 1."""
    logit = weights["bias"] + sum(weights[name] * value for name, value in asdict(signs).items())
    return 1.0 / (1.0 + exp(-logit))


@cache
def read_weights() -> Mapping[str, Mapping[str, float]]:
    """What was learnt: the weights of the signs, and the least confidence of an answer."""
    return tomllib.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
