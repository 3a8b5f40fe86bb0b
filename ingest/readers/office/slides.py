"""PowerPoint slides -> pages: the title, then what stands on the slide from top left, then the notes."""

from collections.abc import Iterable, Iterator
from io import BytesIO

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.table import Table
from pptx.text.text import TextFrame

from ingest.document import Heading, RawReport, ReadPage
from ingest.readers.characters import plain

CELL_GAP = "  "
_BAND = 91_440  # a tenth of an inch in PowerPoint's unit: shapes that much apart stand side by side
_RUNNING = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER}


def extract(package: BytesIO) -> RawReport:
    """One page a slide, hidden slides included so that every slide keeps its number."""
    slides = list(pptx.Presentation(package).slides)
    pages = tuple(ReadPage(plain("\n\n".join(_blocks(slide)))) for slide in slides)
    titles = ((_title(slide), number) for number, slide in enumerate(slides, 1))
    outline = tuple(Heading(title, number) for title, number in titles if title)
    return RawReport(pages, outline)


def _title(slide: Slide) -> str:
    shape = slide.shapes.title
    return " ".join(plain(shape.text_frame.text).split()) if shape is not None else ""


def _blocks(slide: Slide) -> Iterator[str]:
    if title := _title(slide):
        yield title
    heading = slide.shapes.title
    yield from _texts(shape for shape in slide.shapes if shape != heading)
    notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    if notes is not None:
        yield from _paragraphs(notes)


def _texts(shapes: Iterable[BaseShape]) -> Iterator[str]:
    for shape in sorted(shapes, key=_place):
        if isinstance(shape, GroupShape):
            yield from _texts(shape.shapes)
        elif isinstance(shape, GraphicFrame) and shape.has_table:
            yield _rows(shape.table)
        elif isinstance(shape, Shape) and not _is_running(shape):
            yield from _paragraphs(shape.text_frame)


def _place(shape: BaseShape) -> tuple[int, int]:
    return (shape.top or 0) // _BAND, shape.left or 0


def _is_running(shape: BaseShape) -> bool:
    """Whether it is the footer, date or number that stands on every slide."""
    return shape.is_placeholder and shape.placeholder_format.type in _RUNNING


def _paragraphs(frame: TextFrame) -> Iterator[str]:
    for paragraph in frame.paragraphs:
        if text := paragraph.text.replace("\v", "\n").strip():
            yield text


def _rows(table: Table) -> str:
    rows = ([" ".join(cell.text.split()) for cell in row.cells] for row in table.rows)
    return "\n".join(CELL_GAP.join(cell for cell in row if cell) for row in rows)
