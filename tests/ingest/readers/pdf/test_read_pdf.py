"""PDF files are read with rows on one line, outline and labels; unusable ones are told apart."""

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from fpdf import FPDF
from pypdf import PdfWriter

from ingest.document import Heading
from ingest.errors import FileSkipped, Reason
from ingest.readers.pdf.pypdf_text import read_with_pypdf
from ingest.readers.pdf.read_pdf import read_pdf

PROJECT = Path(__file__).parents[4]
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
    writer.add_outline_item(title="Nowhere", page_number=None)
    writer.add_outline_item(title="Second", page_number=1)
    buffer = BytesIO()
    writer.write(buffer)
    assert read_pdf(saved(buffer.getvalue())).outline == (Heading("Second", 2, 1),)


def test_the_files_own_page_labels_go_first(pdf, saved):
    with_pages(pdf, "Contents\n98")
    pdf.set_page_label(label_style="r", label_start=2)
    with_pages(pdf, "Text\n99")
    pdf.set_page_label(label_style="D", label_start=7)
    with_pages(pdf, "Text\n100")
    assert [page.label for page in read_pdf(saved(pdf)).pages] == ["ii", "7", "8"]


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


def test_a_file_cut_off_is_read_if_its_root_is_still_named(pdf, saved):
    whole = bytes(with_pages(pdf, "First page", "Second page").output())
    reading = read_pdf(saved(whole[: whole.index(b"startxref")]))
    assert [page.text for page in reading.pages] == ["First page", "Second page"]
    assert skipped(saved(whole[: whole.index(b"xref")])) is Reason.DAMAGED


def test_one_page_that_cannot_be_loaded_costs_itself_alone(pdf, saved):
    whole = bytes(with_pages(pdf, "First", "Second", "Third").output())
    sheets = re.search(rb"/Kids \[(\d+) 0 R\s+(\d+) 0 R", whole)
    absent = b"9" * len(sheets[2])
    reading = read_pdf(saved(whole[: sheets.start(2)] + absent + whole[sheets.end(2) :]))
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


def test_the_second_reader_tells_locked_files_too(pdf):
    with pytest.raises(FileSkipped) as caught:
        read_with_pypdf(encrypted(with_pages(pdf, "Secret"), "password", "AES-256"))
    assert caught.value.reason is Reason.LOCKED


# Reads the files named, one line each to stdout: what became of it, and its name.
READ_ALL = """
import json, sys
from pathlib import Path
from ingest.errors import FileSkipped
from ingest.readers.pdf import repair
from ingest.readers.pdf.read_pdf import read_pdf
repair.is_installed = lambda: False  # reading their pictures takes minutes, and has tests of its own
for name in sys.argv[1:]:
    try:
        pages = read_pdf(Path(name)).pages
        outcome = f"read {len(pages)}"
        json.dumps([page.text for page in pages]).encode()
        "".join(page.text + page.label for page in pages).encode()
    except FileSkipped as skipped:
        outcome = skipped.reason
    print(outcome, Path(name).name, sep="\\t", flush=True)
assert "torch" not in sys.modules
"""


def outcomes(files: list[Path]) -> dict[str, str]:
    """What became of each file, read in a process of its own that must stay silent."""
    run = subprocess.run(
        [sys.executable, "-c", READ_ALL, *map(str, files)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert (run.returncode, run.stderr) == (0, "")
    return {name: outcome for outcome, name in (line.split("\t") for line in run.stdout.splitlines())}


def test_reading_damaged_files_says_nothing_on_stderr(pdf, tmp_path):
    whole = bytes(with_pages(pdf, "Text").output())
    files = [tmp_path / name for name in ("whole.pdf", "cut.pdf", "rubbish.pdf")]
    for file, content in zip(files, (whole, whole[:-200], b"%PDF-1.7" + b"xref" * 99), strict=True):
        file.write_bytes(content)
    assert outcomes(files) == {"whole.pdf": "read 1", "cut.pdf": "damaged", "rubbish.pdf": "damaged"}


@pytest.mark.slow
@pytest.mark.skipif(not BAD_FILES.is_dir(), reason="the collection of bad files is not beside the project")
def test_every_bad_file_is_read_or_skipped_with_a_reason():
    files = sorted(BAD_FILES.iterdir())
    found = outcomes(files)
    assert list(found) == [file.name for file in files]
    told = {name.split("_")[0]: outcome for name, outcome in found.items()}
    assert told["30"] == "locked"
    assert {told[number] for number in ("21", "22", "26")} == {"no pages"}
    assert {told[number] for number in ("23", "24", "25")} == {"not a PDF"}
    assert {told[number] for number in ("28", "29")} == {"read 2", "read 3"}  # AES, empty password
    assert told["40"] == "garbled text"  # right-to-left letters, scrambled


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "sheet", "rows"),
    [
        (
            "3M_2018_10K.pdf",
            60,
            [
                "Purchases of property, plant and equipment (PP&E)  (1,577)  (1,373)  (1,420)",
                "Proceeds from sale of businesses, net of cash sold  846  1,065  142",  # drawn lower
            ],
        ),
        (
            "ADOBE_2015_10K.pdf",
            59,
            [
                "November 27, 2015  November 28, 2014",  # drawn cell by cell
                "Total current liabilities  2,213,556  2,494,435",  # with leading dots
                "Total assets  $ 11,726,472  $ 10,785,829",
            ],
        ),
        (
            "JOHNSON_JOHNSON_2023Q2_EARNINGS.pdf",
            10,
            ["Net earnings  $ 5,144  20.1  $ 4,814  20.0  6.9"],  # columns drawn in another order
        ),
    ],
)
def test_rows_of_real_filings_stand_on_one_line(name, sheet, rows):
    if not (FILINGS / name).is_file():
        pytest.skip("the filings are not beside the project")
    lines = read_pdf(FILINGS / name).pages[sheet - 1].text.splitlines()
    assert [row for row in rows if row not in lines] == []
