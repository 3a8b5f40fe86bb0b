"""What a question asks about that is not there: names nobody bears, years without a report."""

from dataclasses import replace

import pytest

from askreports.answering.abstention.gaps import asks_ahead, find_gaps
from askreports.answering.answer import Gaps
from askreports.answering.context import filter_relevant_hits
from index.hit import Hit
from index.ranking.router import Router
from ingest.document import Page, Report
from ingest.passage import Passage

ACME_2020 = Report("a20", "a.pdf", "Acme 2020", "Acme Health", "2020", "annual report", "en", 9, ("Acme",))
ACME_2022 = replace(ACME_2020, id="a22", period="2022")
PORT = replace(ACME_2020, id="p", organisation="Port Institute", aliases=(), period="2021", title="Port 2021")
REPORTS = [ACME_2020, ACME_2022, PORT]


def hit(report: Report, text: str) -> Hit:
    page = Page(1, "1", text, 0, 0, len(text))
    return Hit(1, 1.0, report, page, Passage("1", report.id, (), text, 0, len(text), 1, 1), {})


def gaps(question: str, text: str = "The board met in May.", reports=REPORTS) -> Gaps:
    named = Router(REPORTS).named(question)
    return find_gaps(named, reports, filter_relevant_hits(named, [hit(PORT, text)]))


@pytest.mark.parametrize(
    "question",
    [
        "What did Acme earn in 2020?",
        "How did Acme grow from 2019 to 2022?",
        "Who chairs Acme?",
        "When did the board meet?",
        "What happened in 1998?",
    ],
)
def test_what_is_covered_leaves_no_gap(question):
    assert not gaps(question)


def test_a_year_without_a_report_is_named_with_those_there_are():
    assert gaps("What did Acme earn in 2021?") == Gaps(years=(2021,), held=("2020", "2022"))


def test_what_was_planned_for_a_year_stands_in_the_report_of_the_year_before():
    asked = "What does Acme expect for 2021?"
    named = Router(REPORTS).named(asked)
    assert find_gaps(named, REPORTS, [hit(PORT, "")])
    assert not find_gaps(named, REPORTS, [hit(PORT, "")], ahead=asks_ahead(asked))


def test_reports_out_of_sight_do_not_count():
    assert gaps("What did Acme earn in 2022?", reports=[ACME_2020, PORT]).years == (2022,)
    assert gaps("What did Acme earn in 2022?", reports=[PORT]).names == ("acme",)
