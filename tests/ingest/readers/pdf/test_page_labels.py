"""Printed page numbers are read off the pages where they count on, and only there."""

import pytest

from ingest.readers.pdf.page_labels import printed_labels, says_nothing


def pages(*edges: str) -> list[str]:
    return [f"Revenue grew by 7 % in year {n}.\nMore text.\n{edge}" for n, edge in enumerate(edges)]


@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "Page {}",
        "- {} -",
        "- Page {} -",
        "{} | Annual report",
        "Annual report  {}",
        "Page {} of 99",
        "p. {}",
    ],
)
def test_a_number_at_the_bottom_is_found_in_whatever_form(form):
    texts = pages("", *(form.format(n) for n in range(1, 9)))
    assert printed_labels(texts) == ["", *map(str, range(1, 9))]


def test_a_number_at_the_top_is_found():
    assert printed_labels([f"{n}\nThe body of the page." for n in (57, 58, 59)]) == ["57", "58", "59"]


def test_roman_numbers_and_parts_with_their_own_numbers_are_kept_as_printed():
    printed = ["ii", "iii", "iv", "v", "1", "2", "3", "F-1", "F-2", "F-3"]
    assert printed_labels(pages(*printed)) == printed


def test_an_unnumbered_page_between_has_no_label():
    printed = ["4", "5", "6", "", "8", "9", "10"]
    assert printed_labels(pages(*printed)) == printed


@pytest.mark.parametrize(
    "edges",
    [
        ["2018", "2018", "2018", "2018"],  # a year at the foot of every page
        ["17", "4", "250", "31", "8"],  # figures at the end of tables
        ["1", "2", "40", "7", "3", "99"],  # two in a row are chance
        ["1", "2", "3", "40", "7", "30", "99", "12", "50"],  # a run, but most numbers are in none
        ["", "", ""],
        [],
    ],
)
def test_numbers_that_do_not_count_on_are_no_labels(edges):
    assert printed_labels(pages(*edges)) == [""] * len(edges)


def test_a_file_whose_labels_count_its_sheets_says_nothing():
    assert says_nothing(["", ""])
    assert says_nothing(["1", "2", "3"])
    assert not says_nothing(["i", "ii", "1"])
    assert not says_nothing(["5", "6"])
