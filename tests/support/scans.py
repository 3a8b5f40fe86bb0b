"""Reports as a scanner leaves them: pages that are pictures."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont
from pypdfium2 import PdfDocument


def drawn(*lines: str, size: int = 40) -> Image.Image:
    """The picture of a page with these lines."""
    picture = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        draw.text((120, 150 + 80 * number), line, fill="black", font=ImageFont.load_default(size))
    return picture


def scan(*pictures: Image.Image, text: str = "") -> bytes:
    """A PDF of pictures that fill their pages, the first page with text instead where there is some."""
    document = FPDF(format="A4")
    document.set_font("helvetica", size=10)
    if text:
        document.add_page()
        document.multi_cell(0, text=text)
    for picture in pictures:
        document.add_page()
        document.image(picture, 0, 0, document.w, document.h)
    return bytes(document.output())


def scanned(report: Path, sheets: Iterable[int], dots_per_inch: int = 150) -> bytes:
    """These sheets of a PDF (from 1) as a scanner leaves them: pictures, and no text."""
    with PdfDocument(report) as document:
        first, *others = [
            document[sheet - 1].render(scale=dots_per_inch / 72).to_pil().convert("L") for sheet in sheets
        ]
    written = BytesIO()
    first.save(written, "PDF", save_all=True, append_images=others, resolution=dots_per_inch)
    return written.getvalue()
