"""Filters come from the index, hold for the questions that follow, and go with one click."""

from dataclasses import replace

import pytest
from visits import REPORT, FakeReports, Visit

from askreports.doors.web.components.filters import options
from askreports.doors.web.state.session import Session
from askreports.doors.web.state.shelf import fill_shelf
from askreports.history import History

OTHER = replace(REPORT, id="def", path="boats.pdf", organisation="Port $x$ Institute", period="2022")


@pytest.fixture
def reports(tmp_path):
    return FakeReports(tmp_path, [REPORT, OTHER])


@pytest.fixture
def visit(reports):
    shelf = fill_shelf(reports)
    return Visit(lambda: shelf)


def test_only_fields_with_a_choice_can_be_chosen_from():
    assert options([REPORT, OTHER, replace(REPORT, period="")]) == {
        "organisation": ["Port $x$ Institute", "Port Institute"],
        "period": ["2021", "2022"],
        "path": ["boats.pdf", "harbour.md"],
    }


def test_a_filter_holds_for_the_next_question_and_shows(visit, reports, tmp_path):
    visit.app.multiselect(key="filter-period").select("2022").run()
    visit.ask("Grants?")
    assert reports.where == {"period": ["2022"]}
    assert visit.answers[0]["coverage"].startswith("Searched 1 report; only Period: 2022;")
    (active,) = visit.component("choices")
    assert active["labels"] == ["Period: 2022 – remove"]
    (kept,) = History(tmp_path).turns(visit.app.query_params["c"])
    assert kept.where == {"period": ["2022"]}
    again = visit.reload()
    assert again.app.multiselect(key="filter-period").value == ["2022"]


def test_a_filter_that_was_changed_asks_the_same_question_again(visit, reports):
    visit.ask("Grants?")
    visit.app.multiselect(key="filter-period").select("2022").run()
    visit.app.button(key="ask-filtered").click().run()
    assert reports.asked == ["Grants?", "Grants?"]
    assert reports.where == {"period": ["2022"]}
    assert "ask-filtered" not in [button.key for button in visit.app.button]


def test_reports_that_a_question_names_are_offered_as_a_filter(visit):
    visit.ask("Grants of the Port?")
    (offered,) = visit.component("choices")
    assert offered["labels"] == ["Organisation: Port $x$ Institute – only these"]


def test_a_filter_with_no_value_left_is_none():
    session = Session()
    session.choose("period", ["2021", "2022"])
    session.choose("kind", ["report"])
    session.choose("period", [])
    assert session.filters == {"kind": ["report"]}
