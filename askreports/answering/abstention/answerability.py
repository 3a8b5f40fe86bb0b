"""Whether the best span answers the question, or is only the nearest thing that the reports hold.

A span rather answers the surer the reader is, the better its report fits whom and when the question names,
and the less the question asks about of which the best pages do not write. How much each of these counts was
learnt from questions that were asked with their reports and without (bench/learn_answerability.py).
"""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from math import exp
from pathlib import Path

from askreports.answering.abstention.missing_words import MissingWord
from askreports.answering.answer import AnswerStatus
from askreports.answering.context import RetrievalContext
from askreports.answering.extraction.ranking import RankedSpan
from index.hit import Hit
from index.ranking.router import period_fit

COMPARED = 10  # the best span is compared with the one that comes in this place
USUAL = -0.7  # the median score of that one; it stands for it where there are fewer spans
WEIGHTS_FILE = Path(__file__).with_name("answerability.toml")


@dataclass(frozen=True, slots=True)
class AnswerabilityFeatures:
    """What tells whether the best span answers.

    `reader` is its score, in points of log-odds; `margin` how far it stands above the tenth best. From 0 to
    1: how well its report fits the `organisation` and the `period` that the question names, the share of
    hits that are of the organisations `meant` (1 where it names none), and the weight of the heaviest
    `missing` word.
    """

    reader: float
    margin: float
    organisation: float
    period: float
    meant: float
    missing: float
    unknown: float


def answerability_features(
    context: RetrievalContext,
    ranked: Sequence[RankedSpan],
    missing: Sequence[MissingWord],
    unknown: Sequence[str],
) -> AnswerabilityFeatures:
    """What tells whether the best of the ranked spans answers; there is at least one."""
    best = ranked[0]
    tenth = ranked[COMPARED - 1].score if len(ranked) >= COMPARED else min(ranked[-1].score, USUAL)
    document, meant = best.hit.document, context.named.reports
    return AnswerabilityFeatures(
        reader=best.score,
        margin=best.score - tenth,
        organisation=float(document.id in meant) if meant else 1.0,
        period=period_fit(document.period, context.named) if context.named.years else 1.0,
        meant=_share(context.hits, meant) if meant else 1.0,
        missing=missing[0].weight if missing else 0.0,
        unknown=float(bool(unknown)),
    )


def _share(hits: Sequence[Hit], reports: Collection[str]) -> float:
    return sum(hit.document.id in reports for hit in hits) / len(hits)


def status_of(features: AnswerabilityFeatures) -> AnswerStatus:
    """How the best span stands to the question."""
    learnt = read_weights()
    likely = answerability(features, learnt["weights"])
    if likely >= learnt["least"]["answers"]:
        return AnswerStatus.ANSWERS
    return AnswerStatus.CLOSEST if likely >= learnt["least"]["closest"] else AnswerStatus.NOTHING


def answerability(features: AnswerabilityFeatures, weights: Mapping[str, float]) -> float:
    """How likely the best span answers, from 0 to 1."""
    logit = weights["bias"] + sum(weights[name] * value for name, value in asdict(features).items())
    return 1.0 / (1.0 + exp(-logit))


@cache
def read_weights() -> Mapping[str, Mapping[str, float]]:
    """What was learnt: the weights of the features, and the least likelihood of each status."""
    return tomllib.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
