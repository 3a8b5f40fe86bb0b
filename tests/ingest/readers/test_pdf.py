"""PDF files are read with rows on one line, outline and labels; unusable ones are told apart."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from ingest.document import Heading
from ingest.errors import FileSkipped, Reason
from ingest.readers.pdf import read_pdf
from ingest.readers.pypdf_text import read_with_pypdf

PROJECT = Path(__file__).parents[3]
SHARED = PROJECT.parent / "shared"
FILINGS = SHARED / "financebench" / "pdfs"
BAD_FILES = SHARED / "bad_files"


@pytest.fixture
def pdf():
    document = FPDF()
    document.set_font("helvetica", size=10)
    return document


@pytest.fixture
def saved(tmp_path):
    """Writes a PDF, or any bytes, to a file."""

    def save(content):
        file = tmp_path / "report.pdf"
        file.write_bytes(content if isinstance(content, bytes) else bytes(content.output()))
        return file

    return save


def with_pages(document: FPDF, *texts: str) -> FPDF:
    for text in texts:
        document.add_page()
        document.multi_cell(0, text=text)
    return document


def skipped(file: Path) -> Reason:
    with pytest.raises(FileSkipped) as caught:
        read_pdf(file)
    return caught.value.reason


def test_pages_come_in_order_with_plain_text(pdf, saved):
    reading = read_pdf(saved(with_pages(pdf, "Caf\u00e9 \u00a0au lait\nSecond line", "Page two")))
    assert [page.text for page in reading.pages] == ["Café au lait\nSecond line", "Page two"]
    assert {page.read_by for page in reading.pages} == {"text"}
    assert reading.unread_pages == ()


ROWS = [("Net sales", "$ 5,363", "$ 4,869"), ("Purchases of plant and equipment", "(1,577)", "(1,373)")]


@pytest.mark.parametrize("by_column", [False, True])
def test_a_table_row_stands_on_one_line(pdf, saved, by_column):
    pdf.add_page()
    cells = [(row, column) for row in range(2) for column in range(3)]
    for row, column in sorted(cells, key=lambda cell: cell[::-1]) if by_column else cells:
        pdf.text(20 + 60 * column, 30 + 6 * row, ROWS[row][column])
    assert read_pdf(saved(pdf)).pages[0].text.splitlines() == ["  ".join(row) for row in ROWS]


@pytest.mark.parametrize("across", [False, True])
def test_two_columns_are_read_one_after_the_other(pdf, saved, across):
    columns = [[f"{word} demand for water pumps {n}" for n in range(9)] for word in ("early", "later")]
    pdf.add_page()
    places = [(column, line) for column in range(2) for line in range(9)]
    for column, line in sorted(places, key=lambda place: place[::-1]) if across else places:
        pdf.text(20 + 90 * column, 30 + 5 * line, columns[column][line])
    assert read_pdf(saved(pdf)).pages[0].text.splitlines() == columns[0] + columns[1]


def test_the_outline_names_titles_sheets_and_depth(pdf, saved):
    for title, level in (("Strategy", 0), ("Markets", 1), ("Accounts", 0)):
        pdf.add_page()
        pdf.start_section(title, level)
        pdf.cell(text=title)
    assert read_pdf(saved(pdf)).outline == (
        Heading("Strategy", 1, 1),
        Heading("Markets", 2, 2),
        Heading("Accounts", 3, 1),
    )


def test_a_bookmark_that_leads_nowhere_is_no_heading(pdf, saved):
    writer = PdfWriter(BytesIO(bytes(with_pages(pdf, "One", "Two").output())))
    writer.add_outline_item("Nowhere", None)
    writer.add_outline_item("Second", 1)
    buffer = BytesIO()
    writer.write(buffer)
    assert read_pdf(saved(buffer.getvalue())).outline == (Heading("Second", 2, 1),)


def test_the_files_own_page_labels_go_first(pdf, saved):
    with_pages(pdf, "Cover")
    pdf.set_page_label(label_style="r")
    with_pages(pdf, "Contents")
    pdf.set_page_label(label_style="D", label_start=7)
    with_pages(pdf, "Text\n99", "Text\n100")
    labels = [page.label for page in read_pdf(saved(pdf)).pages]
    assert labels[2:] == ["7", "8"]


def test_without_labels_the_printed_numbers_are_taken(pdf, saved):
    reading = read_pdf(saved(with_pages(pdf, "Cover", "Text\n1", "Text\n2", "Text\n3")))
    assert [page.label for page in reading.pages] == ["", "1", "2", "3"]


def test_information_has_lower_case_names(pdf, saved):
    pdf.set_title("Annual report 2023")
    pdf.set_author("Example plc")
    information = read_pdf(saved(with_pages(pdf, "Text"))).information
    assert information["title"] == "Annual report 2023"
    assert information["author"] == "Example plc"
    assert "creationdate" in information


def encrypted(document: FPDF, password: str, algorithm: str) -> bytes:
    writer = PdfWriter(BytesIO(bytes(document.output())))
    writer.encrypt(password, "owner", algorithm=algorithm)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_encryption_without_a_password_is_no_obstacle(pdf, saved, algorithm):
    file = saved(encrypted(with_pages(pdf, "Open to all"), "", algorithm))
    assert read_pdf(file).pages[0].text == "Open to all"


def test_a_file_with_a_password_is_locked(pdf, saved):
    assert skipped(saved(encrypted(with_pages(pdf, "Secret"), "password", "AES-256"))) is Reason.LOCKED


def test_a_file_without_pages_after_a_locked_one_is_not_called_locked(pdf, saved):
    skipped(saved(encrypted(with_pages(pdf, "Secret"), "password", "AES-256")))
    buffer = BytesIO()
    PdfWriter().write(buffer)
    assert skipped(saved(buffer.getvalue())) is Reason.NO_PAGES


def test_pages_without_text_are_told(pdf, saved):
    pdf.add_page()
    assert skipped(saved(pdf)) is Reason.NO_TEXT


@pytest.mark.parametrize("content", [b"", b"<!DOCTYPE html><p>Not found</p>", b"\0" * 2000 + b"%PDF-1.7"])
def test_what_is_no_pdf_is_told(saved, content):
    assert skipped(saved(content)) is Reason.NOT_A_PDF


def test_rubbish_under_a_header_is_damaged(saved):
    assert skipped(saved(b"%PDF-1.7\n" + bytes(range(256)) * 40)) is Reason.DAMAGED


def test_a_file_cut_off_is_read_as_far_as_it_goes(pdf, saved):
    pdf.set_compression(False)
    whole = bytes(with_pages(pdf, "First page", "Second page").output())
    reading = read_pdf(saved(whole[: whole.index(b"xref")]))
    assert [page.text for page in reading.pages] == ["First page", "Second page"]


def test_one_page_that_cannot_be_loaded_costs_itself_alone(pdf, saved):
    pdf.set_compression(False)
    whole = bytes(with_pages(pdf, "First", "Second", "Third").output())
    kids = whole.index(b"/Kids [") + len(b"/Kids [")
    second = whole.index(b" 0 R", kids) + len(b" 0 R")
    broken = whole[:second] + whole[second : second + 4].replace(whole[second + 1 : second + 2], b"9") + whole[second + 4 :]
    reading = read_pdf(saved(broken))
    assert [page.text for page in reading.pages] == ["First", "", "Third"]
    assert reading.unread_pages == (2,)


def test_what_cannot_be_opened_is_unreadable(tmp_path):
    assert skipped(tmp_path / "absent.pdf") is Reason.UNREADABLE
    assert skipped(tmp_path) is Reason.UNREADABLE
    os.mkfifo(tmp_path / "pipe.pdf")
    assert skipped(tmp_path / "pipe.pdf") is Reason.UNREADABLE


def test_the_second_reader_reads_the_same_words(pdf):
    data = bytes(with_pages(pdf, "One page\u00a0of text", "Another").output())
    assert [page.text for page in read_with_pypdf(data).pages] == ["One page of text", "Another"]
    assert len(PdfReader(BytesIO(data)).pages) == 2
