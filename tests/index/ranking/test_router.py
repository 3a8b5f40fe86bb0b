"""The router: which reports does a question mean?"""

from dataclasses import replace

import pytest

from index.ranking.router import Router, asked_years, favoured
from ingest.document import Report

ACME_2020 = Report(
    "a20",
    "x",
    "",
    "Acme Health Corporation",
    "2020",
    "annual report",
    "en",
    9,
    ("Acme Health", "Acme", "AHC"),
)
ACME_2021 = replace(ACME_2020, id="a21", period="2021")
ACME_Q = replace(ACME_2020, id="aq", period="2021 Q2", kind="quarterly report")
BLOCK = replace(ACME_2020, id="b", organisation="Block, Inc.", aliases=("Block",))
TERSALVA = replace(ACME_2020, id="t", organisation="Tersalva Medical SA", aliases=())
HOSPITAL = replace(ACME_2020, id="h", organisation="Hospital de Sant Gaudell", aliases=())
PROJECT = replace(
    ACME_2020, id="p", organisation="Université de Sarvoise", aliases=(), title="VOCATREM : entendre"
)
REPORTS = [TERSALVA, HOSPITAL, PROJECT, ACME_2020, ACME_2021, ACME_Q, BLOCK]


def ranked(question):
    router = Router(REPORTS)
    scores = {report: fit.total for report, fit in router.fits(router.named(question)).items()}
    return sorted(scores, key=lambda report: -scores[report]), scores


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What did Acme Health earn in 2020?", "a20"),
        ("What did AHC earn in FY2021?", "a21"),
        ("What did ACMEHEALTH earn in FY21?", "a21"),
        ("How did Acme do in Q2 2021?", "aq"),
        ("How did Acme do in 2Q21, by its quarterly report?", "aq"),
        ("What is Block's cash?", "b"),
        ("How does Tersalva define net debt?", "t"),
        ("What did the annual report of Acme for 2021 say?", "a21"),
        ("How did Acme do in FY2021Q2?", "aq"),
        ("Qui coordonne le projet VOCATREM ?", "p"),
        ("From 2020 to 2021, how did Acme grow?", "a21"),
    ],
)
def test_the_report_that_is_meant_comes_first(question, first):
    assert ranked(question)[0][0] == first


def test_a_common_word_is_no_name():
    assert Router(REPORTS).named("how large was the block of shares?").reports == frozenset()
    assert Router(REPORTS).named("Which Hospital has 612 beds?").reports == frozenset()


def test_a_later_report_restates_the_year_before():
    scores = ranked("What did Acme earn in 2020?")[1]
    assert scores["a20"] > scores["a21"] > scores["b"]


def test_reports_as_near_as_the_best_are_favoured():
    router = Router(REPORTS)
    assert favoured(router.fits(router.named("What did Acme earn in 2020?"))) == ["a20"]
    assert set(favoured(router.fits(router.named("What is Acme?")))) == {"a20", "a21", "aq"}
    fits = router.fits(router.named("What is Acme?"))
    assert (
        fits["a21"].period > fits["a20"].period > fits["b"].period == 0
    )  # a question without a year means now
    assert favoured(router.fits(router.named("What is a grant?"))) == []


def test_a_question_that_names_nothing_favours_no_report():
    assert set(ranked("What is a grant?")[1].values()) == {0.0}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("in FY2018 and 2019", [2018, 2019]),
        ("in FY18", [2018]),
        ("3Q22", [2022]),
        ("Q22023", [2023]),
        ("October 10,2018", [2018]),
        ("none", []),
    ],
)
def test_years_however_they_are_written(question, found):
    assert asked_years(question) == found


@pytest.mark.parametrize(
    ("question", "quarter"),
    [
        ("What did Acme earn in H1 2023?", "2"),
        ("What did Acme earn in 1H23?", "2"),
        ("What did Acme earn in the second half of 2023?", "4"),
        ("¿Cuánto ingresó Acme en el primer semestre de 2023?", "2"),
        ("Was verdiente Acme im zweiten Halbjahr 2023?", "4"),
        ("Combien Acme a-t-elle gagné au deuxième semestre 2023 ?", "4"),
        ("What did Acme earn in the third quarter of 2023?", "3"),
    ],
)
def test_a_half_year_is_told_by_the_report_of_its_last_quarter(question, quarter):
    assert Router([ACME_2020]).named(question).quarters == {quarter}


@pytest.mark.parametrize(
    ("question", "fit"),
    [
        ("What did Acme announce on May 26, 2023?", 1.0),
        ("What did Acme announce on 30 May 2023?", 1.0),
        ("What did Acme earn in 2023?", 0.2),
        ("What did Acme earn in 2021?", 0.0),
    ],
)
def test_a_report_of_one_day_answers_for_that_day(question, fit):
    event = replace(ACME_2020, id="e", period="2023-05-26")
    router = Router([event])
    assert router.fits(router.named(question))["e"].period == fit


def test_results_of_the_last_quarter_come_with_those_of_the_year():
    router = Router(
        [replace(ACME_2020, id="q4", period="2020 Q4"), replace(ACME_2020, id="q3", period="2020 Q3")]
    )
    fits = router.fits(router.named("What did Acme earn in 2020?"))
    assert fits["q4"].period > fits["q3"].period


def test_a_name_that_one_report_bears_names_all_of_its_organisation():
    first = replace(ACME_2020, id="x1", organisation="Ostrevant Holding SA", aliases=("Ostrevant",))
    second = replace(first, id="x2", period="2021", aliases=("OSTR",))
    router = Router([first, second])
    for name in ("Ostrevant", "OSTR", "Ostrevant Holding SA"):
        assert router.named(f"What did {name} earn?").reports == {"x1", "x2"}


def test_the_name_of_a_project_names_its_description_alone():
    described = replace(ACME_2020, id="x1", title="BRINEFLUX: cleaner salt")
    router = Router([described, ACME_2020])
    assert router.named("Who leads BRINEFLUX?").reports == {"x1"}
