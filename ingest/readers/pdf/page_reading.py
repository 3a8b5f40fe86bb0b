"""One page read by OCR: its picture against its text layer, and the better of both."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pypdfium2 import PdfDocument, PdfiumError

from ingest.document import PageReading, RawReport, ReadPage
from ingest.readers.characters import plain
from ingest.readers.pdf.garbled import is_garbled
from ingest.readers.pdf.ocr import Recognised, recognise
from ingest.readers.pdf.page_images import rendered
from ingest.readers.pdf.page_labels import with_printed_labels
from ingest.readers.pdf.repair import STAMP_CHARS

_WORD = re.compile(r"\w{3,}")
_MIN_CERTAIN = 0.5  # of the characters found stand in lines that OCR is sure of; of noise few do
_MIN_CONFIDENCE = 0.75  # of those lines; print gives 0.95 and more
_MIN_SHARE = 0.05  # of the characters that the layer prints; a glyph may be printed by its name, "(cid:123)"


def read_page(file: Path, sheet: int) -> PageReading:
    """What OCR makes of a page of a PDF, sheet from 1. Raises `OSError`."""
    data = file.read_bytes()
    for _, pixels in rendered(data, [sheet]):
        return better_reading(sheet, _layer(data, sheet), recognise(pixels))
    return PageReading(sheet, reason="cannot be drawn")


def better_reading(sheet: int, layer: str, found: Recognised) -> PageReading:
    """The better of a page's text layer and what OCR found on it; neither where OCR cannot be trusted."""
    if problem := _problem(found, layer):
        return PageReading(sheet, reason=problem)
    if _printed(found.text) <= _printed(layer) <= STAMP_CHARS:  # a longer layer is garbled, else none waits
        return PageReading(sheet)
    return PageReading(sheet, plain(found.text), round(found.confidence, 3))


def with_readings(reading: RawReport, readings: Sequence[PageReading]) -> RawReport:
    """A reading of a PDF with the pages that OCR has read, and without these among those that wait for it."""
    done = {one.page: one for one in readings if one.page in reading.needs_ocr}
    if not done:
        return reading
    pages = tuple(_page(page, done.get(sheet)) for sheet, page in enumerate(reading.pages, 1))
    read = {sheet for sheet, one in done.items() if not one.reason and pages[sheet - 1].text.strip()}
    return with_printed_labels(
        replace(
            reading,
            pages=pages,
            unread_pages=tuple(sheet for sheet in reading.unread_pages if sheet not in read),
            needs_ocr=tuple(sheet for sheet in reading.needs_ocr if sheet not in done),
        )
    )


def _page(page: ReadPage, reading: PageReading | None) -> ReadPage:
    if reading is None or not reading.text:
        return page
    return ReadPage(reading.text, page.label, "ocr", confidence=reading.confidence)


def _problem(found: Recognised, layer: str) -> str:
    """Why what OCR found is no reading of the page; empty where it is one."""
    if not _WORD.search(found.text):
        return "OCR found no words"
    if found.certain < _MIN_CERTAIN or found.confidence < _MIN_CONFIDENCE:
        return "OCR is not sure of what it found"
    if is_garbled(found.text):
        return "OCR found no language"
    if _printed(found.text) < _MIN_SHARE * _printed(layer):
        return "OCR found little of what the page prints"
    return ""


def _printed(text: str) -> int:
    """How many characters of a text are seen."""
    return len("".join(text.split()))


def _layer(data: bytes, sheet: int) -> str:
    """The text layer of a page as it is; empty where there is none."""
    try:
        with PdfDocument(data) as document:
            return str(document[sheet - 1].get_textpage().get_text_range())
    except (PdfiumError, AssertionError, ValueError):
        return ""
