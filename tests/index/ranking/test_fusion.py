"""Fusion: signals on one scale, weighed."""

import numpy as np
import pytest

from index.ranking.fusion import Weights, learnt_weights, scaled_by_range, scaled_from_zero, weighed

NONE = np.array([False, False, False])
SECOND_AND_THIRD = np.array([False, True, True])


def test_the_greatest_among_the_favoured_is_one():
    values = np.array([8.0, 4.0, 2.0])
    assert scaled_from_zero(values, NONE).tolist() == [1, 0.5, 0.25]
    assert scaled_from_zero(values, SECOND_AND_THIRD).tolist() == [1, 1, 0.5]


def test_where_the_favoured_have_nothing_all_count():
    assert scaled_from_zero(np.array([8.0, 0.0, 0.0]), SECOND_AND_THIRD).tolist() == [1, 0, 0]
    assert scaled_from_zero(np.zeros(3), NONE).tolist() == [0, 0, 0]


def test_a_range_among_the_favoured():
    values = np.array([0.9, 0.6, 0.2])
    assert scaled_by_range(values, SECOND_AND_THIRD) == pytest.approx([1, 1, 0])
    assert scaled_by_range(values, NONE) == pytest.approx([1, 4 / 7, 0])
    assert scaled_by_range(np.ones(3), NONE).tolist() == [0, 0, 0]
    assert len(scaled_by_range(np.zeros(0), np.zeros(0, dtype=bool))) == 0


def test_a_signal_adds_its_weight_times_its_value():
    weights = Weights({"vectors": 0.8, "words": 1.0}, {"vectors": 3.0})
    signals = {"vectors": np.array([0.5, 0.5]), "words": np.array([0.2, 0.2]), "mood": np.ones(2)}
    added = weighed(signals, weights, np.array([True, False]))
    assert {name: values.tolist() for name, values in added.items()} == {
        "vectors": [0.8 * 0.5, 3.0 * 0.5],
        "words": [1.0 * 0.2, 0.0],
    }


@pytest.mark.parametrize("weights", [learnt_weights().same_language, learnt_weights().other_language])
def test_what_ships_raises_pages_that_fit_and_lowers_those_that_point(weights):
    assert all(weights[name] >= 0 for name in weights if name not in ("aside", "signpost"))
    assert weights["signpost"] < 0


def test_across_languages_meaning_counts_more_than_words():
    other = learnt_weights().other_language
    assert other["vectors"] > 2 * (other["passage_words"] + other["page_words"])
