"""What leaves the app keeps its sources, and no text of a report becomes markup on the way."""

import io
import json
from dataclasses import replace

import docx

from askreports.answering.answer import (
    Answer,
    AnswerStatus,
    Citation,
    Comparison,
    ComparisonCell,
    Gaps,
    Searched,
    Sentence,
)
from askreports.doors.web.components.suggestions import first_questions
from askreports.doors.web.export import as_json, as_markdown, as_text
from askreports.doors.web.export_docx import as_docx
from ingest.document import Page, Report

REPORT = Report("abc", "harbour.md", "Harbour report", "Port", "2021", "annual report", "en", 2)
QUOTE = "27 grants ![](http://evil.example/x.png)\x00"
CITATION = Citation(1, REPORT, Page(1, "i", "", 0, 0, 0), QUOTE, verified=False)
ANSWER = Answer(
    "Grants $x$?", AnswerStatus.ANSWERS, (Sentence(QUOTE, (1,)),), (CITATION,), (), Searched(1, 0), 0.1
)


def test_markdown_names_the_source_and_holds_no_markup_of_a_report():
    text = as_markdown([ANSWER])
    assert "![](" not in text
    assert "$x" not in text.replace("\\$x", "")
    assert "page 1 \\(printed i\\)" in text
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
    lines = [p.text for p in docx.Document(io.BytesIO(as_docx([ANSWER, nothing]))).paragraphs]
    assert "Grants $x$?" in lines
    assert any(line.startswith("[1] Harbour report") for line in lines)
    assert "Not in these reports. No report mentions Yak." in lines


def test_a_comparison_stays_a_table_with_its_sources():
    table = Comparison(("", "2021 | $x$"), ((ComparisonCell("Income"), ComparisonCell("1,965 EUR", 1)),))
    compared = replace(ANSWER, table=table)
    assert "|  | 2021 \\| \\$x\\$ |\n| --- | --- |\n| Income | 1,965 EUR \\[1\\] |" in as_markdown([compared])
    (grid,) = docx.Document(io.BytesIO(as_docx([compared]))).tables
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["", "2021 | $x$"],
        ["Income", "1,965 EUR [1]"],
    ]


def test_first_questions_name_what_is_there_and_each_organisation_once():
    project = replace(
        REPORT, kind="project description", title="ZEBRA: foals", organisation="Zoo", page_count=1
    )
    assert first_questions([REPORT, replace(REPORT, path="b.md"), project]) == [
        "What were the main results of Port in 2021?",
        "What is the aim of ZEBRA?",
    ]
    assert first_questions([replace(REPORT, organisation="")]) == []
