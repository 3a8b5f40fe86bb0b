"""Follow-ups to questions that can be understood alone."""

from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import ScriptedModel

from askreports.answering.conversation.standalone import MAX_SHOWN, standalone, standalone_by

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


SPENT = "How much did the Harbour Fund spend on boats in 2019?"
LED = "Which projects does BioTernal lead?"
END = "What was the cash of Tersalva at the end of 2020?"
IN_SPAIN = "What was the revenue of Tersalva in Spain in 2019?"


@pytest.mark.parametrize(
    ("follow_up", "before", "expected"),
    [
        # another period
        ("And at the end of 2021?", EN, "What was the revenue of Tersalva in 2021?"),
        ("And at the end of 2021?", END, "What was the cash of Tersalva at the end of 2021?"),
        ("And on 30 June 2021?", "What was the debt on 31 March 2021?", "What was the debt on 30 June 2021?"),
        ("What about the year before?", EN, "What was the revenue of Tersalva in 2018?"),
        ("And two years earlier?", EN, "What was the revenue of Tersalva in 2017?"),
        ("How about the following year?", EN, "What was the revenue of Tersalva in 2020?"),
        ("And in the first half of 2020?", EN, "What was the revenue of Tersalva in the first half of 2020?"),
        ("And in the second quarter?", EN, "What was the revenue of Tersalva in the second quarter 2019?"),
        ("And in the previous quarter?", "What was the revenue in Q1 2022?",
         "What was the revenue in Q4 2021?"),
        ("¿Y en el primer semestre de 2020?", ES,
         "¿Cuáles fueron los ingresos de Velarce en el primer semestre de 2020?"),
        ("Und im ersten Halbjahr 2020?", DE,
         "Wie hoch war der Umsatz von Wundlicht im ersten Halbjahr 2020?"),
        ("How much was it in 2018?", EN, "What was the revenue of Tersalva in 2018?"),
        ("And how many in 2022?", "How many members were there in 2021?",
         "How many members were there in 2022?"),
        ("and now?", "How many boats had Tersalva in 2019?", "How many boats had Tersalva now?"),
        ("y en 2020?", ES, "¿Cuáles fueron los ingresos de Velarce en 2020?"),
        ("¿Y al cierre de 2021?", ES, "¿Cuáles fueron los ingresos de Velarce en 2021?"),
        ("¿Y dos años antes?", ES, "¿Cuáles fueron los ingresos de Velarce en 2017?"),
        ("¿Cuántos fueron en 2018?", ES, "¿Cuáles fueron los ingresos de Velarce en 2018?"),
        ("I l'any anterior?", CA, "Quins van ser els ingressos de BioTernal el 2018?"),
        ("I al tancament de 2021?", CA, "Quins van ser els ingressos de BioTernal el 2021?"),
        ("et en 2019 ?", "Quel était le budget de Vocatrem en 2018 ?",
         "Quel était le budget de Vocatrem en 2019 ?"),
        ("Et fin 2021 ?", FR, "Quel était le chiffre d'affaires de Vocatrem en 2021 ?"),
        ("Et deux ans plus tard ?", FR, "Quel était le chiffre d'affaires de Vocatrem en 2021 ?"),
        ("Und Ende 2021?", DE, "Wie hoch war der Umsatz von Wundlicht im Jahr 2021?"),
        ("Und zwei Jahre zuvor?", DE, "Wie hoch war der Umsatz von Wundlicht im Jahr 2017?"),
        ("Wie hoch war er 2018?", DE, "Wie hoch war der Umsatz von Wundlicht im Jahr 2018?"),
        # another organisation
        ("The same for Pfizer?", EN, "What was the revenue of Pfizer in 2019?"),
        ("Thanks, and for Pfizer in 2021?", EN, "What was the revenue of Pfizer in 2021?"),
        ("und bei Siemens?", DE, "Wie hoch war der Umsatz von Siemens im Jahr 2019?"),
        ("Et chez Renault ?", FR, "Quel était le chiffre d'affaires de Renault en 2019 ?"),
        ("¿Y para Repsol?", ES, "¿Cuáles fueron los ingresos de Repsol en 2019?"),
        ("I per a Tersalva?", CA, "Quins van ser els ingressos de Tersalva el 2019?"),
        # beside another
        ("How does that compare to Pfizer?", EN,
         "What was the revenue of Tersalva in 2019 compared to Pfizer?"),
        ("How does it compare with the year before?", EN,
         "What was the revenue of Tersalva in 2019 compared to 2018?"),
        ("Versus Pfizer?", SPENT, "How much did the Harbour Fund spend on boats in 2019 compared to Pfizer?"),
        ("¿Cómo se compara con Repsol?", ES,
         "¿Cuáles fueron los ingresos de Velarce en 2019 en comparación con Repsol?"),
        ("En comparació amb Tersalva?", CA,
         "Quins van ser els ingressos de BioTernal el 2019 en comparació amb Tersalva?"),
        ("Et par rapport à 2018 ?", FR,
         "Quel était le chiffre d'affaires de Vocatrem en 2019 par rapport à 2018?"),
        ("Im Vergleich zum Vorjahr?", DE,
         "Wie hoch war der Umsatz von Wundlicht im Jahr 2019 im Vergleich zu 2018?"),
        # a part, the whole, another place
        ("And for the whole group?", EN, "What was the revenue of Tersalva in 2019 for the whole group?"),
        ("And per employee?", EN, "What was the revenue of Tersalva in 2019 per employee?"),
        ("By segment?", EN, "What was the revenue of Tersalva in 2019 by segment?"),
        ("And in France?", IN_SPAIN, "What was the revenue of Tersalva in France in 2019?"),
        ("And in Europe?", EN, "What was the revenue of Tersalva in 2019 in Europe?"),
        ("¿Y para todo el grupo?", ES, "¿Cuáles fueron los ingresos de Velarce en 2019 para todo el grupo?"),
        ("I en total?", CA, "Quins van ser els ingressos de BioTernal el 2019 en total?"),
        ("Et par salarié ?", FR, "Quel était le chiffre d'affaires de Vocatrem en 2019 par salarié?"),
        ("Und für den ganzen Konzern?", DE,
         "Wie hoch war der Umsatz von Wundlicht im Jahr 2019 für den ganzen Konzern?"),
        # more about the same
        ("Why?", SPENT, "How much did the Harbour Fund spend on boats in 2019, and why?"),
        ("Why did it fall?", EN, "What was the revenue of Tersalva in 2019, and why did it fall?"),
        ("Is that more than in 2018?", EN,
         "What was the revenue of Tersalva in 2019, and is that more than in 2018?"),
        ("Which of them are in Spain?", LED,
         "Which projects does BioTernal lead, and which of them are in Spain?"),
        ("In which countries?", LED, "Which projects does BioTernal lead, and in which countries?"),
        ("Who else?", "Who funds BioTernal?", "Who funds BioTernal, and who else?"),
        ("¿Por qué?", ES, "¿Cuáles fueron los ingresos de Velarce en 2019, y por qué?"),
        ("¿Desde cuándo?", ES, "¿Cuáles fueron los ingresos de Velarce en 2019, y desde cuándo?"),
        ("Per què?", CA, "Quins van ser els ingressos de BioTernal el 2019, i per què?"),
        ("Amb qui?", CA, "Quins van ser els ingressos de BioTernal el 2019, i amb qui?"),
        ("Pourquoi ?", FR, "Quel était le chiffre d'affaires de Vocatrem en 2019, et pourquoi?"),
        ("Dans quels pays ?", FR,
         "Quel était le chiffre d'affaires de Vocatrem en 2019, et dans quels pays?"),
        ("Und warum?", DE, "Wie hoch war der Umsatz von Wundlicht im Jahr 2019, und warum?"),
        ("Was bedeutet das?", DE,
         "Wie hoch war der Umsatz von Wundlicht im Jahr 2019, und was bedeutet das?"),
        ("Which was the largest?", LED, "Which projects does BioTernal lead, and which was the largest?"),
        ("And what share of it came from Europe?", EN,
         "What was the revenue of Tersalva in 2019, and what share of it came from Europe?"),
        ("How many are women?", "How many people work at BioTernal?",
         "How many people work at BioTernal, and how many are women?"),
        ("And for the segment Services?", EN,
         "What was the revenue of Tersalva in 2019 for the segment Services?"),
        (
            "And for the Point of Care segment?",
            EN,
            "What was the revenue of Tersalva in 2019 for the Point of Care segment?",
        ),
        # whom it was about
        ("How is it funded?", "What is RIVERLYSE?", "How is RIVERLYSE funded?"),
        ("¿Y quién la preside?", ES, "Quién la preside de Velarce en 2019?"),
        ("When did it begin?", "What is the budget of RIVERLYSE?", "When did RIVERLYSE begin?"),
        ("What did the company do with its cash?", "Who is the chair of Tersalva?",
         "What did the company do with Tersalva's cash?"),
    ],
)  # fmt: skip
def test_follow_ups_of_every_kind(follow_up, before, expected):
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
        "Why did the sales of Pfizer fall in 2021?",
        "How does Pfizer's revenue compare to that of Novartis in 2021?",
        "Compare the revenue of Pfizer and Novartis in 2021.",
        "How does a cluster pay its members?",
        "Which reports say that the board approved them?",
        "In which countries does Pfizer work?",
        "How many patients took part in the trial at Puigmerlat?",
        "What was the debt of Pfizer at the end of 2021?",
        "Is it true that Pfizer closed its plant?",
        "Really?",
        "Is there a report on the trial of 2021?",
        "What are the projects that ended in 2021?",
        "On what date did the forum of 2022 begin?",
        "The revenue of Pfizer by segment in 2021",
        "Revenue growth",
        "¿Por qué bajaron las ventas de Repsol en 2021?",
        "¿En qué países trabaja Repsol?",
        "¿Cómo paga cada clúster a sus miembros?",
        "Per què van baixar les vendes de Tersalva?",
        "Com paga un clúster els seus membres?",
        "Pourquoi les ventes de Renault ont-elles baissé en 2021 ?",
        "Dans quels pays Renault est-elle présente ?",
        "Warum ist der Umsatz von Siemens im Jahr 2021 gesunken?",
        "Wie zahlt eine Stiftung ihre Stipendien aus?",
        "In welchen Ländern arbeitet Siemens?",
        "Welche Projekte leitet das Institut in Kaltenrieden?",
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


def test_the_rule_does_not_run_where_a_model_does_it():
    class Questions(list):
        """Questions that record how many of the last ones are looked at."""

        looked_at: ClassVar = []

        def __getitem__(self, place):
            self.looked_at.append(place)
            return super().__getitem__(place)

    earlier = Questions([EN])
    standalone_by(ScriptedModel("What was the revenue of Tersalva in 2020?"), "and in 2020?", earlier)
    assert earlier.looked_at == [slice(-MAX_SHOWN, None, None)]


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
