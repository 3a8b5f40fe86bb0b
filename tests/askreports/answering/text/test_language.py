"""Which language a question is in."""

import json
from pathlib import Path

import pytest

from askreports.answering.text.language import language_of

SAMPLE = Path(__file__).parents[3] / "sample"
QUESTIONS = [
    json.loads(line) for line in (SAMPLE / "translated.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda line: line["id"])
def test_the_language_of_a_question_is_known(question):
    assert language_of(question["question"], "?") == question["id"].rpartition("-")[2]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Quantos projetos novos a FAPEU ajudou a contratar em 2023?", "pt"),
        ("Quanti progetti ha finanziato la fondazione nel 2022?", "it"),
        ("Was versteht WUNDLICHT unter Abklingzeit?", "de"),
    ],
)
def test_languages_without_a_grammar_are_known_too(question, language):
    assert language_of(question, "?") == language


@pytest.mark.parametrize("text", ["Pfizer?", "2020", "3M", ""])
def test_a_text_that_is_too_short_is_in_the_other_one(text):
    assert language_of(text, "de") == "de"
