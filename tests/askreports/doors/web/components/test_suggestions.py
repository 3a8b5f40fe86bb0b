"""A question is suggested only where it was asked and its answer begins on the page it was made from."""

from dataclasses import replace

import pytest
from visits import ANSWER, NOTHING, REPORT, FakeReports

from askreports.answering.figures.known_rows import KnownFigure
from askreports.doors.web.components.suggestions import Suggestion, answered, candidates, follow_ups
from askreports.doors.web.state.shelf import fill_shelf

FIGURES = (KnownFigure("Grants $x$", "2021", 1), KnownFigure("Tungsten", "2021", 2))
ZOO = replace(
    REPORT, id="zoo", kind="project description", title="ZEBRA: foals", organisation="Zoo", page_count=1
)


def test_every_organisation_gets_a_figure_and_what_it_is_about_before_a_second_figure(tmp_path):
    reports = FakeReports(tmp_path, [REPORT, replace(REPORT, id="copy", path="z.md"), ZOO])
    reports.figures = FIGURES
    made = [(one.question, one.document_id, one.page) for one in candidates(reports.documents(), reports)]
    assert made[:5] == [
        ("What was the Grants $x$ of Port Institute in 2021?", "abc", 1),
        ("What were the main results of Port Institute in 2021?", "abc", 0),
        ("What was the Grants $x$ of Zoo in 2021?", "zoo", 1),
        ("What is the aim of ZEBRA?", "zoo", 0),
        ("What was the Tungsten of Port Institute in 2021?", "abc", 2),
    ]
    assert list(candidates([replace(REPORT, organisation="")], reports)) == []


def test_only_what_is_answered_is_suggested(tmp_path):
    reports = FakeReports(tmp_path)
    reports.figures = FIGURES
    assert list(answered(fill_shelf(reports))) == ["What was the Grants $x$ of Port Institute in 2021?"]


@pytest.mark.parametrize(
    ("suggestion", "answer", "well"),
    [
        (Suggestion("q", "abc", 1), ANSWER, True),
        (Suggestion("q", "abc"), ANSWER, True),
        (Suggestion("q", "abc", 2), ANSWER, False),
        (Suggestion("q", "zoo"), ANSWER, False),
        (Suggestion("q", "abc", 1), NOTHING, False),
    ],
)
def test_an_answer_has_to_begin_where_the_question_was_made_from(suggestion, answer, well):
    assert suggestion.is_answered_by(answer) == well


def test_after_an_answer_other_figures_of_its_page_can_be_asked(tmp_path):
    reports = FakeReports(tmp_path)
    reports.figures = FIGURES
    shelf = fill_shelf(reports)
    assert follow_ups(shelf, ANSWER) == ["What was the Grants $x$ of Port Institute in 2021?"]
    asked = replace(ANSWER, question="What were the Grants $X$?")
    assert follow_ups(shelf, asked) == []
    assert follow_ups(shelf, NOTHING) == []
