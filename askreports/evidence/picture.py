"""The part of a page that shows a quote, framed: proof that anybody can see."""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from askreports.errors import PageNotDrawn
from askreports.viewing.pages import render

_WIDTH = 1400  # pixels of a whole page: some 170 dots an inch on paper
_AROUND = 90  # pixels of the page above and below the quote
_FRAME = (192, 57, 43)


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, and its size in pixels."""

    png: bytes
    width: int
    height: int


@lru_cache(64)
def picture_of(file: Path, number: int, quote: str) -> Picture | None:
    """The quote on its page; None where the page cannot be drawn or the quote is not found on the image."""
    if file.suffix.lower() != ".pdf":
        return None
    try:
        page = render(file, number, _WIDTH, quote)
    except PageNotDrawn:
        return None
    if not page.located:
        return None
    image = Image.open(io.BytesIO(page.png)).convert("RGB")
    pen = ImageDraw.Draw(image)
    for box in page.rectangles:
        pen.rectangle((box.left - 4, box.top - 4, box.right + 4, box.bottom + 4), outline=_FRAME, width=3)
    top = max(0, int(min(box.top for box in page.rectangles)) - _AROUND)
    bottom = min(image.height, int(max(box.bottom for box in page.rectangles)) + _AROUND)
    part = image.crop((0, top, image.width, bottom))
    out = io.BytesIO()
    part.quantize(64).save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), part.width, part.height)
