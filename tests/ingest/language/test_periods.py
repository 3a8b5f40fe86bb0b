"""Periods as reports and questions write them."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language.periods import YearPart, find_periods, quarters_of_years, years_in

QUARTER_2, HALF_1 = YearPart(3, 2), YearPart(6, 2)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("in FY2018 and 2019", [2018, 2019]),
        ("in FY18 and CY'19", [2018, 2019]),
        ("FY98", [1998]),
        ("3Q22", [2022]),
        ("Q22023", [2023]),
        ("FY2021Q2", [2021]),
        ("October 10,2018", [2018]),
        ("from 2019 to 2021", [2019, 2021]),
        ("2018/19", [2018]),
        ("31.12.2021 and 3/2022", [2021, 2022]),
        ("€2021, 2021%, 1,950 staff, 3.2019, 20201", []),
        ("H1N1, T1 line, abc2019", []),
    ],
)
def test_years_however_they_are_written(text, years):
    assert years_in(text) == years


@pytest.mark.parametrize(
    ("text", "written", "part"),
    [
        ("in Q2 2023", "Q2", QUARTER_2),
        ("in 2Q23", "2Q", QUARTER_2),
        ("2T23", "2T", QUARTER_2),
        ("the second fiscal quarter", "second fiscal quarter", QUARTER_2),
        ("the 2nd quarter", "2nd quarter", QUARTER_2),
        ("im 2. Quartal", "2. Quartal", QUARTER_2),
        ("au 2e trimestre", "2e trimestre", QUARTER_2),
        ("nel secondo trimestre", "secondo trimestre", QUARTER_2),
        ("H1 2023", "H1", HALF_1),
        ("1H23", "1H", HALF_1),
        ("im zweiten Halbjahr", "zweiten Halbjahr", YearPart(6, 4)),
        ("el primer semestre", "primer semestre", HALF_1),
        ("the first nine months", "first nine months", YearPart(9, 3)),
        ("les six premiers mois", "six premiers mois", HALF_1),
        ("six months ended June 30, 2023", "six months ended June 30,", YearPart(6, None, 6)),
        ("the quarter ended 31 March 2023", "quarter ended 31 March", YearPart(3, None, 3)),
    ],
)
def test_parts_of_years(text, written, part):
    (found,) = (mention for mention in find_periods(text) if mention.part)
    assert (text[found.start : found.end], found.part) == (written, part)


def test_a_day_and_a_range_are_one_mention_each():
    (day,) = find_periods("on 14 March 2023")
    assert (day.day, day.years) == (date(2023, 3, 14), (2023,))
    (span,) = find_periods("vom 1. September 2023 bis zum Ende 2026")[1:]
    assert span.years == (2026,)
    (span,) = find_periods("1. September 2023 bis 31. August 2026")
    assert (span.years, span.through) == ((2023, 2026), 2026)


def test_the_last_year_of_a_range_is_known_where_it_is_written_short():
    (span,) = find_periods("2018/19")
    assert (span.years, span.through) == ((2018,), 2019)


@pytest.mark.parametrize(
    "text",
    ["Q2 FY23", "2023 Q2", "2023-Q2", "2Q 2023", "2T23", "second quarter and half year 2023", "FY2023Q2"],
)
def test_a_quarter_belongs_to_the_year_beside_it(text):
    assert list(quarters_of_years(text)) == [(2023, 2)]


def test_a_quarter_without_a_year_beside_it_belongs_to_none():
    assert list(quarters_of_years("the second quarter was, as everybody knows, wet. In 2023 ...")) == []


@given(st.text(st.sampled_from("Q1234H FY20,./-'andofmrchjeu ")))
def test_mentions_lie_in_the_text_in_order_and_apart(text):
    found = find_periods(text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
