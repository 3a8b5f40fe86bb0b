"""Several organisations or years side by side: a row for each, gaps in words, nobody dropped in silence."""

from types import SimpleNamespace

import pytest

import askreports
from askreports.answering.comparison.facets import MAX_FACETS, facets_of, has_report
from index.ranking.router import Router
from ingest.document import Report

pytestmark = pytest.mark.slow

ACME = Report("a", "a.pdf", "Acme 2021", "Acme Health", "2021", "annual report", "en", 9, ("Acme",))
PORT = Report("p", "p.pdf", "Port 2021", "Port Institute", "2021", "annual report", "en", 9)
REPORTS = [ACME, PORT]


def facets(question: str):
    return facets_of(
        SimpleNamespace(core=question, within=REPORTS, named=Router(REPORTS).named(question))  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How many people work at Port Institute and at Acme?", ["Port Institute", "Acme Health"]),
        ("How many people worked at Acme in 2020 and 2021?", ["2020", "2021"]),
        ("How many grants were given in 2020 and 2021?", ["2020", "2021"]),
        ("What did Acme and Port Institute earn in 2021?", ["Acme Health 2021", "Port Institute 2021"]),
        ("How many people work at Acme?", []),
        ("Who chairs the board?", []),
    ],
)
def test_what_is_compared_in_the_order_of_the_question(question, names):
    assert [facet.name for facet in facets(question)] == names


def test_what_would_cost_too_much_is_not_compared():
    years = ", ".join(str(2000 + n) for n in range(MAX_FACETS + 1))
    assert facets(f"How many people worked at Acme in {years}?") == []


def test_a_year_without_a_report_is_known():
    earlier, later = facets("How many people worked at Acme in 2020 and 2021?")
    assert not has_report(earlier, REPORTS)
    assert has_report(later, REPORTS)


def test_years_stand_in_rows_of_their_own_each_cited(sample_index):
    with askreports.open(sample_index, askreports.Settings()) as reports:
        told = reports.ask("How did the number of members of BioTernal change from 2021 to 2023?")
    assert told.found
    rows = {row[0].text: row[1] for row in told.table.rows}
    assert rows["2021"].text.startswith("131")
    assert rows["2023"].text.startswith("158")
    assert {cell.citation for cell in rows.values()} <= {citation.number for citation in told.citations}
    assert all(citation.verified for citation in told.citations)


def test_a_year_without_a_report_has_a_row_that_says_so(sample_index):
    with askreports.open(sample_index, askreports.Settings()) as reports:
        told = reports.ask("How many members did BioTernal have in 2017, 2021 and 2023?")
    rows = {row[0].text: row[1] for row in told.table.rows}
    assert rows["2017"].text == "There is no report of 2017."
    assert rows["2017"].citation is None
    assert rows["2023"].citation
