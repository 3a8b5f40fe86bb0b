"""The router: which reports does a question mean?"""

from dataclasses import replace

import pytest

from index.router import Router, asked_years, favoured
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
        ("10,2018", [2018]),
        ("none", []),
    ],
)
def test_years_however_they_are_written(question, found):
    assert asked_years(question) == found
