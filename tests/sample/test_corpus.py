"""The sample corpus is what its sources say, and every gold answer stands where the gold line says."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from docx import Document as WordDocument
from docx.table import Table as WordTable
from openpyxl import load_workbook
from pptx import Presentation

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
REPORTS = sorted(path for path in CORPUS.iterdir() if path.name != "README.md")  # it tells about the others
BINARY = [path for path in REPORTS if path.suffix not in (".md", ".html")]
PDFS = [path for path in BINARY if path.suffix == ".pdf"]
GOLD = [json.loads(line) for line in (HERE / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
UNANSWERABLE = [
    json.loads(line) for line in (HERE / "unanswerable.jsonl").read_text(encoding="utf-8").splitlines()
]
KINDS = {"amount", "count", "date", "person", "place", "list", "definition", "reason", "yes-no", "comparison"}
MAX_BYTES = 1_500_000
MIN_SHARE = 0.6  # of the words of an answer without figures, on each of its pages
RESTATED_IN_2022 = {
    "European and competitive projects",
    "Total income",
    "Surplus for the year",
    "Accumulated surpluses",
    "Equity",
    "Deferred income",
}


def by_name(path):
    return path.name


def words(text):
    """Words of four letters and more, and numbers without their thousands separators."""
    joined = re.sub(r"(?<=\d)[.,](?=\d{3})", "", text.lower())
    return {word for word in re.findall(r"\w+", joined) if len(word) > 3 or word.isdecimal()}


def report_pages(name):
    """The text of each page of a report; a slide or a sheet is a page, other formats are one page."""
    path = CORPUS / name
    match path.suffix:
        case ".pdf":
            return pdf_pages(path)
        case ".docx":
            return [word_text(path)]
        case ".xlsx":
            return [sheet_text(sheet) for sheet in load_workbook(path).worksheets]
        case ".pptx":
            return [slide_text(slide) for slide in Presentation(path).slides]
        case _:
            return [path.read_text(encoding="utf-8")]


def pdf_pages(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def pdf_labels_and_bookmarks(path):
    """The printed numbers of the pages, and each bookmark with its page from 0."""
    with pypdfium2.PdfDocument(path) as pdf:
        labels = [pdf.get_page_label(number) for number in range(len(pdf))]
        return labels, [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]


def word_text(path):
    blocks = WordDocument(path).iter_inner_content()
    return "\n".join(table_text(block) if isinstance(block, WordTable) else block.text for block in blocks)


def sheet_text(sheet):
    return "\n".join(" ".join(str(cell) for cell in row) for row in sheet.values)


def slide_text(slide):
    shapes = slide.shapes
    return "\n".join(table_text(s.table) if s.has_table else s.text_frame.text for s in shapes)


def table_text(table):
    return "\n".join(" ".join(cell.text for cell in row.cells) for row in table.rows)


def archive_members(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A folder with the reports as the generator makes them now."""
    folder = tmp_path_factory.mktemp("made")
    command = [sys.executable, "-W", "error", str(HERE / "make_corpus.py"), str(folder)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


def test_generator_makes_every_binary_report_and_no_other(made):
    assert sorted(path.name for path in made.iterdir()) == [path.name for path in BINARY]


@pytest.mark.parametrize("path", PDFS, ids=by_name)
def test_generator_makes_the_same_pdf(made, path):
    assert pdf_pages(made / path.name) == pdf_pages(path)
    assert pdf_labels_and_bookmarks(made / path.name) == pdf_labels_and_bookmarks(path)


@pytest.mark.parametrize("path", [path for path in BINARY if path not in PDFS], ids=by_name)
def test_generator_makes_the_same_office_file(made, path):
    # members, not archives: the compressed bytes depend on the version of zlib
    assert archive_members(made / path.name) == archive_members(path)


@pytest.mark.parametrize("path", PDFS, ids=by_name)
def test_printed_number_of_a_page_stands_in_its_footer(path):
    labels, bookmarks = pdf_labels_and_bookmarks(path)
    pages = pdf_pages(path)
    first = 1 if labels[0] == "i" else 0  # a cover prints no number
    for label, text in list(zip(labels, pages, strict=True))[first:]:
        assert text.rstrip().endswith(label)
    for title, page in bookmarks:
        assert title.replace("\N{NO-BREAK SPACE}", " ") in pages[page]


def test_corpus_is_small_and_holds_reports_only():
    files = list(CORPUS.rglob("*"))
    assert {path.suffix for path in files} == {".pdf", ".docx", ".xlsx", ".pptx", ".md", ".html"}
    assert sum(path.stat().st_size for path in files) < MAX_BYTES


@pytest.mark.parametrize("line", GOLD, ids=lambda line: line["id"])
def test_gold_answer_stands_on_its_pages(line):
    answer = words(line["answer"])
    figures = {word for word in answer if word.isdecimal()}
    for place in line["gold"]:
        page = words(report_pages(place["document"])[place["page"] - 1])
        assert figures <= page
        assert figures or len(answer & page) >= MIN_SHARE * len(answer)


def test_gold_questions_are_distinct_and_of_every_kind():
    assert {line["type"] for line in GOLD} == KINDS
    for field in ("id", "question"):
        values = [line[field] for line in GOLD + UNANSWERABLE]
        assert len(values) == len(set(values))


def test_a_quarter_of_the_gold_questions_are_not_in_english():
    foreign = [line for line in GOLD if line["id"].split("-")[0] in ("es", "ca", "fr", "de")]
    assert len(foreign) >= len(GOLD) / 4


def test_every_report_has_a_gold_question():
    asked = {place["document"] for line in GOLD for place in line["gold"]}
    assert asked == {path.name for path in REPORTS}


def account_lines(year):
    """The lines of BioTernal's accounts by name, each with its figures of the year and of the year before."""
    text = "\n".join(report_pages(f"BioTernal_annual_report_{year}.pdf")[7:9])
    lines = re.findall(r"^(\D+?) (\(?[\d,]+\)?|–) (\(?[\d,]+\)?|–)\r?$", text, re.MULTILINE)
    return {name: (this_year, last_year) for name, this_year, last_year in lines}


def test_accounts_of_one_year_are_the_comparison_of_the_next():
    first, second, third = (account_lines(year) for year in (2021, 2022, 2023))
    restated = {name for name in first if name in second and first[name][0] != second[name][1]}
    assert restated == RESTATED_IN_2022
    assert len(second) > 25
    assert all(third[name][1] == second[name][0] for name in second.keys() & third.keys())


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_balance_sheet_balances(year):
    lines = account_lines(year)
    assert lines["Total assets"] == lines["Total equity and liabilities"]
