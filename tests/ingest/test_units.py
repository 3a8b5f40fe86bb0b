"""Units: sentences, rows and headings, and nothing between them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.units import UnitKind, is_title, units


def kinds(text):
    return [(unit.kind, text[unit.start : unit.end]) for unit in units(text)]


def test_a_sentence_goes_on_over_a_line_end():
    text = "The board met\ntwice. It chose Ms. Rovira, No. 2 of Acme Inc. as its chair."
    assert kinds(text) == [
        (UnitKind.SENTENCE, "The board met\ntwice."),
        (UnitKind.SENTENCE, "It chose Ms. Rovira, No. 2 of Acme Inc. as its chair."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Purchases of property, plant and equipment (PP&E)  (1,577)  (1,373)  (1,420)",
        "Total current assets $ 2,526,778 $ 2,376,355",
        "Grants paid  27",
        "Effective tax rate 21.6 % 24.6 %",
        "Other — net  —  (23)",
        "1. Governance ........ 12",
        "Aquaferro Membranes  Denmark  Membrane",
        "| Coordinator | Port Institute |",
    ],
)
def test_a_line_of_a_label_and_its_values_is_a_row(line):
    assert [kind for kind, _ in kinds(line)] == [UnitKind.ROW]


@pytest.mark.parametrize(
    "line",
    ["The number of members rose from 120 to 131 in 2021.", "In 2018 and 2017 the company paid dividends of"],
)
def test_prose_with_numbers_is_no_row(line):
    assert [kind for kind, _ in kinds(line)] == [UnitKind.SENTENCE]


@pytest.mark.parametrize(
    "line",
    [
        "CONSOLIDATED BALANCE SHEETS",
        "Item 7. Management's discussion and analysis",
        "## Results",
        "2.1 Members",
    ],
)
def test_headings(line):
    assert is_title(line)


@pytest.mark.parametrize(
    "line", ["and other matters", "The board met twice a year,", "12", "", "• First point of a list"]
)
def test_no_headings(line):
    assert not is_title(line)


def test_a_heading_in_sentence_case_stands_apart_from_the_sentence_below():
    text = "It ended in June.\nA change in the chair\nThe board elected a new chair from among its members."
    assert kinds(text)[1] == (UnitKind.HEADING, "A change in the chair")


def test_a_line_of_many_numbers_takes_no_time():
    text = "\n".join(["1 " * 3000 + "Total shares", "$ 5 " * 3000 + "x", "(1)  " * 3000 + "x"])
    assert len(list(units(text))) > 0


def test_names_in_the_middle_of_a_sentence_are_no_heading():
    text = (
        "The loans were given in equal parts by the following\nBank of Harbour, Port Credit\nand two others."
    )
    assert [kind for kind, _ in kinds(text)] == [UnitKind.SENTENCE]


@given(st.text(alphabet="Ab1. \n(-$", max_size=120))
def test_units_cover_all_but_white_space_and_do_not_overlap(text):
    found = list(units(text))
    assert "".join("".join(text[u.start : u.end].split()) for u in found) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(found))
