"""Passages: true to the text, never too long, never across a page."""

from dataclasses import replace

from fakes import WordTokenizer
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.document import Document, Heading, ReadPage
from ingest.split import SplitSettings, split

EMPTY = Document("d", "d.pdf", "D", "", "", "report", "en", 0)


def document(*texts, outline=()):
    pages = clean([ReadPage(text) for text in texts])
    return replace(EMPTY, page_count=len(pages), pages=pages, outline=outline)


@given(st.lists(st.text(alphabet="Ab1. \n(", max_size=200), max_size=4), st.integers(1, 12))
def test_what_must_stay_true(texts, max_tokens):
    report = document(*texts)
    tokenizer = WordTokenizer()
    passages = split(report, tokenizer, SplitSettings(max_tokens, 2))
    for passage in passages:
        page = report.pages[passage.first_page - 1]
        assert report.text[passage.start : passage.end] == passage.text
        assert page.start <= passage.start <= passage.end <= page.start + len(page.text)
        assert 0 < len(tokenizer.spans(passage.text)) <= max_tokens
        assert passage.text == passage.text.strip()
    bodies = "".join(page.text[page.body_start : page.body_end] for page in report.pages)
    assert "".join("".join(p.text.split()) for p in passages) == "".join(bodies.split())
    assert len({passage.id for passage in passages}) == len(passages)


def test_a_passage_ends_where_a_row_ends():
    rows = "\n".join(f"Item {n} sold  {n},000  {n},500" for n in range(1, 7))
    passages = split(document(rows), WordTokenizer(), SplitSettings(12, 2))
    assert [p.text.count("\n") for p in passages] == [1, 1, 1]


def test_a_heading_begins_a_new_passage_once_there_is_enough_before_it():
    text = "The first part says one thing here.\nGovernance\nThe board met twice this year."
    assert len(split(document(text), WordTokenizer(), SplitSettings(40, 5))) == 2
    assert len(split(document(text), WordTokenizer(), SplitSettings(40, 9))) == 1


def test_a_passage_knows_the_headings_above_it():
    outline = (Heading("Finance", 1, 1), Heading("Income", 2, 2))
    report = document("Finance\nAll is well here.", "Income\nSales went up.", outline=outline)
    passages = split(report, WordTokenizer(), SplitSettings())
    assert [passage.section for passage in passages] == [("Finance",), ("Finance", "Income")]


def test_the_title_of_a_page_stands_above_the_headings_below_it():
    text = "CONSOLIDATED BALANCE SHEETS\nCash  1  2\nLIABILITIES\nLoans  3  4"
    passages = split(document(text), WordTokenizer(), SplitSettings(6, 1))
    assert passages[-1].section == ("CONSOLIDATED BALANCE SHEETS", "LIABILITIES")
