"""Of which things that a question asks about the best pages do not write."""

import pytest

from askreports.answering.abstention.missing_words import PageWords, missing_words
from index.ranking.router import Router
from ingest.document import Report

ACME = Report("a", "a.pdf", "Acme 2021", "Acme Health", "2021", "annual report", "en", 9, ("Acme",))
KLINIK = Report("k", "k.pdf", "Klinik 2021", "Klinik Kalten", "2021", "annual report", "de", 9, ())
TEXT = (
    "At the end of the year 42 employees worked on pass-through contracts. The dialysis project had a budget."
)
TEXTE = "Das Gesamtbudget des Projekts war hoch. Die Förderung kam vom Land."
TERMS = {"headcount": "employees", "legal battle": "litigation lawsuits"}


def idf(forms):
    """Every word tells alike; the word of no page at all is the measure."""
    return 2.0 if not forms or "astronaut" in forms else 1.0


def expansion(question):
    return " ".join(words for term, words in TERMS.items() if term in question.lower())


def missing(question, text=TEXT, report=ACME):
    named = Router([ACME, KLINIK]).named(question)
    return [one.word for one in missing_words(question, named, [PageWords(report, text)], idf, expansion)]


@pytest.mark.parametrize(
    "question",
    [
        "How many employees did Acme have in 2021?",
        "Did an employee work on the contract of Acme?",  # other forms of the words
        "What headcount had Acme?",  # the glossary knows another word
        "Which passthrough contracts has Acme?",  # written as two words
        "How many emploees worked at Acme?",  # misspelt
        "What was the budget of the dialysis project of Acme in 2021?",
    ],
)
def test_what_the_page_writes_of_is_not_missing(question):
    assert missing(question) == []


def test_a_thing_that_the_page_does_not_write_of_is_missing_as_it_was_asked():
    assert missing("How many Astronauts worked at Acme?") == ["Astronauts"]


def test_the_most_telling_thing_comes_first_and_has_its_weight():
    question = "How many violins have the astronauts of Acme?"
    found = missing_words(question, Router([ACME]).named(question), [PageWords(ACME, TEXT)], idf, expansion)
    assert [(one.word, one.weight) for one in found] == [("astronauts", 1.0), ("violins", 0.5)]


def test_a_term_of_several_words_is_met_by_what_the_glossary_has_for_it():
    assert missing("Which legal battles has Acme?", "Litigation is pending.") == []
    assert missing("Which legal battles has Acme?", "The board met.") == ["legal", "battles"]


def test_a_term_of_the_glossary_alone_is_no_proof():
    assert missing("What headcount had Acme?", "The board met.") == ["headcount"]


def test_the_names_of_a_report_are_met():
    assert missing("How many employees had Health in Acme?") == []


def test_a_question_in_another_language_than_the_page_tells_nothing():
    assert missing("Wie viele Astronauten arbeiten bei Acme?") == []


def test_german_words_are_met_by_compounds_of_the_same_kind():
    assert missing("Wie hoch war das Budget der Klinik?", TEXTE, KLINIK) == []
    assert missing("Wie hoch war die Projektförderung der Klinik?", TEXTE, KLINIK) == []
    assert missing("Wie viele Astronauten hat die Klinik?", TEXTE, KLINIK) == ["Astronauten"]


def test_without_a_page_nothing_is_told():
    assert missing_words("How many astronauts?", Router([]).named(""), [], idf, expansion) == []
