"""Is one run better than another, or were the questions kind to it? A paired test, question by question."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from askreports.errors import BadGold

MEASURES = ("page@1", "page@5", "page@10", "mrr@10", "ndcg@10", "report@1")
SHUFFLES = 10_000

Outcomes = Mapping[str, Mapping[str, float]]  # id of a question -> its measures


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure of two runs over the same questions.

    `chance` is how often a difference as large would come about if the runs were equally good: the two-sided
    p value of a paired randomization test.
    """

    measure: str
    before: float
    after: float
    chance: float


def read_outcomes(file: Path) -> Outcomes:
    """The outcomes in a file that `askreports eval --json` printed. Raises `BadGold`."""
    try:
        outcomes: Outcomes = json.loads(file.read_text(encoding="utf-8"))["outcomes"]
        return outcomes
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadGold(
            f"{file} holds no evaluation ({error}): write one with 'askreports eval GOLD.jsonl --json > FILE'"
        ) from error


def compare(before: Outcomes, after: Outcomes) -> list[Difference]:
    """The main measures of two runs, over the questions that both answered. Raises `BadGold`."""
    shared = sorted(before.keys() & after.keys())
    if not shared:
        raise BadGold("the two runs have no question in common: compare runs over the same gold file")
    return [
        _difference(name, [before[q][name] for q in shared], [after[q][name] for q in shared])
        for name in MEASURES
    ]


def _difference(name: str, before: Sequence[float], after: Sequence[float]) -> Difference:
    import numpy as np

    gains = np.asarray(after) - np.asarray(before)
    signs = np.random.default_rng(0).choice((-1.0, 1.0), size=(SHUFFLES, len(gains)))
    shuffled = np.abs((signs * gains).mean(axis=1))
    chance = float((shuffled >= abs(gains.mean()) - 1e-12).mean())
    return Difference(name, float(np.mean(before)), float(np.mean(after)), chance)
