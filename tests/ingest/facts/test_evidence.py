"""What is gathered from a reading before any fact is looked for."""

import pytest

from ingest.document import Heading, RawReport, ReadPage
from ingest.facts.evidence import gather


def reading(*pages: str, **information: str) -> RawReport:
    return RawReport(tuple(ReadPage(page) for page in pages), information=information)


def test_lines_are_squeezed_and_empty_pages_passed_over():
    evidence = gather(reading("", "  Annual   report \n\n 2021 ___\n" + "word " * 30), "a.pdf")
    assert evidence.cover[:2] == ("Annual report", "2021")


def test_letters_set_wide_are_put_together():
    evidence = gather(reading("A N N U A L   R E P O R T\n2 0 1 9"), "a.pdf")
    assert evidence.cover == ("ANNUAL REPORT", "2019")


def test_a_thin_cover_goes_on_on_the_next_page():
    evidence = gather(reading("FORM 10-K", "Harbour Foundation", "Contents"), "a.pdf")
    assert evidence.cover == ("FORM 10-K", "Harbour Foundation")


def test_running_lines_are_found_without_their_page_numbers():
    page = "Harbour Foundation\nText {n}a\n{n}b\n{n}c\nAnnual report 2021 | {n}"
    pages = [page.format(n=number) for number in range(1, 9)]
    assert set(gather(reading(*pages), "a.pdf").running) == {"Harbour Foundation", "Annual report 2021"}


@pytest.mark.parametrize(
    "title",
    ["Microsoft Word - Report_v3.doc", "untitled", "wk20190131_10k.htm", "0001628280-17-001754", "Document1"],
)
def test_titles_that_programs_write_are_junk(title):
    assert gather(reading("Text", title=title), "a.pdf").titles == ()


def test_titles_come_from_the_information_and_the_outline():
    page = ReadPage("Text")
    found = gather(RawReport((page,), (Heading("Harbour at work", 1),), {"title": "Harbour 2021"}), "a.pdf")
    assert found.titles == ("Harbour 2021", "Harbour at work")


def test_the_words_of_a_file_name_come_apart():
    assert (
        gather(reading("Text"), "reports/Harbour_2021_annual-report.pdf").name == "Harbour 2021 annual report"
    )
    assert (
        gather(reading("Text"), "HARBOUR_2022_8K_dated-2022-07-01.pdf").name
        == "HARBOUR 2022 8K dated 2022-07-01"
    )


def test_the_sample_of_a_long_report_holds_first_and_last_pages():
    pages = [f"page{number}" for number in range(500)]
    words = gather(reading(*pages), "a.pdf").words
    assert {"page0", "page10", "page498", "page499"} <= set(words)
    assert len(words) < 100


def test_running_lines_of_equal_count_keep_the_order_of_the_page():
    page = "Zulu Harbour\nAlpha Quay\nText {n}\nText {n}b\nMike Pier\nBravo Mole"
    pages = [page.format(n=number) for number in range(9)]
    assert gather(reading(*pages), "a.pdf").running == (
        "Zulu Harbour",
        "Alpha Quay",
        "Mike Pier",
        "Bravo Mole",
    )
