"""Follow-ups to questions that can be understood alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import ScriptedModel

from askreports.answering.standalone import standalone, standalone_by

EN = "What was the revenue of Tersalva in 2019?"
ES = "¿Cuáles fueron los ingresos de Velarce en 2019?"
CA = "Quins van ser els ingressos de BioTernal el 2019?"
FR = "Quel était le chiffre d'affaires de Vocatrem en 2019 ?"
DE = "Wie hoch war der Umsatz von Wundlicht im Jahr 2019?"


@pytest.mark.parametrize(
    ("follow_up", "before", "expected"),
    [
        ("and in 2020?", EN, "What was the revenue of Tersalva in 2020?"),
        ("And for fiscal year 2020?", EN, "What was the revenue of Tersalva in 2020?"),
        ("2020?", EN, "What was the revenue of Tersalva in 2020?"),
        ("What about Pfizer?", EN, "What was the revenue of Pfizer in 2019?"),
        ("and Pfizer in FY2021?", EN, "What was the revenue of Pfizer in FY2021?"),
        ("What about AMD?", "What is Adobe's margin in FY2015?", "What is AMD's margin in FY2015?"),
        ("in 2018?", "What did 3M spend on plant?", "What did 3M spend on plant in 2018?"),
        ("What about the net income?", EN, "The net income of Tersalva in 2019?"),
        ("and the year before?", EN, "What was the revenue of Tersalva in 2018?"),
        ("from 2017 to 2019?", EN, "What was the revenue of Tersalva in 2017 to 2019?"),
        ("and in Q2?", EN, "What was the revenue of Tersalva in Q2 2019?"),
        ("and Pfizer's?", EN, "What was the revenue of Pfizer in 2019?"),
        ("And 3M?", "What is Adobe's FY2015 margin?", "What is 3M's FY2015 margin?"),
        ("What about AMD?", "What did the Harbour Fund spend in 2019?", "What did AMD spend in 2019?"),
        ("Why?", EN, "What was the revenue of Tersalva in 2019, and why?"),
        ("And who is the chair?", EN, "Who is the chair of Tersalva in 2019?"),
        ("What about its costs?", EN, "Tersalva's costs in 2019?"),
        ("Who chairs it?", EN, "Who chairs Tersalva in 2019?"),
        ("What was its net income?", EN, "What was Tersalva's net income in 2019?"),
        ("How much did they spend in 2018?", EN, "How much did Tersalva spend in 2018?"),
        ("¿Y en 2020?", ES, "¿Cuáles fueron los ingresos de Velarce en 2020?"),
        ("¿Qué hay de Repsol?", ES, "¿Cuáles fueron los ingresos de Repsol en 2019?"),
        ("¿Y el año anterior?", ES, "¿Cuáles fueron los ingresos de Velarce en 2018?"),
        ("¿Y los de Repsol?", ES, "¿Cuáles fueron los ingresos de Repsol en 2019?"),
        ("¿Y los gastos?", ES, "Los gastos de Velarce en 2019?"),
        ("I les despeses?", CA, "Les despeses de BioTernal el 2019?"),
        ("Und im Vorjahr?", DE, "Wie hoch war der Umsatz von Wundlicht im Jahr 2018?"),
        ("Und der Gewinn?", DE, "Der Gewinn von Wundlicht im Jahr 2019?"),
        ("Wer sind ihre Partner?", DE, "Wer sind ihre Partner von Wundlicht im Jahr 2019?"),
        ("Et l'année précédente ?", FR, "Quel était le chiffre d'affaires de Vocatrem en 2018 ?"),
        ("I el 2020?", CA, "Quins van ser els ingressos de BioTernal el 2020?"),
        ("I Tersalva?", CA, "Quins van ser els ingressos de Tersalva el 2019?"),
        ("Et en 2020 ?", FR, "Quel était le chiffre d'affaires de Vocatrem en 2020 ?"),
        ("Qu'en est-il de Renault ?", FR, "Quel était le chiffre d'affaires de Renault en 2019 ?"),
        ("Und im Jahr 2020?", DE, "Wie hoch war der Umsatz von Wundlicht im Jahr 2020?"),
        ("Wie sieht es bei Bosch aus?", DE, "Wie hoch war der Umsatz von Bosch im Jahr 2019?"),
    ],
)  # fmt: skip
def test_a_follow_up_takes_what_it_leaves_out_from_before(follow_up, before, expected):
    assert standalone(follow_up, [before]) == expected


def test_a_chain_of_follow_ups():
    assert standalone("And Pfizer?", [EN, "and in 2020?"]) == "What was the revenue of Pfizer in 2020?"


@pytest.mark.parametrize(
    "question",
    [
        "Who is the chair of the board of Tersalva?",
        "How did the revenue develop from 2017 to 2019?",
        "¿Cuáles son los ingresos de Velarce?",
        "What does Pfizer say about its risks?",
        "And who chairs the board of Pfizer?",
        "thanks",
    ],
)
def test_a_whole_question_stays_as_it_is(question):
    assert standalone(question, [EN, ES]) == question
    assert standalone(question, []) == question


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
def test_anything_can_be_asked(question, earlier):
    assert isinstance(standalone(question, earlier), str)


def test_a_model_writes_the_question_where_it_adds_nothing():
    written = "What was the revenue of Tersalva in 2020?"
    assert standalone_by(ScriptedModel(f'"{written}"\n'), "and the year after, 2020?", [EN]) == written


@pytest.mark.parametrize(
    "written",
    [
        "",
        "What was the revenue of Enron in 2020?",
        "What was the revenue of Tersalva in 2031?",
        "a " * 200,
    ],
)
def test_the_rule_holds_where_a_model_invents(written):
    assert (
        standalone_by(ScriptedModel(written), "and in 2020?", [EN])
        == "What was the revenue of Tersalva in 2020?"
    )
