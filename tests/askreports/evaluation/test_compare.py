"""Comparing runs: the same questions, a paired test."""

import pytest

from askreports.errors import BadGold
from askreports.evaluation.compare import MEASURES, compare, read_outcomes


def run(values):
    return {str(number): dict.fromkeys(MEASURES, value) for number, value in enumerate(values)}


def test_a_run_is_no_better_than_itself():
    difference = compare(run([0, 1, 1]), run([0, 1, 1]))[0]
    assert (difference.before, difference.after, difference.chance) == (2 / 3, 2 / 3, 1.0)


def test_one_question_more_may_be_chance_and_ten_are_not():
    one = compare(run([0] * 20), run([1] + [0] * 19))[0]
    assert one.chance == 1.0  # one gain: both signs are as large
    ten = compare(run([0] * 20), run([1] * 10 + [0] * 10))[0]
    assert ten.chance == pytest.approx(2 / 2**10, abs=0.002)


def test_only_questions_of_both_runs_count():
    assert compare(run([0, 0]), {"1": dict.fromkeys(MEASURES, 1.0)})[0].after == 1.0
    with pytest.raises(BadGold, match="no question in common"):
        compare(run([0]), {"other": dict.fromkeys(MEASURES, 1.0)})


def test_a_file_that_is_no_evaluation_says_how_to_write_one(tmp_path):
    (tmp_path / "run.json").write_text("{}")
    with pytest.raises(BadGold, match="askreports eval"):
        read_outcomes(tmp_path / "run.json")
