"""Word documents -> pages: paragraphs and tables in order, cut where Word itself cut the pages."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from ingest.document import Heading, RawReport, ReadPage
from ingest.readers.characters import plain
from ingest.readers.office.word_pages import Pages
from ingest.readers.office.word_runs import WORD, Mark, Note, Run, WordTextBox, is_on, runs
from ingest.readers.office.word_styles import TITLE, Styles

CELL_GAP = "  "

Element = Any  # an lxml element, which has no types

_PARAGRAPH, _TABLE, _ROW, _CELL = (f"{WORD}{name}" for name in ("p", "tbl", "tr", "tc"))
_WRAPPERS = {f"{WORD}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_SECTIONS = ".//w:pPr/w:sectPr | ./w:sectPr"
_SAME_PAGE = {"continuous", "nextColumn"}  # how a section begins; all else begins a page


def extract(package: BytesIO) -> RawReport:
    """The main text, with footnotes at the end of their page; no running headers and footers.

    A page begins at a break that the author set, or that Word noted when it last saved the file. A
    file that Word never saved has none of the latter.
    """
    document = docx.Document(package)
    body = document.element.body
    footnotes = _notes(document.part, RELATIONSHIP_TYPE.FOOTNOTES)
    endnotes = _notes(document.part, RELATIONSHIP_TYPE.ENDNOTES)
    writer = _Writer(Styles(document.styles.element), body.xpath(_SECTIONS), footnotes, endnotes)
    writer.write(body)
    pages = tuple(ReadPage(plain(text)) for text in writer.pages.texts())
    return RawReport(pages, tuple(writer.outline), {"title": writer.title} if writer.title else {})


class _Writer:
    """Puts the blocks of a document on pages, and collects its outline and title."""

    def __init__(
        self, styles: Styles, sections: list[Element], footnotes: dict[str, str], endnotes: dict[str, str]
    ) -> None:
        self.pages = Pages()
        self.outline: list[Heading] = []
        self.title = ""
        self._styles = styles
        self._sections = iter(sections[1:])  # what begins where a paragraph ends the section before it
        self._footnotes = footnotes
        self._endnotes = endnotes

    def write(self, parent: Element) -> None:
        """Writes the paragraphs and tables inside `parent` in order."""
        for block in _inside(parent, {_PARAGRAPH, _TABLE}):
            if block.tag == _PARAGRAPH:
                self._paragraph(block)
            else:
                self._table(block)

    def _paragraph(self, paragraph: Element) -> None:
        depth = self._styles.depth(paragraph)
        if is_on(paragraph, f"{WORD}pPr/{WORD}pageBreakBefore"):
            self.pages.turn(Mark.PAGE_END)
        text: list[str] = []
        boxes: list[WordTextBox] = []
        for piece in runs(paragraph):
            if isinstance(piece, str):
                text.append(piece)
            elif isinstance(piece, WordTextBox):
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
            self.write(box.content)
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
        if note.at_end and note.id in self._endnotes:
            self.pages.add_endnote(self._endnotes[note.id])
        elif not note.at_end and note.id in self._footnotes:
            self.pages.add_footnote(self._footnotes[note.id])

    def _end_section(self) -> None:
        following = next(self._sections, None)
        kind = None if following is None else following.find(f"{WORD}type")
        if kind is None or kind.get(f"{WORD}val") not in _SAME_PAGE:
            self.pages.turn(Mark.PAGE_BREAK)

    def _table(self, table: Element) -> None:
        rows = list(_inside(table, {_ROW}))
        if table.find(f".//{_TABLE}") is not None:  # a table around tables is mere layout
            for row in rows:
                for cell in _inside(row, {_CELL}):
                    self.write(cell)
            return
        for number, row in enumerate(rows):
            self._row([_cell_pieces(cell) for cell in _inside(row, {_CELL})], first=number == 0)

    def _row(self, cells: list[list[Run]], *, first: bool) -> None:
        """One line. A row that runs over the end of a page stands on the page where it begins."""
        breaks = max((sum(_is_break(piece) for piece in cell) for cell in cells), default=0)
        begins_page = any(_begins_with_break(cell) for cell in cells)
        if begins_page:
            self.pages.turn(Mark.PAGE_END)
        self.pages.put(CELL_GAP.join(filter(None, map(_text, cells))), gap="\n\n" if first else "\n")
        for piece in (piece for cell in cells for piece in cell):
            if isinstance(piece, Note):
                self._note(piece)
        for _ in range(breaks - begins_page):
            self.pages.turn(Mark.PAGE_BREAK)


def _inside(parent: Element, tags: set[str]) -> Iterator[Element]:
    """The children with one of the tags, also where content controls or tracked changes wrap them."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tags)


def _cell_pieces(cell: Element) -> list[Run]:
    found: list[Run] = []
    for paragraph in _inside(cell, {_PARAGRAPH}):
        found += [*runs(paragraph), " "]
    return found


def _text(found: list[Run]) -> str:
    """All text among the pieces on one line, text boxes included."""
    return _squeezed("".join(_as_text(piece) for piece in found))


def _as_text(piece: Run) -> str:
    if isinstance(piece, WordTextBox):
        return _text(_cell_pieces(piece.content))
    if _is_break(piece):
        return " "
    return piece if isinstance(piece, str) else ""


def _is_break(piece: Run) -> bool:
    return piece is Mark.PAGE_BREAK or piece is Mark.PAGE_END


def _begins_with_break(cell: list[Run]) -> bool:
    first = next((piece for piece in cell if not isinstance(piece, str) or piece.strip()), None)
    return first is not None and _is_break(first)


def _notes(part: Part, kind: str) -> dict[str, str]:
    """The text of the footnotes or endnotes by their id."""
    for relationship in part.rels.values():
        if relationship.reltype == kind:
            notes = parse_xml(relationship.target_part.blob)
            return {note.get(f"{WORD}id"): _text(_cell_pieces(note)) for note in notes}
    return {}


def _squeezed(text: str) -> str:
    return " ".join(text.split())
