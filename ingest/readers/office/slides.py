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
from pptx.text.text import TextFrame, _Paragraph

from ingest.document import Heading, RawReport, ReadPage
from ingest.readers.characters import plain
from ingest.readers.grid import GivenCell, Laid, PageWriter, lay_out, plain_page
from ingest.readers.office.charts import chart, diagram
from ingest.readers.raised import raised
from ingest.readers.xml_tree import parse_xml

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BAND = 91_440  # a tenth of an inch in PowerPoint's unit: shapes that much apart stand side by side
_RUNNING = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER}


def extract(package: BytesIO) -> RawReport:
    """One page a slide, hidden slides included so that every slide keeps its number."""
    slides = list(pptx.Presentation(package).slides)
    pages = tuple(map(_page, slides))
    titles = ((_title(slide), number) for number, slide in enumerate(slides, 1))
    outline = tuple(Heading(title, number) for title, number in titles if title)
    return RawReport(pages, outline)


def _title(slide: Slide) -> str:
    shape = slide.shapes.title
    return " ".join(plain(shape.text_frame.text).split()) if shape is not None else ""


def _page(slide: Slide) -> ReadPage:
    page = PageWriter()
    for block in _blocks(slide):
        page.put_table(block)
    return plain_page(page.text, page.tables)


def _blocks(slide: Slide) -> Iterator[Laid]:
    yield Laid(_title(slide), ())
    heading = slide.shapes.title
    yield from _texts(shape for shape in slide.shapes if shape != heading)
    notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    if notes is not None:
        yield from _paragraphs(notes)


def _texts(shapes: Iterable[BaseShape]) -> Iterator[Laid]:
    for shape in sorted(shapes, key=_place):
        if isinstance(shape, GroupShape):
            yield from _texts(shape.shapes)
        elif isinstance(shape, GraphicFrame) and shape.has_table:
            yield _grid(shape.table)
        elif isinstance(shape, GraphicFrame):
            yield _drawn(shape)
        elif isinstance(shape, Shape) and not _is_running(shape):
            yield from _paragraphs(shape.text_frame)


def _drawn(frame: GraphicFrame) -> Laid:
    """What a chart or a diagram says; nothing for what is of another kind, such as a film."""
    if frame.has_chart:
        return chart(frame.chart._chartSpace)
    links = frame._element.find(f".//{_DIAGRAM}relIds")
    name = links.get(f"{_LINK}dm", "") if links is not None else ""
    if name not in frame.part.rels:
        return Laid("", ())
    return diagram(parse_xml(frame.part.related_part(name).blob))


def _place(shape: BaseShape) -> tuple[int, int]:
    return (shape.top or 0) // _BAND, shape.left or 0


def _is_running(shape: BaseShape) -> bool:
    """Whether it is the footer, date or number that stands on every slide."""
    return shape.is_placeholder and shape.placeholder_format.type in _RUNNING


def _paragraphs(frame: TextFrame) -> Iterator[Laid]:
    for paragraph in frame.paragraphs:
        yield Laid(_text(paragraph).strip(), ())


def _text(paragraph: _Paragraph) -> str:
    """The text of a paragraph; raised figures are the marks they are."""
    text = ""
    for piece in paragraph._p:
        if piece.tag == f"{_DRAWING}br":
            text += "\n"
        elif piece.tag in (f"{_DRAWING}r", f"{_DRAWING}fld"):
            words = (piece.findtext(f"{_DRAWING}t") or "").replace("\v", "\n")
            setting = piece.find(f"{_DRAWING}rPr")
            height = setting.get("baseline", "0") if setting is not None else "0"
            text += raised(text, words) if not height.startswith("-") and height.strip("0%") else words
    return text


def _grid(table: Table) -> Laid:
    rows = [
        [
            GivenCell(
                " ".join(" ".join(map(_text, cell.text_frame.paragraphs)).split()),
                cell.span_height if cell.is_merge_origin else 1,
                cell.span_width if cell.is_merge_origin else 1,
            )
            for cell in row.cells
            if not cell.is_spanned
        ]
        for row in table.rows
    ]
    return lay_out(rows)
