"""Fusion, in one place: every signal brought to a common scale, weighed, and added.

The weights are learnt by `bench/learn_weights.py`, with cross-validation by organisation.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from index.ranking.ranking_units import Mask, Scores

_TABLE = Path(__file__).with_name("weights.toml")


@cache
def learnt_weights() -> Mapping[str, float]:
    """What each signal may add to a page's score, by its name."""
    weights: dict[str, float] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["weights"]
    return weights


def scaled_from_zero(values: Scores, favoured: Mask) -> Scores:
    """Brought to 0..1: 1 is the greatest value among the favoured pages, or of all where none has any."""
    greatest = _greatest(values, favoured)
    return np.minimum(values / greatest, 1.0) if greatest > 0 else np.zeros(len(values))


def scaled_by_range(values: Scores, favoured: Mask) -> Scores:
    """Brought to 0..1 between the least and the greatest value among the favoured pages."""
    among = values[favoured] if favoured.any() else values
    if not len(among) or among.max() == among.min():
        return np.zeros(len(values))
    scaled: Scores = np.clip((values - among.min()) / (among.max() - among.min()), 0.0, 1.0)
    return scaled


def weighed(signals: Mapping[str, Scores], weights: Mapping[str, float]) -> dict[str, Scores]:
    """What each signal adds to each page's score; a signal without a weight adds nothing."""
    return {name: weights[name] * values for name, values in signals.items() if weights.get(name)}


def _greatest(values: Scores, favoured: Mask) -> float:
    among = values[favoured]
    greatest = float(among.max()) if len(among) else 0.0
    return greatest or float(values.max(initial=0.0))
