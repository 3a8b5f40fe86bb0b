"""What leaves the app keeps its sources, and no text of a report becomes markup on the way."""

import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx
import openpyxl
import pytest

from askreports.answering.answer import (
    Answer,
    AnswerStatus,
    Citation,
    Comparison,
    ComparisonCell,
    Figure,
    FigureInput,
    Gaps,
    Searched,
    Sentence,
)
from askreports.doors.web.export import as_json, as_markdown, as_text
from askreports.doors.web.export_docx import as_docx
from askreports.doors.web.export_tables import as_csv, as_xlsx, rows
from ingest.document import Page, Report

pytestmark = pytest.mark.slow

REPORT = Report("abc", "harbour.md", "Harbour report", "Port", "2021", "annual report", "en", 2)
QUOTE = "27 grants ![](http://evil.example/x.png)\x00"
CITATION = Citation(1, REPORT, Page(1, "i", "", 0, 0, 0), QUOTE, verified=False)
ANSWER = Answer(
    "Grants $x$?", AnswerStatus.ANSWERS, (Sentence(QUOTE, (1,)),), (CITATION,), (), Searched(1, 0), 0.1
)

DAY = date(2026, 5, 6)


def test_markdown_names_the_source_and_holds_no_markup_of_a_report():
    text = as_markdown([ANSWER])
    assert "![](" not in text
    assert "$x" not in text.replace("\\$x", "")
    assert "page 1 (printed i)" in text
    assert "Not verified" in text
    scanned = replace(CITATION, page=replace(CITATION.page, read_by="ocr"))
    assert "Read by OCR" in as_markdown([replace(ANSWER, citations=(scanned,))])


def test_what_is_not_verified_says_so_wherever_it_goes():
    doubted = replace(ANSWER, sentences=(Sentence("EUR 9", (1,), ("EUR 9 is not there",)),))
    assert "EUR 9 [1] Not verified: EUR 9 is not there" in as_text(doubted)


def test_json_is_that_of_the_other_doors():
    (answer,) = json.loads(as_json([ANSWER]))
    assert answer["citations"][0]["document"]["path"] == "harbour.md"


def test_word_holds_every_answer_and_says_where_nothing_was_found():
    nothing = replace(ANSWER, question="Tungsten?", status=AnswerStatus.NOTHING, sentences=(), citations=())
    nothing = replace(nothing, searched=Searched(1, 0, Gaps(names=("Yak",))))
    lines = [p.text for p in docx.Document(io.BytesIO(as_docx([ANSWER, nothing], DAY))).paragraphs]
    assert "Grants $x$?" in lines
    assert any(line.startswith("[1] Harbour report") for line in lines)
    assert "Not in these reports. No report mentions Yak." in lines


def test_a_comparison_stays_a_table_with_its_sources():
    table = Comparison(("", "2021 | $x$"), ((ComparisonCell("Income"), ComparisonCell("1,965 EUR", 1)),))
    compared = replace(ANSWER, table=table)
    assert "|  | 2021 \\| \\$x\\$ |\n| --- | --- |\n| Income | 1,965 EUR [1] |" in as_markdown([compared])
    (grid,) = docx.Document(io.BytesIO(as_docx([compared], DAY))).tables
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["", "2021 | $x$"],
        ["Income", "1,965 EUR [1]"],
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("US$1,577 (net). A.B. Smith-Jones: 5.3% #1!", "US$1,577 (net). A.B. Smith-Jones: 5.3% #1!"),
        ("$1,577 and $1,373", "\\$1,577 and \\$1,373"),
        ("1. The year", "1\\. The year"),
        ("- a - b", "\\- a - b"),
        ("# snake_case _so_ *so* 3 * 4", "\\# snake_case \\_so\\_ \\*so\\* 3 * 4"),
        ("[a](http://x) <b>", "[a\\](http://x) \\<b>"),
    ],
)
def test_markdown_has_no_backslash_more_than_it_needs(text, written):
    assert f"## {written}\n" in as_markdown([replace(ANSWER, question=text)])


def test_a_follow_up_says_how_it_was_understood():
    assert "## And boats? (Understood as: Grants for boats?)" in as_markdown(
        [replace(ANSWER, question="And boats?", standalone="Grants for boats?")]
    )


def test_word_says_its_day_and_links_each_source_to_its_page():
    document = docx.Document(io.BytesIO(as_docx([ANSWER], DAY, "http://127.0.0.1:8501/")))
    assert document.paragraphs[0].text == "Made on May 6, 2026"
    links = [one.address for paragraph in document.paragraphs for one in paragraph.hyperlinks]
    assert links == ["http://127.0.0.1:8501/?q=Grants+%24x%24%3F&source=abc%3A1&n=1"]


def test_every_value_of_a_table_goes_out_with_its_source():
    table = Comparison(("", "2021"), ((ComparisonCell("Income"), ComparisonCell("1,965 USD million", 1)),))
    ((question, state, item, of, value, source, page, file, quote),) = rows([replace(ANSWER, table=table)])
    assert (question, state) == ("Grants $x$?", "Answers the question")
    assert (item, of, value) == ("Income", "2021", "$1,965 million")
    assert (source, page, file) == (
        "Harbour report, 2021 · annual report",
        "page 1 (printed i)",
        "harbour.md",
    )
    assert quote.startswith("27 grants")


def test_a_figure_goes_out_with_what_it_is_made_of():
    figure = Figure(Decimal("0.5"), "ratio", "a / b", (FigureInput("a", "2021", Decimal(-1), "USD", 1),))
    made = rows([replace(ANSWER, figure=figure)])
    assert [row[2:5] for row in made] == [["a / b", "", "0.5"], ["a", "2021", "-$1"]]


@pytest.mark.parametrize("hostile", ["=cmd()", "+1", "@x", "-x"])
def test_no_cell_of_a_spreadsheet_is_a_formula(hostile):
    said = replace(ANSWER, sentences=(Sentence(hostile, (1,)),))
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx([said])))
    heads, row = book.worksheets[0].iter_rows(values_only=True)
    assert heads[0] == "Question"
    assert row[2] == f"'{hostile}"
    assert f",'{hostile}," in as_csv([said])
