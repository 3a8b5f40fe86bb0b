"""Whether the best evidence is an answer."""

from dataclasses import fields, replace

import pytest

from askreports.answering.abstention.answerability import (
    AnswerabilityFeatures,
    answerability,
    is_answerable,
    is_covered,
    read_weights,
)

GOOD = AnswerabilityFeatures(fit=0.7, organisation=1.0, period=1.0, meant=1.0)
WEIGHTS = read_weights()["weights"]


def test_every_sign_has_a_weight_and_no_weight_is_without_a_sign():
    assert set(WEIGHTS) == {"bias", *(field.name for field in fields(AnswerabilityFeatures))}


@pytest.mark.parametrize("sign", [field.name for field in fields(AnswerabilityFeatures)])
def test_less_of_any_sign_is_less_likely_an_answer(sign):
    assert answerability(replace(GOOD, **{sign: 0.2}), WEIGHTS) < answerability(GOOD, WEIGHTS)


def test_confidence_is_a_likelihood():
    assert (
        0.0
        < answerability(AnswerabilityFeatures(0.0, 0.0, 0.0, 0.0), WEIGHTS)
        < answerability(GOOD, WEIGHTS)
        < 1.0
    )


def test_what_fits_well_is_an_answer_and_what_hardly_fits_is_none():
    assert is_answerable(GOOD)
    assert not is_answerable(replace(GOOD, fit=0.2))
    assert not is_answerable(replace(GOOD, fit=0.45, organisation=0.0, period=0.2, meant=0.1))


def test_what_tells_little_may_be_unwritten_and_what_stands_nowhere_may_not():
    assert is_covered(0.0)
    assert is_covered(0.3)
    assert not is_covered(1.0)
