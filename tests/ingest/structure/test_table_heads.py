"""Tables: whatever passage a row falls into, the title, the unit and the column heads go with it."""

import time
from dataclasses import replace

import pytest
from fakes import WordTokenizer
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.document import Document, ReadPage
from ingest.split import SplitSettings, split
from ingest.structure.table_heads import head_lines
from ingest.structure.units import text_units

EMPTY = Document("d", "d.pdf", "D", "", "", "report", "en", 0)
INCOME = """The year went well for the harbour.
Statement of Income
Years ended December 31
(in millions)  2018  2017
Net sales  32,765  31,657
Operating expenses
Cost of sales  16,682  16,055
Staff  5,100  4,900
The accompanying notes are part of these statements."""


def heads(text):
    """The head of each row, by the row."""
    found = list(text_units(text))
    lines = head_lines(text, found)
    return {
        text[unit.start : unit.end]: [text[line.start : line.end] for line in lines[unit.start]]
        for unit in found
        if unit.start in lines
    }


def passages(text, max_tokens):
    pages = clean([ReadPage(text)])
    report = replace(EMPTY, page_count=1, pages=pages)
    return split(report, WordTokenizer(), SplitSettings(max_tokens, 1))


def test_title_unit_and_column_heads_stand_above_every_row():
    head = ["Statement of Income", "Years ended December 31", "(in millions)  2018  2017"]
    found = heads(INCOME)
    assert found["Net sales  32,765  31,657"] == head
    assert found["Staff  5,100  4,900"] == head  # a line between rows names a group, not another table


def test_every_passage_cut_from_a_table_takes_its_head_along():
    cut = [p for p in passages(INCOME, 8) if "," in p.text]
    assert len(cut) > 1
    for passage in cut:
        seen = passage.context + passage.text
        assert "Statement of Income" in seen
        assert "(in millions)  2018  2017" in seen


def test_what_stands_in_the_passage_is_not_said_again():
    (passage,) = passages("Statement of Income\nMillions  2018  2017\nNet sales  32,765  31,657", 60)
    assert passage.context == ""


def test_a_table_with_heads_of_its_own_does_not_inherit_those_above():
    text = INCOME.replace("The accompanying", "Staff by country\nCountry  Women  Men\nSpain  12  14\nNotes")
    assert heads(text)["Spain  12  14"] == ["Staff by country", "Country  Women  Men"]


def test_heads_that_come_anew_below_the_rows_keep_the_title():
    text = "Sales by region\nRegion  2019  2018\nNorth  1,000  900\nRegion  2017  2016\nNorth  800  700"
    assert heads(text)["North  800  700"] == ["Sales by region", "Region  2017  2016"]


def test_a_sentence_that_ends_in_a_colon_announces_the_table():
    text = "All is well. The table shows grants in thousands of euros:\nHealth  120  130\nClimate  80  95"
    assert heads(text)["Climate  80  95"] == ["The table shows grants in thousands of euros:"]


def test_a_unit_below_the_column_heads_belongs_to_the_head():
    text = "Assets\nNote  2021  2020\n(Milers d'euros)\nCaixa  1.577  1.420\nDeutes  80  95"
    assert "(Milers d'euros)" in heads(text)["Deutes  80  95"]


def test_prose_above_a_table_is_no_title():
    text = "The board met twice in the year and chose a chair.\nFees  120  130\nGrants  80  95"
    assert heads(text)["Grants  80  95"] == []


def test_dates_of_figures_are_no_values():
    text = "Actius  31/12/2021  31.12.2020\nCaixa  1.577  1.420\nDeutes  80  95"
    assert heads(text)["Deutes  80  95"] == ["Actius  31/12/2021  31.12.2020"]


def test_dates_and_weeks_are_no_values():
    text = "52 weeks ended  March 31, 2019  April 1, 2018\nLevel 1  Level 2\nCash  12  14\nLoans  3  4"
    assert heads(text)["Loans  3  4"] == text.split("\n")[:2]


@pytest.mark.parametrize("line", ["a" * 200_000, "1 " * 100_000, "- " * 100_000, "(1)" * 70_000])
def test_a_line_of_any_length_costs_no_more_than_its_length(line):
    began = time.process_time()
    heads(f"Title\n{line}  12\nFees  120  130")
    assert time.process_time() - began < 10  # with a square in it, minutes


@given(st.text(alphabet="Ab1 ,.\n$:(", max_size=300), st.integers(1, 12))
@example("1 1 :\n1", 2)
def test_a_context_is_made_of_lines_above_the_passage(text, max_tokens):
    for passage in passages(text, max_tokens):
        end = text.find("\n", passage.start)  # a line that is too long is cut, and stands above its own rest
        above = text[: end if end >= 0 else len(text)]
        assert all(line.strip() in above for line in passage.context.split("\n"))
