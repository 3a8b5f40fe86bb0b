"""Pages of a PDF without a text layer that can be used: garbled ones, and pictures of pages.

Garbled ones are decoded where their letters are only shifted, or else read again by the second engine. What
stays garbled is emptied and listed as unread: no text is better than a wrong one. With the pictures it waits
for OCR, which takes a time of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.document import RawReport, ReadPage
from ingest.errors import NEEDS_OCR, FileSkipped, Reason
from ingest.readers.pdf.garbled import is_garbled
from ingest.readers.pdf.ocr import is_installed
from ingest.readers.pdf.page_images import pictures

STAMP_CHARS = 30  # a page number or a stamp may stand on the picture of a page
_FEW_CHARS = 400  # on such a page letters may be too few to tell language from garbled text
_MAX_TEXT = 10_000  # characters; a page of more is none, and pypdf may take minutes for it
_MAX_FAILURES = 3  # pages that pypdf garbles as well before it is left alone: it is slow


def repaired(data: bytes, reading: RawReport) -> RawReport:
    """The reading with such pages read again or emptied.

    Raises `FileSkipped` where none has text and none can ever have: garbled text or no text.
    """
    pages = dict(enumerate(reading.pages, 1))
    garbled = [sheet for sheet, page in pages.items() if is_garbled(page.text)]
    scanned = pictures(data, [sheet for sheet, page in pages.items() if len(page.text) <= STAMP_CHARS])
    pages |= _unshifted(data, pages, garbled)
    garbled = [sheet for sheet in garbled if is_garbled(pages[sheet].text)]
    lost = {*garbled, *scanned}
    texts = _by_second_engine(data, [sheet for sheet in garbled if len(pages[sheet].text) <= _MAX_TEXT])
    pages |= {sheet: replace(pages[sheet], text=texts.get(sheet, ""), tables=()) for sheet in garbled}
    lost -= texts.keys()
    if not any(page.text for page in pages.values()) and not (lost and is_installed()):
        raise _nothing_left(garbled, len(pages))
    return replace(
        reading,
        pages=tuple(pages.values()),
        unread_pages=tuple(sorted({*reading.unread_pages, *lost})),
        needs_ocr=tuple(sorted(lost)),
    )


def _unshifted(data: bytes, pages: Mapping[int, ReadPage], garbled: Sequence[int]) -> dict[int, ReadPage]:
    """Those of the garbled pages of which only the letters are shifted, as they were meant.

    Where most pages are garbled, so may be those with too few words to tell.
    """
    from ingest.readers.pdf.pdfium import texts_unshifted

    is_all = len(garbled) >= sum(len(page.text) > _FEW_CHARS for page in pages.values())
    short = [sheet for sheet, page in pages.items() if is_all and len(page.text) <= _FEW_CHARS]
    return {
        sheet: replace(pages[sheet], text=text, tables=tables)
        for sheet, (text, tables) in texts_unshifted(data, garbled, short).items()
    }


def _by_second_engine(data: bytes, sheets: Sequence[int]) -> dict[int, str]:
    """The text of those pages that pypdf does not garble."""
    if not sheets:
        return {}
    from ingest.readers.pdf.pypdf_text import texts_with_pypdf

    texts: dict[int, str] = {}
    failures = 0
    for sheet, text in texts_with_pypdf(data, sheets):
        if text and not is_garbled(text):
            texts[sheet] = text
        else:
            failures += 1
        if failures == _MAX_FAILURES:
            break
    return texts


def _nothing_left(garbled: Sequence[int], page_count: int) -> FileSkipped:
    hint = "" if is_installed() else f"; {NEEDS_OCR}"
    if garbled:
        return FileSkipped(Reason.GARBLED, f"{len(garbled)} of {page_count} pages{hint}")
    return FileSkipped(Reason.NO_TEXT, f"{page_count} pages, none with a text layer{hint}")
