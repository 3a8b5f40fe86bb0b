"""Questions: checked, and told from the instructions around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import BadQuestion
from index.query.question import MAX_CHARS, names, parse, without_year_marks


def test_a_plain_question_is_its_own_core():
    question = parse("How many grants\n did  Harbour award?")
    assert question.core == question.text == "How many grants did Harbour award?"
    assert question.frame == ""


@pytest.mark.parametrize(
    ("text", "core"),
    [
        (
            "You are an auditor and have the accounts. Here's the question: what was the deficit?",
            "what was the deficit?",
        ),
        (
            "What was the deficit? Answer in EUR thousands. Round to one decimal place.",
            "What was the deficit?",
        ),
        ("Please read the report. Who chairs the board?", "Who chairs the board?"),
        ("What did Acme Inc. earn in 2.5 years? Give the source.", "What did Acme Inc. earn in 2.5 years?"),
    ],
)
def test_instructions_are_told_from_the_question(text, core):
    question = parse(text)
    assert question.core == core
    assert question.frame


def test_instructions_alone_are_the_question():
    assert parse("Give the number of members.").core == "Give the number of members."


@pytest.mark.parametrize("text", ["", "  \n", "?!", "x" * (MAX_CHARS + 1)])
def test_what_cannot_be_asked(text):
    with pytest.raises(BadQuestion):
        parse(text)


@given(st.text(max_size=300))
def test_no_text_breaks_the_parser(text):
    try:
        question = parse(text)
    except BadQuestion:
        return
    assert question.core
    question.core.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What did Brumalis Robotics earn?", [["Brumalis", "Robotics"]]),
        ("¿Cuánto dio la Fundación Orbalde en 2020?", [["Fundación", "Orbalde"]]),
        ("Quel est le budget de VOCATREM ?", [["VOCATREM"]]),
        ("How high was the ROA? And what is the CEO paid?", []),
        ("Wie viele Mitglieder hat der Verein?", []),
    ],
)
def test_names_are_runs_of_words_written_like_names(text, found):
    assert names(text) == found


def test_a_year_is_told_without_the_mark_before_it():
    assert without_year_marks("FY2022, fy 21, CY'19") == "2022, 21, 19"
    for end in (
        "How many at the end of 2023?",
        "How many by year-end 2023?",
        "How many at the end of FY2023?",
    ):
        assert without_year_marks(end) == "How many 2023?"
    assert without_year_marks("a finales de 2023, a finals de 2023, fin 2023, Ende 2023") == ", ".join(
        ["2023"] * 4
    )
    assert without_year_marks("the end of the project in 2023") == "the end of the project in 2023"
    assert without_year_marks("FY of the fair 2022, GFY2022") == "FY of the fair 2022, GFY2022"
