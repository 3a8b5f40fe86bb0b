"""Rows of a grid: a value has the period of the head it stands under, and no other."""

from decimal import Decimal

import pytest

from askreports.answering.tables.headed_text import headed_text
from askreports.answering.tables.rows import page_rows
from ingest.document import Page
from ingest.readers.grid import GivenCell, PageWriter, lay_out
from ingest.table import Table


def page(rows, above="", unresolved=()):
    text = PageWriter()
    text.put(above)
    text.put_table(lay_out([[c if isinstance(c, GivenCell) else GivenCell(c) for c in row] for row in rows]))
    tables = tuple(
        Table(
            t.cells, t.row_count, t.column_count, t.header_rows, t.label_columns, unresolved_rows=unresolved
        )
        for t in text.tables
    )
    return Page(1, "1", text.text, 0, 0, len(text.text), tables=tables)


def values(row):
    return {cell.year: cell.value for cell in row.cells}


STATEMENT = [
    ["", "Note", "2023", "2022"],
    ["Revenue", "3", "4,812", "4,390"],
    ["Restructuring costs", "7", "(150)", ""],
    ["Goodwill impairment", "8", "", "(90)"],
    ["Sales of goods and", "", "", ""],
    ["services", "", "5", "812 ¹"],
]


def test_a_blank_cell_moves_no_value():
    rows = {row.label: row for row in page_rows(page(STATEMENT, "(in thousands of euros)"), "en")}
    assert values(rows["Revenue"]) == {2023: 4812, 2022: 4390}
    assert values(rows["Restructuring costs"]) == {2023: -150}
    assert values(rows["Goodwill impairment"]) == {2022: -90}
    assert str(rows["Revenue"].unit) == "EUR thousand"
    joined = rows["Sales of goods and services"]
    assert joined.quote == "Sales of goods and\nservices  5  812 ¹"
    assert values(joined) == {2023: 5, 2022: 812}


def test_a_row_that_is_not_resolved_claims_nothing():
    labels = [row.label for row in page_rows(page(STATEMENT, unresolved=(1,)), "en")]
    assert labels[0] == "Restructuring costs"


def test_columns_of_one_year_are_told_apart_by_what_they_give():
    heads = [
        ["", GivenCell("2023", 1, 2), GivenCell("2022", 1, 2)],
        ["", "Adults", "Children", "Adults", "Children"],
    ]
    (row,) = page_rows(page([*heads, ["Mill", "22", "", "19", "8"]]), "en")
    assert [(cell.year, cell.measure, cell.value) for cell in row.cells] == [
        (2023, "Adults", 22),
        (2022, "Adults", 19),
        (2022, "Children", 8),
    ]
    assert row.cell(2023) is None


def test_a_value_over_two_columns_or_two_rows_is_of_neither():
    over_columns = [["", "2023", "2022"], ["Land", GivenCell("5", 1, 2)], ["Cash", "1", "2"]]
    assert [row.label for row in page_rows(page(over_columns), "en")] == ["Cash"]
    over_rows = [["", "2023", "2022"], ["Land", GivenCell("5", 2, 1), "4"], ["Cash", "2"]]
    assert [values(row) for row in page_rows(page(over_rows), "en")] == [{2022: 4}, {2022: 2}]


def test_quarters_and_years_are_told_by_their_heads():
    heads = [
        ["", GivenCell("Three months ended June 30,", 1, 2), GivenCell("Six months ended June 30,", 1, 2)],
        ["", "2023", "2022", "2023", "2022"],
    ]
    (row,) = page_rows(page([*heads, ["Revenue", "25", "", "50", "44"]]), "en")
    assert [(cell.year, cell.months, cell.value) for cell in row.cells] == [
        (2023, 3, 25),
        (2023, 6, 50),
        (2022, 6, 44),
    ]


def test_a_share_beside_a_value_and_a_change_are_no_values_of_a_year():
    heads = ["", GivenCell("2023", 1, 2), "2022", "Change in %"]
    (row,) = page_rows(page([heads, ["Sales", "90", "45%", "80", "12.5"]]), "en")
    assert values(row) == {2023: 90, 2022: 80}


def test_a_unit_in_a_column_of_its_own_is_that_of_the_row():
    rows = page_rows(
        page([["", "Unit", "2023"], ["Turnover", "EUR million", "2,398"], ["Staff", "people", "7"]]), "en"
    )
    assert [str(row.unit) for row in rows] == ["EUR million", ""]
    assert rows[0].cells[0].value == Decimal(2398)


@pytest.mark.parametrize(
    ("rows", "quote", "year", "text"),
    [
        (STATEMENT, "Goodwill impairment  8  (90)", None, "Goodwill impairment, Note: 8; 2022: (90)"),
        (STATEMENT, "Goodwill impairment  8  (90)", 2022, "Goodwill impairment, 2022: (90) (Note: 8)"),
        (
            [
                ["Measure", "Budget in euros", "Responsible"],
                ["Irrigation", "31,750", "Jon"],
                ["Trees", "4", "Ane"],
            ],
            "Irrigation  31,750  Jon",
            None,
            "Irrigation, Budget in euros: 31,750; Responsible: Jon",
        ),
    ],
)
def test_a_row_is_shown_with_its_heads(rows, quote, year, text):
    assert headed_text(page(rows), quote, year) == text


def test_a_row_that_is_not_resolved_is_shown_as_such():
    told = headed_text(page(STATEMENT, unresolved=(1,)), "Revenue  3  4,812  4,390")
    assert told == "Revenue 3 4,812 4,390 (not certain which stands under which of: Note; 2023; 2022)"


def test_what_is_no_row_of_a_grid_has_no_heads():
    assert headed_text(page(STATEMENT, "Prose here."), "Prose here.") is None
