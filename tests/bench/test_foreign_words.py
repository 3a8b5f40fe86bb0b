"""Questions that no report answers, made of those that have an answer."""

import sys
from pathlib import Path

import pytest

from index.query.stems import stems
from index.ranking.router import Router
from ingest.document import Report

sys.path.append(str(Path(__file__).parents[2] / "bench"))

from foreign_words import Vocabulary, nouns, without_answer

pytestmark = pytest.mark.slow

ACME = Report("a", "a.pdf", "Acme 2021", "Acme Health", "2021", "annual report", "en", 9, ("Acme",))
QUESTION = "What was the operating cash flow of Acme in 2021?"


def made(question, held="", languages=("en",), seed="1"):
    named = Router([ACME]).named(question)
    return without_answer(question, named, Vocabulary(set(stems(held, languages[0])), languages), 3, seed)


def test_names_and_years_stay_and_what_is_asked_for_is_replaced():
    questions = made(QUESTION)
    assert len(questions) == 3
    for question in questions:
        assert question.startswith("What was the ")
        assert question.endswith(" of Acme in 2021?")
        assert "operating cash" not in question


def test_the_same_seed_makes_the_same_questions():
    assert made(QUESTION) == made(QUESTION)
    assert made(QUESTION) != made(QUESTION, seed="2")


def test_what_the_organisation_writes_of_is_no_foreign_word():
    held = "astronaut violin glacier submarine orchard cathedral lighthouse vineyard choir carpet"
    for seed in range(50):
        assert not any(
            word in question for word in held.split() for question in made(QUESTION, held, seed=str(seed))
        )


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("¿Cuál fue el importe de las ayudas de Acme en 2021?", "es"),
        ("Wie hoch war die Förderung von Acme im Jahr 2021?", "de"),
    ],
)
def test_the_word_is_of_the_language_of_the_question(question, language):
    ours = {word.casefold() for pair in nouns(language) for word in pair} | words(question)
    others = made(question, languages=(language,))
    assert others
    for other in others:
        assert other != question
        assert words(other) <= ours


def words(text):
    return set(text.casefold().replace("?", "").replace("¿", "").split())


def test_what_a_question_defines_may_have_any_name():
    assert made("What is the speed ratio of Acme? Speed ratio is defined as: revenue / total assets.") == []
