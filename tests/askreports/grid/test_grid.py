"""Questions down, years or organisations across: numbers, states, files, and going on after a stop."""

import io
from decimal import Decimal

import openpyxl
import pytest

import askreports
from askreports.grid.as_text import as_csv, as_html, as_markdown
from askreports.grid.as_workbook import as_workbook
from askreports.schema import grid_json

pytestmark = pytest.mark.slow

HARBOUR = {"organisation": "Harbour Trust"}


@pytest.fixture(scope="module")
def grid(reports):
    return reports.grid("How many members were there?\nWho chairs the board?\n", "year", HARBOUR)


def test_a_number_of_its_year_stands_in_its_column(grid):
    row = dict(zip(grid.columns, grid.cells[0], strict=True))
    assert row["2023"].value == Decimal(2110)
    assert grid.cited(row["2023"]).verified
    assert grid.changes()[0] == row["2023"].value - row["2022"].value


def test_columns_are_organisations_or_reports(reports):
    assert reports.grid("How many grants?", "organisation").columns == ("Harbour Trust", "Mill Fund")
    assert len(reports.grid("How many grants?", "report").columns) == 3


def test_a_workbook_calculates_and_cites(grid):
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(grid)))
    sheet = book["Grid"]
    place = grid.columns.index("2023") + 2
    assert sheet.cell(2, place).value == 2110
    assert "page" in sheet.cell(2, place).comment.text
    assert book["Sources"].max_row == len(grid.citations) + 1


def test_text_forms_hold_every_cell(grid):
    assert "2110" in as_csv(grid)
    assert "| 2,110" in as_markdown(grid)
    assert "2,110" in as_html(grid)


def test_no_spreadsheet_takes_a_question_for_a_formula(reports):
    grid = reports.grid('=HYPERLINK("http://evil.example") members?', "organisation", HARBOUR)
    assert "'=HYPERLINK" in as_csv(grid)
    assert openpyxl.load_workbook(io.BytesIO(as_workbook(grid)))["Grid"]["A2"].value.startswith("'=")


def test_a_stopped_grid_goes_on_from_where_it_was(reports):
    asked = "How many grants were paid?\nWhat were the total assets?"
    stopped = reports.grid(asked, "year", HARBOUR, on_cell=lambda done, _: done < 2)
    assert stopped.stopped
    assert len(stopped.questions) == 1
    whole = reports.grid(asked, "year", HARBOUR)
    assert not whole.stopped
    assert whole.cells[0] == stopped.cells[0]


def test_json_has_the_keys_of_the_design(grid):
    told = grid_json(grid)
    assert {"questions", "columns", "cells", "citations"} <= set(told)
    assert {"status", "text", "value", "unit", "citation"} == set(told["cells"][0][0])


def test_a_grid_without_questions_is_refused(reports):
    with pytest.raises(askreports.BadText):
        reports.grid(" \n ", "year")


def test_cells_are_counted_before_they_are_answered(reports):
    assert reports.count_cells("One?\nTwo?", "report") == 6
