"""Rows of a page: the head decides which column is which year, and where it does not, there is no cell."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from askreports.answering.tables.rows import table_rows

STATEMENT = """Velarce Holding
Consolidated Statements of Income
(In millions, except per share data)
Years Ended December 31,
2022  2021  2020
Revenue:
Devices  $ 310  $ 280  $ 250
Services  90  80  70
Total revenue  400  360  320
Cost of sales (Note 4)  (150)  (140)  (130)
Gain on sale of a plant  12
Net income attributable to shareholders of
Velarce Holding  $ 61  $ 52  $ 40
Earnings per share:
Basic  $ 0.61 1  $ 0.52  $ 0.40
Treasury stock, at cost  (5)  —  (3)
See accompanying notes."""


def rows(text, language="en"):
    return {row.label: row for row in table_rows(text, language)}


def values(row):
    return {cell.year: cell.value for cell in row.cells}


def test_cells_have_the_year_of_their_column():
    assert values(rows(STATEMENT)["Total revenue"]) == {2022: 400, 2021: 360, 2020: 320}
    assert values(rows(STATEMENT)["Cost of sales (Note 4)"]) == {2022: -150, 2021: -140, 2020: -130}
    oldest_first = STATEMENT.replace("2022  2021  2020", "2020  2021  2022")
    assert values(rows(oldest_first)["Total revenue"]) == {2020: 400, 2021: 360, 2022: 320}


def test_a_row_that_does_not_fit_its_head_has_no_cells():
    assert "Gain on sale of a plant" not in rows(STATEMENT)  # one value under three years: which is it?


def test_a_label_over_two_lines_is_joined_and_quoted_as_it_stands():
    row = rows(STATEMENT)["Net income attributable to shareholders of Velarce Holding"]
    assert row.quote == "Net income attributable to shareholders of\nVelarce Holding  $ 61  $ 52  $ 40"
    assert row.quote in STATEMENT


def test_a_row_knows_its_heading_and_unit():
    found = rows(STATEMENT)
    assert found["Services"].group == "Revenue:"
    assert str(found["Services"].unit) == "USD million"
    assert str(found["Basic"].unit) == "USD per share"
    assert found["Basic"].cell(2022).value == Decimal("0.61")
    assert found["Treasury stock, at cost"].cell(2021).value == 0


def test_heads_in_one_line_with_a_label_a_date_or_a_note_column():
    head = "Balance sheet (EUR thousand)\n  Note  31 December 2022  31 December 2021\n"
    text = head + "Land  5  1,200  1,100\nCash  80  70"
    assert values(rows(text)["Land"]) == {2022: 1200, 2021: 1100}
    assert values(rows(text)["Cash"]) == {2022: 80, 2021: 70}
    text = "In millions, except per share amounts  2018  2017\nTotal assets  $ 196,456  $ 95,131"
    assert values(rows(text)["Total assets"]) == {2018: 196456, 2017: 95131}


def test_heads_as_other_countries_write_them():
    text = "  Note  2022 £m  2021 (restated) £m\nRevenue  4  1,204.5  1,100.2\nFinance costs  (12.3)  (11.0)"
    found = rows(text)
    assert values(found["Revenue"]) == {2022: Decimal("1204.5"), 2021: Decimal("1100.2")}
    assert values(found["Finance costs"]) == {2022: Decimal("-12.3"), 2021: Decimal("-11.0")}
    assert str(found["Revenue"].unit) == "GBP million"
    found = rows("  31.12.2022  31.12.2021\n  T€  T€\nSachanlagen  1.204,5  1.100,2", "de")
    assert values(found["Sachanlagen"]) == {2022: Decimal("1204.5"), 2021: Decimal("1100.2")}
    assert str(found["Sachanlagen"].unit) == "EUR thousand"


def test_columns_of_changes_are_no_years():
    text = "(Millions)  2022  2021  2022 vs. 2021\nRevenue  90  80  10\nTax rate  21.6 %  24.6 %\nOther  5"
    found = rows(text)
    assert values(found["Revenue"]) == {2022: 90, 2021: 80}
    assert values(found["Tax rate"]) == {2022: Decimal("21.6"), 2021: Decimal("24.6")}
    assert found["Tax rate"].cells[0].percent
    assert "Other" not in found


def test_quarters_are_not_taken_for_years():
    row = rows("Three Months Ended\nJune 30, 2023  July 3, 2022\nRevenue  25  22")["Revenue"]
    assert row.cell(2023) is None
    assert [(cell.year, cell.months, cell.ended) for cell in row.cells] == [(2023, 3, 6), (2022, 3, 7)]
    assert "Revenue" not in rows(
        "Three and six months ended\n2023  2022  2023  2022\nRevenue  25  22  50  44"
    )


def test_markdown_and_decimal_commas():
    text = "| (en miles de euros) | 2022 | 2021 |\n| --- | --- | --- |\n| Total de ayudas | 3.000,5 | 2.640 |"
    assert values(rows(text, "es")["Total de ayudas"]) == {2022: Decimal("3000.5"), 2021: 2640}


@given(st.text(alphabet="ab 12,.()$%—\n\t|0-9FY", max_size=300), st.sampled_from(["en", "es"]))
def test_any_text_can_be_read_and_every_quote_stands_in_it(text, language):
    for row in table_rows("2022  2021\n" + text, language):
        assert row.quote in "2022  2021\n" + text
        assert len({(cell.year, cell.months) for cell in row.cells}) == len(row.cells)
