"""A page of a PDF as an image, with a quote highlighted in it."""

import ctypes
import io
import math
import threading
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageOps

from askreports.errors import PageNotDrawn
from askreports.viewing.locate import Rectangle, locate, locate_part

if TYPE_CHECKING:
    from pypdfium2 import PdfBitmap, PdfPage

_MAX_PIXELS = 12_000_000  # a poster or a mile-long strip is drawn smaller rather than filling the memory
_MARGIN_PIXELS = 24  # kept round the print when empty margins are cut off
_HIGHLIGHT = (255, 229, 110)
_FAINT = (255, 246, 208)  # of a row in which one cell is meant
_FRAME = (178, 84, 0)
_PDFIUM = threading.Lock()  # pdfium is not thread-safe: one call at a time in this process


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a PNG. `rectangles` are where the quote stands, in pixels of this image, one a line.

    `cell` is the part of it that is meant, where one is and it was found.
    """

    png: bytes
    width: int
    height: int
    rectangles: tuple[Rectangle, ...]
    cell: Rectangle | None = None

    @property
    def located(self) -> bool:
        """Was the quote found on the page?"""
        return bool(self.rectangles)


def render(file: Path, number: int, width: int, quote: str = "", cell: range = range(0)) -> PageImage:
    """Draw a page (sheet from 1) of a PDF at most `width` pixels wide, empty margins cut off.

    `cell` are the characters of the quote that are meant: they are framed, and the rest of it is faint.
    Raises PageNotDrawn when the file cannot be opened as a PDF or has no such page.
    """
    image, characters, boxes = _draw(file, number, width)
    rectangles = locate(quote, characters, boxes)
    framed = locate_part(quote, cell, characters, boxes) if cell and rectangles else ()
    _highlight(image, rectangles, _FAINT if framed else _HIGHLIGHT)
    for box in framed:
        ImageDraw.Draw(image).rectangle(_within(image, box, margin=5), outline=_FRAME, width=3)
    left, top, right, bottom = _printed_area(image)
    moved = tuple(box.moved(-left, -top) for box in (*rectangles, *framed))
    image = image.crop((left, top, right, bottom))
    found = moved[: len(rectangles)]
    return PageImage(_png(image), image.width, image.height, found, moved[-1] if framed else None)


def _draw(file: Path, number: int, width: int) -> tuple[Image.Image, str, list[Rectangle]]:
    """The page as an image, its characters, and where each of them was drawn."""
    import pypdfium2

    try:
        with _PDFIUM, pypdfium2.PdfDocument(file) as pdf:
            pdf.init_forms()
            page = pdf[number - 1]
            with closing(page.render(scale=_scale(page.get_size(), width), rev_byteorder=True)) as bitmap:
                characters, boxes = _read_characters(page, bitmap)
                return bitmap.to_pil().convert("RGB"), characters, boxes  # a copy, which outlives the bitmap
    except (pypdfium2.PdfiumError, IndexError, OSError) as error:
        raise PageNotDrawn(
            f"{file.name}: page {number} cannot be drawn ({error}); ingest it again"
        ) from error


def _scale(size: tuple[float, float], width: int) -> float:
    """Pixels per PDF point (1/72 inch) for a page of this size in points."""
    return min(width / size[0], math.sqrt(_MAX_PIXELS / (size[0] * size[1])))


def _read_characters(page: "PdfPage", bitmap: "PdfBitmap") -> tuple[str, list[Rectangle]]:
    """Every character of the page with its box in pixels of the bitmap."""
    from pypdfium2 import raw

    text = page.get_textpage()
    x0, y0, matrix = _pixels_per_point(page, bitmap)
    corner = [ctypes.c_double() for _ in range(4)]
    characters, boxes = [], []
    for index in range(text.count_chars()):
        characters.append(chr(raw.FPDFText_GetUnicode(text, index)))
        raw.FPDFText_GetCharBox(text, index, *corner)
        left, right, bottom, top = (value.value for value in corner)
        xs = [x0 + matrix[0] * x + matrix[1] * y for x, y in ((left, bottom), (right, top))]
        ys = [y0 + matrix[2] * x + matrix[3] * y for x, y in ((left, bottom), (right, top))]
        boxes.append(Rectangle(min(xs), min(ys), max(xs), max(ys)))
    return "".join(characters), boxes


def _pixels_per_point(
    page: "PdfPage", bitmap: "PdfBitmap"
) -> tuple[float, float, tuple[float, float, float, float]]:
    """The way from a point on the page to a pixel: x0, y0 and a matrix that knows rotation and crop box.

    Asked of pdfium at three far points, since it rounds to whole pixels and costs a call a point.
    """
    far = 10_000
    convert = bitmap.get_posconv(page).to_bitmap
    x0, y0 = convert(0, 0)
    (x1, y1), (x2, y2) = convert(far, 0), convert(0, far)
    return x0, y0, ((x1 - x0) / far, (x2 - x0) / far, (y1 - y0) / far, (y2 - y0) / far)


def _highlight(image: Image.Image, rectangles: tuple[Rectangle, ...], colour: tuple[int, int, int]) -> None:
    """Mark rectangles in the image as with a marker pen.

    What lies under the marker is turned grey and its tint to white first: yellow on the blue of a table
    row would come out green.
    """
    for box in rectangles:
        area = _within(image, box, margin=3)
        grey = ImageOps.autocontrast(image.crop(area).convert("L")).convert("RGB")
        image.paste(ImageChops.multiply(grey, Image.new("RGB", grey.size, colour)), area)


def _within(image: Image.Image, box: Rectangle, margin: int) -> tuple[int, int, int, int]:
    """The box in whole pixels with a margin round it, cut off at the image's edges."""
    left, top = max(0, int(box.left) - margin), max(0, int(box.top) - margin)
    return left, top, min(image.width, int(box.right) + margin), min(image.height, int(box.bottom) + margin)


def _printed_area(image: Image.Image) -> tuple[int, int, int, int]:
    """The part of the page that is not white, and a little round it; all of an empty page."""
    white = Image.new("RGB", image.size, (255, 255, 255))
    printed = ImageChops.difference(image, white).getbbox() or (0, 0, *image.size)
    return _within(image, Rectangle(*printed), _MARGIN_PIXELS)


def _png(image: Image.Image) -> bytes:
    """As a palette image: a third of the size, and print looks the same."""
    out = io.BytesIO()
    image.quantize(256, method=Image.Quantize.FASTOCTREE).save(out, "PNG", compress_level=6)
    return out.getvalue()
