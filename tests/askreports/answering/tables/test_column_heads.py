"""Heads: which column is of which year, and of how many months."""

import pytest

from askreports.answering.tables.column_heads import PeriodColumn, read_head


def head(text):
    *above, line = text.splitlines()
    label, *cells = line.split("  ")
    return read_head(label, cells, above)


def columns(text):
    found = head(text)
    return [(column.year, column.months) if column else None for column in found.columns]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Years Ended December 31,\n  2022  2021", [(2022, 12), (2021, 12)]),
        ("(in millions)\n  2022  2021", [(2022, None), (2021, None)]),
        ("Three Months Ended\n  June 30, 2023  June 30, 2022", [(2023, 3), (2022, 3)]),
        (
            "Three Months Ended  Six Months Ended\nJune 30,  June 30,\n(unaudited)\n  2023  2022  2023  2022",
            [(2023, 3), (2022, 3), (2023, 6), (2022, 6)],
        ),
        (
            "Quarter ended March 31,  Year ended March 31,\n  2022  2023  2022  2023",
            [(2022, 3), (2023, 3), (2022, 12), (2023, 12)],
        ),
        ("13 Weeks Ended\nJanuary 28,  January 29,\n  2023  2022", [(2023, 3), (2022, 3)]),
        ("36 Weeks Ended\n  9/9/2023  9/3/2022", [(2023, 9), (2022, 9)]),
        ("  Q2 2023  Q2 2022", [(2023, 3), (2022, 3)]),
        ("  H1 2023  2022 H1", [(2023, 6), (2022, 6)]),
        ("Segundo trimestre\n  2023  2022", [(2023, 3), (2022, 3)]),
        ("Erstes Halbjahr\n  2023  2022", [(2023, 6), (2022, 6)]),
        (
            "Three Months Ended  Six Months Ended\n  2023  2022  % Change  2023  2022  % Change",
            [(2023, 3), (2022, 3), None, (2023, 6), (2022, 6), None],
        ),
    ],
)
def test_a_head_over_several_lines(text, expected):
    assert columns(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "  2023  2022  2023  2022",  # two of each: which is which?
        "Three and six months ended June 30,\n  2023  2022",
        "Three Months Ended  Six Months Ended\n  2023  2022  2021",
        "  Q2 2023  2022",
        "Fourth quarter and full year\n  2023  2022",
    ],
)
def test_where_periods_and_years_do_not_go_together_no_column_is_known(text):
    assert set(head(text).columns) == {None}


def test_prose_above_a_table_says_nothing_of_its_columns():
    prose = "Two plants were closed in the third quarter."
    assert columns(prose + "\n  2022  2021") == [(2022, None), (2021, None)]


def test_the_last_month_is_read_where_the_head_says_it():
    found = head(
        "Three Months Ended  Six Months Ended\n  July 2, 2023  July 3, 2022  July 2, 2023  July 3, 2022"
    )
    assert found.columns[2] == PeriodColumn(2023, 6, 7)
    assert head("Three Months Ended June 30,\n  2023  2022").columns[0].ended == 6
    assert head("  6/17/2023  6/11/2022").columns[0].ended == 6


def test_a_share_of_sales_beside_each_value_is_left_out():
    found = head("Years ended\n  2023  2022")
    assert [text for _, text in found.align(["90", "45.0%", "80", "(44.1%)"])] == ["90", "80"]
    assert found.align(["90", "45.0%", "80"]) == []
    assert found.align(["90%", "45%", "80%", "44%"]) == []
