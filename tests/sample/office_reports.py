"""A source becomes a Word document, a workbook or a slide deck, with the same bytes each time."""

import re
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

from docx import Document as WordDocument
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt as WordPt
from docx.text.paragraph import Paragraph as WordParagraph
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide
from pptx.util import Length, Mm, Pt
from source import Block, Bullets, Heading, Paragraph, Source, Table, chapters

_ZIP_DATE = (2020, 1, 1, 0, 0, 0)  # an archive stamps its members; a fixed date keeps the bytes the same
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def write_docx(source: Source, path: Path) -> None:
    """Write `source` as a Word document with headings, lists and tables."""
    word = WordDocument()
    _set_properties(word.core_properties, source)
    word.styles["Normal"].font.name = "Calibri"
    word.styles["Normal"].font.size = WordPt(11)
    word.add_paragraph(source.fields["title"], style="Title")
    word.add_paragraph(source.fields["subtitle"], style="Subtitle")
    for block in source.blocks:
        _put_in_word(word, block)
    _save(word, path, source.date)


def _put_in_word(word: WordFile, block: Block) -> None:
    match block:
        case Heading(text, depth):
            word.add_heading(text, depth)
        case Paragraph(text):
            _add_runs(word.add_paragraph(), text)
        case Bullets(items):
            for item in items:
                _add_runs(word.add_paragraph(style="List Bullet"), item)
        case Table():
            _word_table(word, block)
        case _:
            raise TypeError(f"a Word document has no {type(block).__name__}")


def _add_runs(paragraph: WordParagraph, text: str) -> None:
    for number, part in enumerate(_BOLD.split(text)):
        paragraph.add_run(part).bold = number % 2 == 1


def _word_table(word: WordFile, table: Table) -> None:
    caption = word.add_paragraph(table.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    grid = word.add_table(rows=0, cols=len(table.head), style="Light Grid Accent 1")
    for row in (table.head, *table.rows):
        for cell, text, right in zip(grid.add_row().cells, row, table.right, strict=True):
            _add_runs(cell.paragraphs[0], text)
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    word.add_paragraph()


def write_xlsx(source: Source, path: Path) -> None:
    """Write `source` as a workbook: a chapter is a sheet, its caption the first row, then the table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _set_properties(book.properties, source)
    for name, blocks in chapters(source):
        for table in blocks:
            if not isinstance(table, Table):
                raise TypeError(f"a sheet has no {type(table).__name__}")
            _fill_sheet(book.create_sheet(name), table, source.fields["colour"])
    _save(book, path, source.date)


def _fill_sheet(sheet: Worksheet, table: Table, colour: str) -> None:
    sheet.append([table.caption])
    sheet["A1"].font = Font(bold=True, size=12)
    sheet.append([_value(cell) for cell in table.head])
    for row in table.rows:
        sheet.append([_value(cell) for cell in row])
    for number, cell in enumerate(sheet[2], start=1):
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor=colour)
        right = table.right[number - 1]
        cell.alignment = Alignment(horizontal="right" if right else "left")
        longest = max(len(row[number - 1]) for row in (table.head, *table.rows))
        sheet.column_dimensions[get_column_letter(number)].width = longest + 3
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            if isinstance(cell.value, int) and cell.value >= 2100:  # years stay as they are
                cell.number_format = "#,##0"
    sheet.freeze_panes = "B3"


def _value(cell: str) -> str | int:
    digits = cell.replace(",", "")
    return int(digits) if digits.isdecimal() else cell


def write_pptx(source: Source, path: Path) -> None:
    """Write `source` as slides: a chapter is a slide, its heading the title."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Mm(320), Mm(180)
    _set_properties(deck.core_properties, source)
    for number, (title, blocks) in enumerate(chapters(source)):
        slide = deck.slides.add_slide(deck.slide_layouts[5])  # "Title Only"
        _place_title(slide, title, source.fields["colour"], Mm(62 if number == 0 else 10))
        _fill_slide(slide, blocks, Mm(92 if number == 0 else 42), source.fields["colour"])
    _save(deck, path, source.date)


def _place_title(slide: Slide, title: str, colour: str, top: Length) -> None:
    shape = slide.shapes.title
    if shape is None:
        raise ValueError(f"no place for the title {title!r}")
    shape.left, shape.top, shape.width, shape.height = Mm(20), top, Mm(280), Mm(24)
    shape.text_frame.text = title
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    paragraph.font.size, paragraph.font.bold = Pt(32), True
    paragraph.font.color.rgb = RGBColor(*bytes.fromhex(colour))


def _fill_slide(slide: Slide, blocks: list[Block], top: Length, colour: str) -> None:
    lines: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(text):
                lines.append(text)
            case Bullets(items):
                lines.extend(f"• {item}" for item in items)
            case Table():
                _slide_table(slide, block, top, colour)
            case _:
                raise TypeError(f"a slide has no {type(block).__name__}")
    if lines:
        _slide_text(slide, lines, top)


def _slide_text(slide: Slide, lines: list[str], top: Length) -> None:
    frame = slide.shapes.add_textbox(Mm(20), top, Mm(280), Mm(110)).text_frame
    frame.word_wrap = True
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = line
        paragraph.font.size, paragraph.space_after = Pt(20), Pt(10)


def _slide_table(slide: Slide, table: Table, top: Length, colour: str) -> None:
    caption = slide.shapes.add_textbox(Mm(20), Length(top - Mm(10)), Mm(280), Mm(9)).text_frame
    caption.text = table.caption
    caption.paragraphs[0].font.size = Pt(14)
    rows = (table.head, *table.rows)
    grid = slide.shapes.add_table(len(rows), len(table.head), Mm(20), top, Mm(220), Mm(11 * len(rows))).table
    for number in range(len(table.head)):
        grid.columns[number].width = Mm(50 if number else 120)
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            cell = grid.cell(y, x)
            cell.text = text.replace("**", "")
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.RIGHT if table.right[x] else PP_ALIGN.LEFT
            paragraph.font.size, paragraph.font.bold = Pt(15), y == 0 or row[0].startswith("**")
            if y == 0:
                cell.fill.solid()
                cell.fill.fore_color.rgb = RGBColor(*bytes.fromhex(colour))


def _set_properties(properties: object, source: Source) -> None:
    """Fill in the document properties. The three libraries name them alike, except the author."""
    moment = source.date.replace(tzinfo=None)
    author = "creator" if hasattr(properties, "creator") else "author"
    values: dict[str, object] = {name: source.fields[name] for name in ("title", "subject", "language")}
    values |= {author: source.fields["organisation"], "created": moment, "modified": moment}
    if hasattr(properties, "comments"):
        values["comments"] = ""  # the empty document comes with a remark on its maker
    for name, value in values.items():
        setattr(properties, name, value)


def _save(file: object, path: Path, date: datetime) -> None:
    """Save `file` with fixed dates in the archive and in its properties."""
    buffer = BytesIO()
    file.save(buffer)  # type: ignore[attr-defined]
    modified = f">{date:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>".encode()
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":  # openpyxl writes the time of saving
                content = re.sub(rb">[^<]*</dcterms:modified>", modified, content)
            kept.writestr(zipfile.ZipInfo(name, _ZIP_DATE), content, zipfile.ZIP_DEFLATED)
