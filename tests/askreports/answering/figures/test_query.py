"""What a question asks is understood to the last word, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askreports.answering.figures.query import items_asked, parse_figure_query
from askreports.answering.formulas.expression import show
from askreports.answering.taxonomy.loading import standard_taxonomy

NAMED = frozenset({"tersalva", "bioternal"})


def asked(question, several=False):
    return parse_figure_query(question, NAMED, standard_taxonomy(), several)


def formula(question):
    found = asked(question)
    return show(found.expression, lambda term: f"{term.name} {term.year}" if term.year else term.name)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What was the total revenue of Tersalva in 2022?", "total revenue 2022"),
        ("How much did Tersalva pay out in cash dividends for FY2022?", "cash dividends 2022"),
        ("According to the balance sheet, what is Tersalva's year end FY2022 inventory?", "inventory 2022"),
        ("What is the FY2022 gross margin of Tersalva?", "gross margin 2022"),
        ("total assets Tersalva 2022", "total assets 2022"),
        ("What is the FY2022 COGS % margin for Tersalva?", "COGS 2022 / revenue 2022"),
        ("What is Tersalva's capex as a % of revenue in 2022?", "capex 2022 / revenue 2022"),
        ("What is Tersalva's FY2022 EBITDA less capex?", "EBITDA 2022 - capex 2022"),
        (
            "What is Tersalva's revenue growth from FY2020 to FY2022?",
            "revenue 2022 / revenue 2020 - 1",
        ),
        (
            "What is Tersalva's 2 year total revenue CAGR from FY2020 to FY2022?",
            "(total revenue 2022 / total revenue 2020)^(1/2) - 1",
        ),
        (
            "What is the FY2021 - FY2022 2 year average of capex for Tersalva?",
            "average(capex 2021, capex 2022)",
        ),
        (
            "What is the change in total assets of Tersalva between 2021 and 2022?",
            "total assets 2022 - total assets 2021",
        ),
        (
            "What is Tersalva's FY2022 build rate (BR)? BR is defined as: capex / average total assets.",
            "capex 2022 / average(total assets 2021, total assets 2022)",
        ),
        ("Quel est le chiffre d'affaires de Tersalva en 2022 ?", "chiffre d affaires 2022"),
    ],
)
def test_a_question_is_read_as_a_formula(question, expected):
    assert formula(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "What was Tersalva's adjusted EBITDA in 2022?",
        "What was the revenue of Tersalva in France in 2022?",
        "What was the revenue of Tersalva's point-of-care diagnostics in 2022?",
        "What was the revenue of Tersalva's segment with the most employees in 2022?",
        "What was the revenue per employee of Tersalva in 2022?",
        "What was Tersalva's revenue in Q1 and Q2 2023?",
        "What was Tersalva's revenue in the second half of 2023?",
        "What was Tersalva's revenue in the month of June 2023?",
        "What was Tersalva's revenue?",
        "Why did the gross margin of Tersalva fall in 2022?",
        "Which segment had the highest revenue in 2022?",
        "What was the revenue of Brumalis in 2022?",
        "What is Tersalva's FY2022 burn? Burn is defined as: revenue / fuel.",
        "What is Tersalva's FY2022 revenue (excluding France)?",
        "When was Tersalva founded?",
    ],
)
def test_a_word_that_is_not_understood_stops_it(question):
    assert asked(question) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the revenue of Tersalva?", "revenue 2022"),
        ("What is the growth in revenue of Tersalva?", "revenue 2022 / revenue 2021 - 1"),
        ("What is the 3 year average of capex of Tersalva?", "average(capex 2020, capex 2021, capex 2022)"),
        ("What was the revenue of Tersalva in 2019?", "revenue 2019"),
    ],
)
def test_the_latest_year_is_meant_where_none_is_named(question, expected):
    found = parse_figure_query(question, NAMED, standard_taxonomy(), latest=2022)
    assert show(found.expression, lambda term: f"{term.name} {term.year}") == expected


def test_a_part_of_a_year_without_a_year_is_not_understood():
    question = "What was the revenue of Tersalva in the third quarter?"
    assert parse_figure_query(question, NAMED, standard_taxonomy(), latest=2022) is None


def test_definitions_that_grow_are_refused():
    chain = " ".join(f"{a} is defined as: {' + '.join([b] * 50)}." for a, b in ("AB", "BC", "CD", "DE"))
    assert (
        asked(f"What is Tersalva's FY2022 AB? {chain} DE is defined as: {' + '.join(['revenue'] * 50)}.")
        is None
    )
    assert asked("What is Tersalva's FY2022 AB? AB is defined as: BC + 1. BC is defined as: AB + 1.") is None


WORDS = (
    "what how much was the revenue of Tersalva in from to FY2021 2022 average growth CAGR margin % as a "
    "( ) , : ? - + /"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=14))
def test_any_question_is_read_or_not(words):
    found = asked(" ".join(words))
    assert found is None or found.years


def test_unit_and_rounding_are_those_asked_for():
    found = asked("What was Tersalva's revenue in 2022? Answer in EUR millions. Round to two decimal places.")
    assert (found.unit, found.scale, found.decimals) == ("money", 6, 2)
    found = asked(
        "What is the FY2022 gross margin of Tersalva (in units of percents and round to one decimal place)?"
    )
    assert (found.unit, found.decimals) == ("percent", 1)
    assert asked("What is Tersalva's FY2022 current ratio?").unit == "ratio"


def test_years_are_compared_where_the_question_asks_for_a_development():
    found = asked("How did the revenue of Tersalva develop from 2019 to 2022?")
    assert (found.compares, found.years) == (True, (2019, 2020, 2021, 2022))
    found = asked("Does Tersalva have an improving gross margin profile as of FY2022?")
    assert (found.compares, found.years) == (True, (2021, 2022))
    found = asked("Was Tersalva's operating profit higher in 2022 than in 2021?")
    assert (found.compares, found.years) == (True, (2021, 2022))
    assert not asked("Does Tersalva have positive working capital based on FY2022 data?").compares


def test_organisations_are_compared():
    assert asked("What was the revenue of Tersalva and BioTernal in 2022?") is None
    assert asked("What was the revenue of Tersalva and BioTernal in 2022?", several=True) is not None


def test_lines_are_found_in_questions_that_are_not_understood():
    question = "What drove the change in gross margin and total assets of Tersalva in France?"
    assert set(items_asked(question, NAMED, standard_taxonomy())) == {"gross margin", "total assets"}
