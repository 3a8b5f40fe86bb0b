"""Pages without a usable text layer: read by another engine, by OCR, or told as unread."""

from io import BytesIO

import pytest
from fpdf import FPDF
from PIL import Image
from scans import drawn, scan

from ingest.document import RawReport, ReadPage
from ingest.errors import FileSkipped, Reason
from ingest.readers.pdf import ocr, repair
from ingest.readers.pdf.page_images import pictures, rendered
from ingest.readers.pdf.read_pdf import read_pdf
from ingest.readers.pdf.repair import repaired

PROSE = (
    "The harbour authority awarded twelve grants in the year under review. Net sales rose by a fifth, as "
    "more ships called at the northern quay, while wages and the cost of fuel stayed where they were."
)
GARBAGE = "".join(chr(ord(char) + 1) if char.isalpha() else char for char in PROSE)
has_ocr = pytest.mark.skipif(not ocr.is_installed(), reason="needs pip install askreports[ocr]")


@pytest.fixture
def without_ocr(monkeypatch):
    """As if the extra were not installed."""
    monkeypatch.setattr(repair, "is_installed", lambda: False)


def pdf_of(*texts):
    document = FPDF()
    document.set_font("helvetica", size=10)
    for text in texts:
        document.add_page()
        document.multi_cell(0, text=text)
    return bytes(document.output())


def test_a_good_page_is_left_as_it_is():
    reading = RawReport((ReadPage(PROSE, "i"), ReadPage("")))
    assert repaired(pdf_of(PROSE, ""), reading) == reading


def test_a_page_that_pdfium_garbles_is_taken_from_pypdf():
    reading = RawReport((ReadPage(GARBAGE, "i"), ReadPage("Two")))
    page, _ = repaired(pdf_of(PROSE, "Two"), reading).pages
    assert page.text.split() == PROSE.split()
    assert (page.label, page.read_by) == ("i", "text")


@pytest.mark.usefixtures("without_ocr")
def test_a_page_that_stays_garbled_is_empty_and_unread():
    reading = repaired(pdf_of(PROSE, GARBAGE), RawReport((ReadPage(PROSE), ReadPage(GARBAGE, "ii"))))
    assert [page.text for page in reading.pages] == [PROSE, ""]
    assert reading.pages[1].label == "ii"
    assert reading.unread_pages == reading.needs_ocr == (2,)


@pytest.mark.usefixtures("without_ocr")
def test_a_report_that_is_garbled_throughout_is_skipped(tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf_of(GARBAGE, GARBAGE))
    with pytest.raises(FileSkipped, match="needs OCR") as caught:
        read_pdf(file)
    assert caught.value.reason is Reason.GARBLED


@pytest.mark.usefixtures("without_ocr")
def test_pictures_of_pages_are_unread_without_ocr(tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(scan(drawn("A line"), text=PROSE))
    assert read_pdf(file).needs_ocr == (2,)
    file.write_bytes(scan(drawn("A line")))
    with pytest.raises(FileSkipped, match="needs OCR") as caught:
        read_pdf(file)
    assert caught.value.reason is Reason.NO_TEXT


def test_a_small_picture_is_no_page():
    document = FPDF()
    document.add_page()
    document.image(drawn("Logo"), 10, 10, 40, 50)
    document.add_page()
    assert pictures(bytes(document.output()), [1, 2]) == []


def test_a_page_of_any_size_is_drawn_within_bounds():
    document = FPDF(format=(5000, 5000))
    document.add_page()
    ((_, pixels),) = rendered(bytes(document.output()), [1])
    assert pixels.shape[0] * pixels.shape[1] <= 2_010_000


@pytest.mark.slow
def test_a_picture_that_would_unpack_to_too_much_is_not_drawn():
    bomb = BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    Image.MAX_IMAGE_PIXELS, before = None, Image.MAX_IMAGE_PIXELS
    try:
        data = scan(Image.open(bomb))
    finally:
        Image.MAX_IMAGE_PIXELS = before
    assert list(rendered(data, [1])) == []


@has_ocr
def test_with_ocr_pictures_and_garbled_pages_wait_for_it(tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(scan(drawn("A line"), text=PROSE))
    reading = read_pdf(file)
    assert reading.unread_pages == reading.needs_ocr == (2,)
    file.write_bytes(pdf_of(GARBAGE, GARBAGE))
    reading = read_pdf(file)
    assert [page.text for page in reading.pages] == ["", ""]
    assert reading.unread_pages == reading.needs_ocr == (1, 2)
