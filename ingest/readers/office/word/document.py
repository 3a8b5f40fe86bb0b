"""Word documents -> pages: paragraphs and tables in order, cut where Word itself cut the pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from ingest.document import Heading, RawReport
from ingest.readers.characters import plain
from ingest.readers.grid import Laid, lay_out_pages
from ingest.readers.office.charts import chart, diagram
from ingest.readers.office.word.numbers import Numbers
from ingest.readers.office.word.pages import Pages
from ingest.readers.office.word.runs import WORD, Drawn, Mark, Note, WordTextBox, is_on, runs
from ingest.readers.office.word.styles import TITLE, WordStyles
from ingest.readers.office.word.tables import (
    CELL,
    PARAGRAPH,
    ROW,
    TABLE,
    WordRow,
    cell_pieces,
    given_rows,
    inside,
    is_layout,
    marked_heads,
    text_of,
)

Element = Any  # an lxml element, which has no types

_SECTIONS = ".//w:pPr/w:sectPr | ./w:sectPr"
_RUNNING = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
_SAME_PAGE = {"continuous", "nextColumn"}  # how a section begins; all else begins a page


def extract(package: BytesIO) -> RawReport:
    """The main text, with footnotes at the end of their page; headers and footers beside it.

    A page begins at a break that the author set, or that Word noted when it last saved the file. A
    file that Word never saved has none of the latter.
    """
    document = docx.Document(package)
    body = document.element.body
    footnotes = _notes(document.part, RELATIONSHIP_TYPE.FOOTNOTES)
    endnotes = _notes(document.part, RELATIONSHIP_TYPE.ENDNOTES)
    notes = _WordNotes(footnotes, endnotes)
    styles = document.styles.element
    numbers = Numbers(next(_parts(document.part, RELATIONSHIP_TYPE.NUMBERING), None), styles)
    writer = _Writer(WordStyles(styles), numbers, body.xpath(_SECTIONS), notes, document.part)
    writer.write(body)
    pages = tuple(writer.pages.finished())
    running = tuple(
        line for kind in _RUNNING for part in _parts(document.part, kind) for line in _lines(part)
    )
    information = {"title": writer.title} if writer.title else {}
    return RawReport(pages, tuple(writer.outline), information, running=running)


@dataclass(frozen=True, slots=True)
class _WordNotes:
    """The texts of footnotes and endnotes by their ids."""

    at_foot: dict[str, str]
    at_end: dict[str, str]


class _Writer:
    """Puts the blocks of a document on pages, and collects its outline and title."""

    def __init__(
        self, styles: WordStyles, numbers: Numbers, sections: list[Element], notes: _WordNotes, part: Part
    ) -> None:
        self.pages = Pages()
        self.outline: list[Heading] = []
        self.title = ""
        self._styles, self._numbers = styles, numbers
        self._part = part
        self._sections = iter(sections[1:])  # what begins where a paragraph ends the section before it
        self._notes = notes

    def write(self, parent: Element) -> None:
        """Writes the paragraphs and tables inside `parent` in order."""
        for block in inside(parent, {PARAGRAPH, TABLE}):
            if block.tag == PARAGRAPH:
                self._paragraph(block)
            else:
                self._table(block)

    def _paragraph(self, paragraph: Element) -> None:
        depth = self._styles.depth(paragraph)
        if is_on(paragraph, f"{WORD}pPr/{WORD}pageBreakBefore"):
            self.pages.turn(Mark.PAGE_END)
        number = self._numbers.of(paragraph)
        text: list[str] = [f"{number} "] if number else []
        boxes: list[WordTextBox | Drawn] = []
        for piece in runs(paragraph):
            if isinstance(piece, str):
                text.append(piece)
            elif isinstance(piece, WordTextBox | Drawn):
                boxes.append(piece)
            elif isinstance(piece, Note):
                self._note(piece)
            elif piece is Mark.PICTURE:
                self.pages.put_picture()
            else:
                self._put("".join(text), depth)
                text = []
                self.pages.turn(piece)
        self._put("".join(text), depth)
        for box in boxes:
            if isinstance(box, WordTextBox):
                self.write(box.content)
            elif box.part in self._part.rels:
                drawn = parse_xml(self._part.related_parts[box.part].blob)
                self.pages.put_table(chart(drawn) if box.is_chart else diagram(drawn))
        if paragraph.find(f"{WORD}pPr/{WORD}sectPr") is not None:
            self._end_section()

    def _put(self, text: str, depth: int | None) -> None:
        if depth is None or not text.strip():
            self.pages.put(text)
            return
        title = _squeezed(text)
        self.pages.put(title)
        self.outline.append(Heading(plain(title), self.pages.number, max(depth, 1)))
        if depth == TITLE and not self.title:
            self.title = plain(title)

    def _note(self, note: Note) -> None:
        if note.at_end and note.id in self._notes.at_end:
            self.pages.add_endnote(self._notes.at_end[note.id])
        elif not note.at_end and note.id in self._notes.at_foot:
            self.pages.add_footnote(self._notes.at_foot[note.id])

    def _end_section(self) -> None:
        following = next(self._sections, None)
        kind = None if following is None else following.find(f"{WORD}type")
        if kind is None or kind.get(f"{WORD}val") not in _SAME_PAGE:
            self.pages.turn(Mark.PAGE_BREAK)

    def _table(self, table: Element) -> None:
        rows = list(inside(table, {ROW}))
        if is_layout(rows):
            for row in rows:
                for cell in inside(row, {CELL}):
                    self.write(cell)
            return
        word_rows = [WordRow(row) for row in rows]
        starts = {n for n, row in enumerate(word_rows) if row.begins_page}
        starts |= {n + 1 for n, row in enumerate(word_rows) if row.breaks}
        bounds = sorted({0, *starts} - {len(rows)})
        laid = lay_out_pages(given_rows(word_rows), bounds[1:], marked_heads(rows))
        for part, (start, end) in zip(laid, pairwise([*bounds, len(rows)]), strict=True):
            self._put_part(part, word_rows[start:end])

    def _put_part(self, laid: Laid, rows: list[WordRow]) -> None:
        """The rows of a table on one page; one that runs over the end of a page stands where it begins."""
        if rows and rows[0].begins_page:
            self.pages.turn(Mark.PAGE_END)
        self.pages.put_table(laid)
        for row in rows:
            for note in row.notes:
                self._note(note)
            for _ in range(row.breaks):
                self.pages.turn(Mark.PAGE_BREAK)


def _notes(part: Part, kind: str) -> dict[str, str]:
    """The text of the footnotes or endnotes by their id."""
    notes = next(_parts(part, kind), ())
    return {note.get(f"{WORD}id"): text_of(cell_pieces(note)) for note in notes}


def _parts(part: Part, kind: str) -> Iterator[Element]:
    """The roots of the parts that stand in this relation to the document."""
    for relationship in part.rels.values():
        if relationship.reltype == kind and not relationship.is_external:
            yield parse_xml(relationship.target_part.blob)


def _lines(header: Element) -> Iterator[str]:
    """The lines of a header or footer."""
    for paragraph in header.iter(PARAGRAPH):
        text = text_of([piece for piece in runs(paragraph) if not isinstance(piece, WordTextBox)])
        if text:
            yield plain(text)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
