"""Fusion, in one place: every signal brought to a common scale, weighed, and added.

A signal counts differently for a report in the question's language and for one in another: there few words
are shared, and meaning decides. The weights are learnt by `bench/learn_weights.py`, cross-validated by
organisation.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from index.ranking.ranking_units import Mask, Scores

_TABLE = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal, by its name, may add to the score of a page in the question's language, or in
    another.
    """

    same_language: Mapping[str, float]
    other_language: Mapping[str, float]


@cache
def learnt_weights() -> Weights:
    """The weights that ship."""
    return Weights(**tomllib.loads(_TABLE.read_text(encoding="utf-8")))


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


def weighed(signals: Mapping[str, Scores], weights: Weights, same_language: Mask) -> dict[str, Scores]:
    """What each signal adds to each page's score; one without a weight adds nothing.

    `same_language` says which pages are in the language of the question.
    """
    same, other = weights.same_language, weights.other_language
    return {
        name: np.where(same_language, same.get(name, 0.0), other.get(name, 0.0)) * values
        for name, values in signals.items()
        if same.get(name) or other.get(name)
    }


def _greatest(values: Scores, favoured: Mask) -> float:
    among = values[favoured]
    greatest = float(among.max()) if len(among) else 0.0
    return greatest or float(values.max(initial=0.0))
