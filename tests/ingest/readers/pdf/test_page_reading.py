"""A page read by OCR: the better of its picture and its text layer, or the reason why it is not read."""

import random

import pytest
from fpdf import FPDF
from PIL import Image
from scans import drawn, scan

from ingest.document import PageReading, RawReport, ReadPage
from ingest.readers.pdf.ocr import Recognised, is_installed
from ingest.readers.pdf.page_reading import better_reading, read_page, with_readings

PROSE = (
    "The harbour authority awarded twelve grants in the year under review. Net sales rose by a fifth, as "
    "more ships called at the northern quay, while wages and the cost of fuel stayed where they were."
)
GARBAGE = "".join(chr(ord(char) + 1) if char.isalpha() else char for char in PROSE)
has_ocr = pytest.mark.skipif(not is_installed(), reason="needs pip install askreports[ocr]")


def test_what_ocr_is_sure_of_replaces_a_garbled_layer():
    reading = better_reading(7, GARBAGE, Recognised(PROSE, 0.98, 1.0))
    assert reading == PageReading(7, PROSE, 0.98)


@pytest.mark.parametrize(
    ("layer", "found", "why"),
    [
        ("", Recognised("", 0.0, 0.0), "no words"),
        (GARBAGE, Recognised("-\nS", 0.85, 1.0), "no words"),  # a script that the model lacks
        ("", Recognised("ill lil wlw", 0.65, 1.0), "not sure"),
        ("", Recognised("Net sales", 0.9, 0.2), "not sure"),  # most of what was found is guessed
        ("", Recognised(GARBAGE, 0.9, 1.0), "no language"),
        (GARBAGE, Recognised("Harbour", 0.99, 1.0), "little"),
    ],
)
def test_neither_reading_will_do(layer, found, why):
    reading = better_reading(1, layer, found)
    assert (reading.text, why in reading.reason) == ("", True)


def test_a_short_layer_that_says_more_stays():
    layer = "Photo: the northern quay"
    assert better_reading(1, layer, Recognised("QUAY", 0.99, 1.0)) == PageReading(1)
    assert better_reading(1, "Page 4", Recognised(PROSE, 0.99, 1.0)).text == PROSE


def test_the_pages_of_a_reading_are_replaced_by_what_ocr_read():
    pages = (ReadPage(PROSE), ReadPage("", "ii"), ReadPage("Page 3"), ReadPage(""), ReadPage(""))
    reading = RawReport(pages, unread_pages=(2, 3, 4, 5), needs_ocr=(2, 3, 4, 5))
    readings = [PageReading(2, "Two.", 0.9), PageReading(3), PageReading(4, reason="OCR found no words")]
    after = with_readings(reading, readings)
    assert [page.text for page in after.pages] == [PROSE, "Two.", "Page 3", "", ""]
    assert after.pages[1] == ReadPage("Two.", "ii", "ocr", confidence=0.9)
    assert after.pages[2].read_by == "text"
    assert (after.unread_pages, after.needs_ocr) == ((4, 5), (5,))


def test_a_page_that_can_be_read_by_now_is_left_alone():
    reading = RawReport((ReadPage(PROSE),))
    assert with_readings(reading, [PageReading(1, "Something else", 0.9)]) == reading


@has_ocr
def test_a_picture_of_a_page_is_read_line_by_line(tmp_path):
    file = tmp_path / "report.pdf"
    picture = drawn("Statement of income in millions", "Net sales        32,765     31,657", "Staff 5,100")
    file.write_bytes(scan(picture, text=PROSE))
    reading = read_page(file, 2)
    lines = reading.text.split("\n")
    assert lines[0] == "Statement of income in millions"
    assert lines[1].split() == ["Net", "sales", "32,765", "31,657"]
    assert (reading.reason, reading.confidence > 0.9) == ("", True)


def noise(seed: int) -> Image.Image:
    """A page on which a scanner saw nothing but dust."""
    chance = random.Random(seed)
    picture = drawn()
    for _ in range(60_000):
        place = chance.randrange(picture.width), chance.randrange(picture.height)
        picture.putpixel(place, (chance.randrange(120),) * 3)
    return picture


def arabic() -> bytes:
    """A page in a script that the model does not read, over a layer of garbled text."""
    document = FPDF(format="A4")
    document.add_page()
    document.set_font("helvetica", size=10)
    document.multi_cell(0, text=GARBAGE)
    document.image(drawn(), 0, 0, document.w, document.h)
    for x in range(20, 180, 12):
        for y in range(20, 260, 9):
            document.arc(x, y, 9, 5, 0, 160, style="D")
    return bytes(document.output())


@has_ocr
@pytest.mark.parametrize("data", [scan(drawn()), scan(noise(1)), arabic()], ids=["blank", "noise", "script"])
def test_a_picture_without_words_is_not_read(data, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(data)
    reading = read_page(file, 1)
    assert (reading.text, reading.reason.startswith("OCR")) == ("", True)


@has_ocr
def test_the_page_of_a_garbled_right_to_left_report_is_not_read(shared):
    """Its layer is garbled and the model lacks its script: two strokes are no reading of it."""
    reading = read_page(shared / "bad_files" / "40_right_to_left_02.pdf", 1)
    assert (reading.text, bool(reading.reason)) == ("", True)
