"""Pages of a PDF as pictures: which ones are nothing else, and what they look like."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from math import sqrt
from typing import Any

from pypdfium2 import PdfDocument, PdfImage, PdfiumError, PdfPage
from pypdfium2 import raw as pdfium

Pixels = Any  # an array of height, width and three colours

_MIN_COVERED = 0.5  # of the page; a smaller picture has no page of text in it
_DOTS_PER_POINT = 120 / 72  # small print can still be told, and the memory for a page stays below 1 GiB
_MAX_PIXELS = 2_000_000  # of a rendered page, whatever its size in points
_MAX_PICTURE_PIXELS = 100_000_000  # of all pictures of a page; more would be a bomb
_PAGE_ERRORS = (PdfiumError, AssertionError, ValueError)  # what a damaged page provokes in the binding


def pictures(data: bytes, sheets: Sequence[int]) -> list[int]:
    """Those of the sheets (from 1) that a picture covers, as the scanner left them."""
    with _opened(data, sheets) as document:
        return [sheet for sheet in sheets if document and _is_picture(document, sheet)]


def rendered(data: bytes, sheets: Sequence[int]) -> Iterator[tuple[int, Pixels]]:
    """Each of the sheets with its pixels, one at a time; those that cannot be drawn are left out."""
    with _opened(data, sheets) as document:
        for sheet in sheets if document else ():
            pixels = _pixels(document, sheet)
            if pixels is not None:
                yield sheet, pixels


@contextmanager
def _opened(data: bytes, sheets: Sequence[int]) -> Iterator[PdfDocument | None]:
    """The document, if there is anything to look for; None where only pypdf can open it."""
    try:
        document = PdfDocument(data) if sheets else None
    except PdfiumError:
        document = None
    try:
        yield document
    finally:
        if document:
            document.close()


def _is_picture(document: PdfDocument, sheet: int) -> bool:
    try:
        with closing(document[sheet - 1]) as page:
            return any(_covered(picture, page) >= _MIN_COVERED for picture in _pictures_on(page))
    except _PAGE_ERRORS:
        return False


def _pictures_on(page: PdfPage) -> Iterator[PdfImage]:
    yield from page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)


def _covered(picture: PdfImage, page: PdfPage) -> float:
    left, bottom, right, top = picture.get_bounds()
    width, height = page.get_size()
    across, up = min(right, width) - max(left, 0), min(top, height) - max(bottom, 0)
    return float(max(0.0, across) * max(0.0, up) / (width * height))


def _pixels(document: PdfDocument, sheet: int) -> Pixels | None:
    try:
        with closing(document[sheet - 1]) as page:
            if sum(width * height for width, height in map(PdfImage.get_px_size, _pictures_on(page))) > (
                _MAX_PICTURE_PIXELS
            ):
                return None
            width, height = page.get_size()
            scale = min(_DOTS_PER_POINT, sqrt(_MAX_PIXELS / (width * height)))
            with closing(page.render(scale=scale)) as bitmap:
                return bitmap.to_numpy()[:, :, :3].copy()  # the bitmap owns the original
    except (*_PAGE_ERRORS, ZeroDivisionError):
        return None
