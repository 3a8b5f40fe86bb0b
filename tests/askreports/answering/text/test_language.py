"""Which language a question is in, told from its small words."""

import json
from pathlib import Path

import pytest

from askreports.answering.text.language import is_small, language_of

SAMPLE = Path(__file__).parents[3] / "sample"
QUESTIONS = [
    json.loads(line) for line in (SAMPLE / "translated.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda line: line["id"])
def test_the_language_of_a_question_is_known(question):
    assert language_of(question["question"], "?") == question["id"].rpartition("-")[2]


def test_without_small_words_it_is_the_other_one():
    assert language_of("Tersalva revenue 2022", "de") == "de"


def test_a_small_word_of_one_language_is_none_of_another():
    assert is_small("wie", "de")
    assert not is_small("wie", "en")
    assert not is_small("wie", "pt")
