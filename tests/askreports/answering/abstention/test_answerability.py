"""Whether the best span answers, comes near, or says nothing of what is asked."""

from dataclasses import fields, replace

import pytest

from askreports.answering.abstention.answerability import (
    AnswerabilityFeatures,
    answerability,
    read_weights,
    status_of,
)
from askreports.answering.answer import AnswerStatus

GOOD = AnswerabilityFeatures(
    reader=4.0, margin=4.0, organisation=1.0, period=1.0, meant=1.0, missing=0.0, unknown=0.0
)
POOR = AnswerabilityFeatures(
    reader=-5.0, margin=0.1, organisation=0.0, period=0.0, meant=0.0, missing=1.0, unknown=1.0
)
WEIGHTS = read_weights()["weights"]


def test_every_feature_has_a_weight_and_every_weight_a_feature():
    assert set(WEIGHTS) == {"bias", *(field.name for field in fields(AnswerabilityFeatures))}


def test_the_surer_the_reader_the_more_likely_is_the_answer():
    assert answerability(replace(GOOD, reader=0.0), WEIGHTS) < answerability(GOOD, WEIGHTS)


def test_a_missing_word_makes_it_less_likely():
    assert answerability(replace(GOOD, missing=1.0), WEIGHTS) < answerability(GOOD, WEIGHTS)


@pytest.mark.parametrize("features", [GOOD, POOR])
def test_it_is_a_likelihood(features):
    assert 0.0 < answerability(features, WEIGHTS) < 1.0


def test_what_is_sure_answers_and_what_fits_in_nothing_does_not():
    assert status_of(GOOD) is AnswerStatus.ANSWERS
    assert status_of(POOR) is AnswerStatus.NOTHING
    assert read_weights()["least"]["closest"] < read_weights()["least"]["answers"]
