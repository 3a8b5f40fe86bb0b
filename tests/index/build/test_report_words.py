"""What the word index keeps of a report."""

from index.build.report_words import entries_by_page, page_entry, report_words
from ingest.document import Report
from ingest.passage import Passage

REPORT = Report("d", "d.pdf", "Report", "Port Authority", "2021", "annual report", "en", 2)


def passage(page, text, context="", section=()):
    return Passage(f"p{text}", "d", section, text, 0, len(text), page, page, context)


def test_the_words_of_a_table_head_find_its_rows():
    (one,) = report_words(REPORT, [passage(1, "Staff 5,100", "in millions")]).passages
    assert "million" in one.section.split()
    assert "million" not in one.body.split()


def test_what_is_known_of_a_report_finds_each_of_its_passages():
    words = report_words(REPORT, [passage(1, "One"), passage(2, "Two")])
    entries = [entry for page in entries_by_page(words, "d", 7) for entry in page]
    assert [entry.row for entry in entries] == [7, 8]
    assert all({"port", "2021"} <= set(entry.header.split()) for entry in entries)


def test_a_page_has_the_words_of_its_passages_and_each_heading_once():
    several = [
        passage(1, "Grants rose", section=("Results",)),
        passage(1, "Staff", section=("Results", "Staff")),
    ]
    words = report_words(REPORT, [*several, passage(2, "Risks")])
    first, second = (page_entry(entries, row) for row, entries in enumerate(entries_by_page(words, "d", 0)))
    assert first.body == "grant rose staff"
    assert first.section == "result staff"
    assert (second.row, second.body) == (1, "risk")
