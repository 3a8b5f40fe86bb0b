"""Filters: several fields are joined by and, several values of one by or."""

from dataclasses import replace

import pytest

from index.errors import BadFilter
from index.query.filters import matching, parse_where, years
from ingest.document import Report

HARBOUR = Report(
    "1",
    "a/harbour.md",
    "Harbour report",
    "Harbour Foundation",
    "2021",
    "annual report",
    "en",
    3,
    ("Harbour",),
)
PORT = replace(
    HARBOUR,
    id="2",
    path="port.pdf",
    title="Port",
    organisation="Port",
    aliases=(),
    period="2019-2022",
    language="ca",
)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (None, "12"),
        ({}, "12"),
        ({"year": 2021}, "12"),
        ({"year": "2021", "language": "CA"}, "2"),
        ({"organisation": "harbour"}, "1"),
        ({"organisation": ["Harbour foundation", "port"]}, "12"),
        ({"period": "2021"}, "1"),
        ({"kind": "annual report", "path": "harbour"}, "1"),
        ({"title": "por"}, "12"),
        ({"year": 1999}, ""),
    ],
)
def test_which_reports_fit(where, found):
    assert "".join(report.id for report in matching([HARBOUR, PORT], where)) == found


@pytest.mark.parametrize("where", [{"nonsense": 1}, {"year": "next"}, {"kind": ""}, {"kind": []}])
def test_a_filter_that_cannot_be_meant_is_an_error(where):
    with pytest.raises(BadFilter):
        matching([HARBOUR], where)


@pytest.mark.parametrize(
    ("period", "covered"),
    [
        ("2018", {2018}),
        ("2023 Q2", {2023}),
        ("2022-07-01", {2022}),
        ("2018-2020", {2018, 2019, 2020}),
        ("", set()),
    ],
)
def test_the_years_of_a_period(period, covered):
    assert years(period) == covered


def test_filters_as_they_are_typed():
    assert parse_where(["year=2021", "year=2022", "title=a=b"]) == {
        "year": ["2021", "2022"],
        "title": ["a=b"],
    }
    with pytest.raises(BadFilter, match="year=2021"):
        parse_where(["year"])
