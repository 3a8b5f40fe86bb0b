"""Answers over the sample corpus where what is asked for is not there, or stands elsewhere than expected."""

import json
import re
from pathlib import Path

import pytest

import askreports
from askreports.evaluation.abstain import all_but_gold
from askreports.evaluation.gold import file_name, read_gold

SAMPLE = Path(__file__).parents[2] / "sample"
TRANSLATED = read_gold(SAMPLE / "translated.jsonl")
SHARED = 6  # of the translated questions share a telling word with the page that answers them
UNANSWERABLE = [
    json.loads(line)["question"]
    for line in (SAMPLE / "unanswerable.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def reports(sample_index):
    with askreports.open(sample_index, askreports.Settings()) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("How many astronauts work at BioTernal?", "No report of BioTernal Foundation mentions astronauts."),
        ("What was the revenue of Tersalva's carpet diagnostics in 2022?", "carpet"),  # no row of all revenue
        (
            "¿Cuántos astronautas trabajan en la Fundación Velarce?",
            "Ningún informe de Fundación Velarce habla de astronautas.",
        ),
        (
            "Combien d'astronautes participent au projet VOCATREM ?",
            "Aucun rapport d’Université de Haute-Sarvoise ne parle d’astronautes.",
        ),
        (
            "Wie viele Astronauten arbeiten im Vorhaben WUNDLICHT?",
            "Kein Bericht von Institut für Medizinphotonik Kaltenrieden spricht von Astronauten.",
        ),
    ],
)
def test_a_thing_that_nobody_writes_of_is_refused_and_named(reports, question, missing):
    answer = reports.ask(question)
    assert not answer.found
    assert missing in answer.searched.gaps.sentence()


@pytest.mark.parametrize("question", UNANSWERABLE)
def test_what_cannot_be_answered_is_refused(reports, question):
    assert not reports.ask(question).found


@pytest.mark.parametrize(
    "question",
    [
        "Who was the treasurer of BioTernal in 2020?",
        "How many employees did Tersalva Medical have in 2021?",  # though the report of 2022 has its column
    ],
)
def test_a_year_without_a_report_is_refused(reports, question):
    answer = reports.ask(question)
    assert not answer.found
    assert answer.searched.gaps.sentence().startswith("There is no report of 20")


def test_a_question_in_another_language_is_answered_where_a_word_is_the_same(reports):
    answer = reports.ask("Wie hoch ist das Budget des Projekts RIVERLYSE?")
    assert "6,420,000" in answer.sentences[0].text


def test_translated_questions_are_answered_from_the_right_page_or_refused(reports):
    answers = {question: reports.ask(question.question) for question in TRANSLATED}
    found = {question: answer for question, answer in answers.items() if answer.found}
    assert len(found) >= SHARED
    for question, answer in found.items():
        assert set(question.gold) & {(file_name(c.document.path), c.page.number) for c in answer.citations}
    assert not any(
        reports.ask(question.question, where=all_but_gold(reports, question)).found for question in TRANSLATED
    )


def test_what_a_report_says_of_its_own_year_is_no_evidence_for_another(reports):
    answer = reports.ask("How many projects were under way at BioTernal at the end of 2021?")
    assert len(answer.sentences) > 1
    assert all("fourteen" in one.text or re.search(r"\b14\b", one.text) for one in answer.sentences)
