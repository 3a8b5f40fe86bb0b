"""Answers over the sample corpus where what is asked for is not there, or stands elsewhere than expected."""

import json
import re
from pathlib import Path

import pytest

import askreports
from askreports.evaluation.abstain import all_but_gold
from askreports.evaluation.gold import file_name, read_gold

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parents[2] / "sample"
TRANSLATED = read_gold(SAMPLE / "translated.jsonl")
LEAST_CITED = 20  # of the 33 translated questions, by the answer or the closest passages
MOST_ANSWERED = 6
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


def test_questions_in_another_language_lead_to_the_right_page(reports):
    """A floor: what was measured is in docs/measurements.md."""
    answers = {question: reports.ask(question.question) for question in TRANSLATED}
    cited = {
        question.id
        for question, answer in answers.items()
        if set(question.gold) & {(file_name(c.document.path), c.page.number) for c in answer.citations}
    }
    assert len(cited) >= LEAST_CITED


def test_without_its_report_hardly_any_of_them_is_answered(reports):
    answered = [q for q in TRANSLATED if reports.ask(q.question, where=all_but_gold(reports, q)).found]
    assert len(answered) <= MOST_ANSWERED


def test_what_a_report_says_of_its_own_year_is_no_evidence_for_another(reports):
    answer = reports.ask("How many projects were under way at BioTernal at the end of 2021?")
    first = answer.sentences[0].text
    assert "fourteen" in first or re.search(r"\b14\b", first)
