"""OpenDocument texts (ODT) -> pages: paragraphs and tables in order, cut where the writer cut the pages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from zipfile import ZipFile

from ingest.document import Heading, RawReport
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain
from ingest.readers.grid import GivenCell, Laid, PageWriter, lay_out_pages, plain_page
from ingest.readers.raised import raised
from ingest.readers.xml_tree import Element, parse_xml

CELL_GAP = "  "
MAX_SPACES = 100  # that one element may stand for
MAX_REPEATED = 200  # blank columns, and rows

_OFFICE, _TEXT, _TABLE, _STYLE, _FO, _DC, _META = (
    f"{{{name}}}"
    for name in (
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "http://purl.org/dc/elements/1.1/",
        "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    )
)
_PAGE_END = f"{_TEXT}soft-page-break"  # where the program began a new page when it saved the file
_LEFT_OUT = {
    f"{_TEXT}tracked-changes",  # what was deleted
    f"{_OFFICE}annotation",
    f"{_OFFICE}forms",
    f"{_TEXT}sequence-decls",
    f"{_TEXT}variable-decls",
    f"{_TEXT}note-citation",
}
_ROW_GROUPS = {f"{_TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")}
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_FIELDS = {f"{_DC}title": "title", f"{_META}initial-creator": "author", f"{_DC}language": "language"}


def extract(package: BytesIO) -> RawReport:
    """The main text with its footnotes in place; headers and footers are its running lines.

    A page begins at a break that the author set, or that the program noted when it saved the file.
    """
    with ZipFile(package) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise FileSkipped(Reason.LOCKED, "protected by a password")
        content = parse_xml(archive.read("content.xml"))
        meta = parse_xml(archive.read("meta.xml")) if "meta.xml" in archive.namelist() else None
        masters = parse_xml(archive.read("styles.xml")) if "styles.xml" in archive.namelist() else None
    styles = _styles(content)
    writer = _Writer(styles)
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is not None:
        writer.write(body)
    pages = tuple(plain_page(page.text, page.tables) for page in writer.pages)
    running = tuple(_running(masters, styles)) if masters is not None else ()
    return RawReport(pages, tuple(writer.outline), dict(_information(meta)), running=running)


def _running(masters: Element, styles: "_Styles") -> Iterator[str]:
    """The lines of headers, then of footers, each once."""
    for part in ("header", "footer"):
        lines = (
            " ".join(plain(_text(line, styles)).split())
            for name in ("", "-first", "-left")
            for edge in masters.iter(f"{_STYLE}{part}{name}")
            for line in edge.iter(f"{_TEXT}p", f"{_TEXT}h")
        )
        yield from dict.fromkeys(filter(None, lines))


class _Writer:
    """Puts the blocks of a document on pages, and collects its outline."""

    def __init__(self, styles: "_Styles") -> None:
        self.pages = [PageWriter()]
        self.outline: list[Heading] = []
        self._styles = styles

    def write(self, parent: Element) -> None:
        """Writes what is inside `parent` in order: sections, lists and frames are looked through."""
        for block in parent:
            if block.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraph(block)
            elif block.tag == f"{_TABLE}table":
                self._table(block)
            elif block.tag == _PAGE_END:
                self._turn()
            elif block.tag not in _LEFT_OUT:
                self.write(block)

    def _paragraph(self, paragraph: Element) -> None:
        style = paragraph.get(f"{_TEXT}style-name")
        if style in self._styles.breaking_before:
            self._turn()
        text = "" if style in self._styles.hiding else _text(paragraph, self._styles).strip()
        if paragraph.tag == f"{_TEXT}h" and text:
            level = paragraph.get(f"{_TEXT}outline-level", "1")
            depth = int(level) if level.isdecimal() else 1
            self.outline.append(Heading(" ".join(plain(text).split()), len(self.pages), max(depth, 1)))
        self._put(text)
        if style in self._styles.breaking_after or paragraph.find(f".//{_PAGE_END}") is not None:
            self._turn()

    def _table(self, table: Element) -> None:
        rows: list[Element] = []
        starts: list[int] = []
        for row in _rows(table):
            if row.tag != _PAGE_END:
                rows.append(row)
            elif rows:
                starts.append(len(rows))
            else:
                self._turn()
        ends_page = bool(starts) and starts[-1] == len(rows)
        starts = [start for start in dict.fromkeys(starts) if start < len(rows)]
        heads = len(list(table.iterfind(f"{_TABLE}table-header-rows//{_TABLE}table-row")))
        for number, laid in enumerate(lay_out_pages(list(self._given(rows)), starts, heads)):
            if number:
                self._turn()
            self.pages[-1].put_table(laid)
        if ends_page:
            self._turn()

    def _given(self, rows: list[Element]) -> Iterator[list[GivenCell]]:
        """The cells of each row, without those that a merged one covers."""
        for row in rows:
            given: list[GivenCell] = []
            for cell in (child for child in row if child.tag in _CELLS):
                if cell.tag.endswith("covered-table-cell"):
                    continue
                text = " ".join(_text(cell, self._styles).split())
                rows_spanned = _number(cell, f"{_TABLE}number-rows-spanned")
                columns_spanned = _number(cell, f"{_TABLE}number-columns-spanned")
                times = _number(cell, f"{_TABLE}number-columns-repeated")
                given += [GivenCell(text, rows_spanned, columns_spanned)] * min(times, MAX_REPEATED)
            yield given

    def _put(self, text: str) -> None:
        self.pages[-1].put_table(Laid(text.strip(), ()))

    def _turn(self) -> None:
        if self.pages[-1].parts:  # a break noted twice is one
            self.pages.append(PageWriter())


@dataclass(frozen=True, slots=True)
class _Styles:
    """Names of the styles before and after which a page ends, and that set text raised, or hide it."""

    breaking_before: frozenset[str]
    breaking_after: frozenset[str]
    raising: frozenset[str]
    hiding: frozenset[str]


def _text(element: Element, styles: _Styles) -> str:
    """The text inside an element; raised figures are the marks they are."""
    text = ""
    for piece in _pieces(element, styles):
        text += raised(text, piece.text) if isinstance(piece, _Raised) else piece
    return text


@dataclass(frozen=True, slots=True)
class _Raised:
    text: str


def _pieces(element: Element, styles: _Styles) -> Iterator[str | _Raised]:
    """The text inside an element, without what a reader of the page does not see."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            yield " " * min(int(count) if count.isdecimal() else 1, MAX_SPACES)
        elif child.tag == f"{_TEXT}tab":
            yield CELL_GAP  # in a report, a tab parts columns
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag == f"{_TEXT}note":
            yield f" [{' '.join(_text(child, styles).split())}] "
        elif child.tag == f"{_TEXT}span" and child.get(f"{_TEXT}style-name") in styles.raising:
            yield _Raised(_text(child, replace(styles, raising=frozenset())))
        elif child.tag == f"{_TEXT}span" and child.get(f"{_TEXT}style-name") in styles.hiding:
            pass
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield from _pieces(child, styles)
        yield child.tail or ""


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table and the page ends between them; tables inside a cell are part of it."""
    for child in table:
        if child.tag in (f"{_TABLE}table-row", _PAGE_END):
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)


def _number(element: Element, name: str) -> int:
    text = element.get(name, "1")
    return int(text) if text.isdecimal() else 1


def _styles(content: Element) -> _Styles:
    found: dict[str, set[str]] = {"before": set(), "after": set(), "raising": set(), "hiding": set()}
    for style in content.iter(f"{_STYLE}style"):
        name = style.get(f"{_STYLE}name", "")
        for properties in style:
            position = properties.get(f"{_STYLE}text-position", "")
            marks = {
                "before": properties.get(f"{_FO}break-before") == "page",
                "after": properties.get(f"{_FO}break-after") == "page",
                "raising": position.startswith("super") or (position[:1].isdigit() and position[0] != "0"),
                "hiding": properties.get(f"{_TEXT}display") == "none",
            }
            for mark, is_set in marks.items():
                if is_set:
                    found[mark].add(name)
    return _Styles(*map(frozenset, found.values()))


def _information(meta: Element | None) -> Iterator[tuple[str, str]]:
    for element in meta.iter(*_FIELDS) if meta is not None else ():
        if text := " ".join(plain(element.text or "").split()):
            yield _FIELDS[element.tag], text
