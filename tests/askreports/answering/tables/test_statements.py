"""Which page is the statement: by its heading or by what it holds, never one that only talks about it."""

from filings import BALANCE, CASH_FLOWS, INCOME, document, filing

from askreports.answering.tables.rows import table_rows
from askreports.answering.tables.statements import read_statement, with_totals
from askreports.answering.taxonomy.loading import standard_taxonomy


def read(report, statement):
    return read_statement(report, report.pages, standard_taxonomy().statements[statement])


def pages(report, statement):
    return {row.page.number for row in read(report, statement)}


def test_each_statement_is_found_on_its_page():
    report = filing(2022)
    assert pages(report, "income_statement") == {2}
    assert pages(report, "balance_sheet") == {3}
    assert pages(report, "cash_flow_statement") == {4}


def test_a_heading_that_was_drawn_apart_does_not_hide_the_page():
    torn = BALANCE.replace("Consolidated Balance Sheets", "Consolidated Balance Shee ts")
    assert pages(filing(2022, pages=(INCOME, torn, CASH_FLOWS)), "balance_sheet") == {3}


def test_a_review_of_many_years_is_not_the_statement():
    review = (
        "Selected Financial Data\n(In millions)\n2022  2021  2020  2019  2018\nStatements of Income:\n"
        "Total revenue  1  2  3  4  5\nOperating income  1  2  3  4  5\nNet income  1  2  3  4  5\n"
        "Gross profit  1  2  3  4  5\n"
    )
    assert pages(filing(2022, pages=(review, INCOME)), "income_statement") == {3}


def test_a_statement_goes_on_over_pages_with_the_same_heading():
    lines = CASH_FLOWS.split("\n")
    first, second = "\n".join(lines[:8]), "\n".join([*lines[:5], *lines[8:]])
    assert pages(filing(2022, pages=(INCOME, first, second)), "cash_flow_statement") == {3, 4}


def test_a_report_without_statements_has_no_rows():
    report = document("leaflet", "Velarce", "2022", ("Our year in pictures.", "Balance sheet\nSee page 40."))
    assert read(report, "balance_sheet") == ()


def test_the_fiscal_year_is_the_reports_where_its_last_day_falls_into_the_next():
    heads = BALANCE.replace("December 31, {0}  December 31, {1}", "January 28, 2023  January 29, 2022")
    row = next(
        row for row in read(filing(2022, pages=(heads,)), "balance_sheet") if row.row.label == "Total assets"
    )
    assert row.cell(2022).value == 800
    assert row.cell(2021).value == 720
    assert row.cell(2023) is None


def test_a_page_of_other_years_than_the_report_is_not_used():
    assert read(filing(2022, pages=(INCOME.format(2018, 2017, 2016),)), "income_statement") == ()


def test_a_total_without_label_is_named_only_if_it_is_the_sum():
    table = "2022  2021\nRevenues\nRooms  10  8\nFood  5  4\n{}  12\nExpenses\nRooms  3  3"
    assert [row.label for row in with_totals(table_rows(table.format(15), "en"))][2] == "Total Revenues"
    assert [row.label for row in with_totals(table_rows(table.format(16), "en"))][2] == ""
