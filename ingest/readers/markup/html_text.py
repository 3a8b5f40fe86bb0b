"""The visible text of an HTML tree, and its tables: a line for a row, a blank line between blocks."""

import re
from typing import Any

from lxml import etree

from ingest.readers.characters import plain
from ingest.readers.grid import GivenCell, lay_out
from ingest.readers.markup.canvas import Canvases
from ingest.readers.markup.styles import StyleSheets
from ingest.readers.raised import raised
from ingest.table import Table

HtmlElement = Any  # lxml has no types

_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|"
    "figure|footer|form|h[1-6]|header|hgroup|hr|legend|li|main|menu|ol|p|pre|section|summary|table|td|th|tr|ul"
)
_UNSEEN = re.compile(
    "script|style|nav|template|noscript|title|svg|iframe|object|embed|canvas|audio|video|"
    "select|button|textarea|datalist|map|"
    "ix:header|ix:hidden"  # the data section of inline XBRL, in reports filed with an authority
)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*super", re.I)
_MAX_CELL_CHARS = 100  # of most cells that hold data
_MAX_BANNER = 0.3  # of the text of a page; what is fixed and says more is the page


class HtmlText:
    """`text` is what a reader would see below `root`, `tables` are the grids in it.

    `headings` are titles with depth 1 to 6. `page_starts` are the places in the text with which the second
    page and later ones begin, where the page is made of several.
    """

    def __init__(self, root: HtmlElement, styles: StyleSheets) -> None:
        self._styles = styles
        self._chars = len("".join(root.itertext()))
        self._canvases = Canvases(root, styles, self._is_unseen)
        self._page_starts: list[int] = []  # the lines with which the second page and later ones begin
        self.headings: list[tuple[str, int]] = []
        self._lines: list[str] = []
        self._line: list[str] = []  # pieces of the line being written
        self._rows: list[list[GivenCell]] = []  # of the table being written
        self._heads = 0  # of them, rows of its head
        self._raised_from: list[int] = []  # the pieces of the line with which raised text begins
        self._tables: list[tuple[int, Table]] = []  # with the line on which they begin
        self._data_tables: list[bool] = []  # of the tables around this place, which ones hold data
        self._one_line = 0  # how many cells and headings around this place keep it on one line
        self._verbatim = 0  # how many <pre> are around this place
        self._heading_from = 0  # the piece of the line where the heading begins
        self._walk(root)
        text = "\n".join(self._lines)
        self.text = text.strip("\n")
        cut = len(text) - len(text.lstrip("\n"))
        starts = [0]
        for line in self._lines:
            starts.append(starts[-1] + len(line) + 1)
        self.tables = tuple(table.moved(starts[line] - cut) for line, table in self._tables)
        self.page_starts = tuple(starts[line] - cut for line in self._page_starts)

    def _walk(self, root: HtmlElement) -> None:
        """Follows the tree without recursion: a file may nest elements thousands deep."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            unseen = self._is_unseen(element) or self._canvases.is_piece(element)
            if event == "start" and unseen:
                walk.skip_subtree()
            elif event == "start":
                self._begin(element)
                self._write(element.text)
            else:
                if not unseen:
                    self._end(element)
                self._write(element.tail)
        self._end_line()

    def _is_unseen(self, element: HtmlElement) -> bool:
        """Whether a browser shows nothing of the element, or shows it over the page, like a banner."""
        if _UNSEEN.fullmatch(element.tag) or "hidden" in element.attrib:
            return True
        style = self._styles.of(element)
        if style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse"):
            return True
        is_over = style.get("position") == "fixed"
        return is_over and len("".join(element.itertext())) < _MAX_BANNER * self._chars

    def _put_canvas(self, text: str) -> None:
        """Writes pieces that have places of their own; each of several canvases is a page."""
        self._end_line()
        if len(self._canvases) > 1 and self._lines:
            self._page_starts.append(len(self._lines))
        self._lines += [*text.split("\n"), ""]

    def _begin(self, element: HtmlElement) -> None:
        tag = element.tag
        if canvas := self._canvases.of(element):
            self._put_canvas(canvas.text)
        if tag == "br":
            self._break()
        if tag == "table":
            self._end_line()
            self._data_tables.append(self._holds_data(element))
        elif tag == "tr" and self._in_data_table():
            self._rows.append([])
        elif _BLOCK.fullmatch(tag) and not self._is_cell(tag):
            self._end_line(blank=not self._in_data_table())
        if tag == "li" and (number := _number_of(element)):
            self._line.append(f"{number}. ")
        if tag in _HEADINGS:
            self._heading_from = len(self._line)
        self._one_line += tag in _HEADINGS or self._is_cell(tag)
        self._verbatim += tag == "pre"
        if _is_raised(element):
            self._raised_from.append(len(self._line))

    def _end(self, element: HtmlElement) -> None:
        tag = element.tag
        if _is_raised(element):
            self._end_raised()
        self._one_line -= tag in _HEADINGS or self._is_cell(tag)
        if tag in _HEADINGS and (title := _squeezed(self._line[self._heading_from :])):
            self.headings.append((title, _HEADINGS[tag]))
        if self._is_cell(tag):
            self._end_cell(element)
        elif tag == "thead" and self._in_data_table():
            self._heads = len(self._rows)
        elif tag == "table":
            self._end_table()
        elif _BLOCK.fullmatch(tag):
            self._end_line(blank=not self._in_data_table())
        self._verbatim -= tag == "pre"

    def _holds_data(self, table: HtmlElement) -> bool:
        """Whether a table is one, and no mere layout of the page, as a table around tables mostly is."""
        if self._one_line:
            return False  # inside a cell or a heading: part of its text
        if table.find(".//table") is None:
            return True
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _rows_of(table)]
        plain_rows = [
            cells
            for cells in rows
            if sum(0 < len(_text_of(cell)) <= _MAX_CELL_CHARS for cell in cells) > 1
            and all(cell.find(".//table") is None for cell in cells)
        ]
        return len(plain_rows) > len(rows) / 2

    def _in_data_table(self) -> bool:
        return bool(self._data_tables) and self._data_tables[-1]

    def _is_cell(self, tag: str) -> bool:
        """A cell that shares a line with its row; those of a table around tables are mere layout."""
        return tag in ("td", "th") and self._in_data_table()

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if not self._verbatim or self._one_line:
            self._line.append(text)
            return
        first, *others = text.split("\n")
        self._line.append(first)
        for line in others:
            self._break()
            self._line.append(line)

    def _break(self) -> None:
        """A line end in the text itself; two of them make a blank line."""
        self._end_line(blank=not _squeezed(self._line))

    def _end_raised(self) -> None:
        """Writes what is raised as what it is: the mark of a footnote is no digit."""
        start = self._raised_from.pop()
        pieces, self._line = self._line[start:], self._line[:start]
        if pieces:
            self._line.append(raised("".join(self._line[-2:]), "".join(pieces).strip()))

    def _end_cell(self, element: HtmlElement) -> None:
        text, self._line = plain(_squeezed(self._line)), []
        spans = (_number(element.get("rowspan")), _number(element.get("colspan")))
        if not self._rows:
            self._rows.append([])
        self._rows[-1].append(GivenCell(text, *spans, is_head=element.tag == "th"))

    def _end_table(self) -> None:
        self._end_line(blank=False)
        if self._data_tables.pop() and self._rows:
            laid = lay_out(self._rows, self._heads or None)
            if laid.text:
                self._tables += ((len(self._lines), table) for table in laid.tables)
                self._lines += [*laid.text.split("\n"), ""]
            self._rows, self._heads = [], 0

    def _end_line(self, *, blank: bool = True) -> None:
        """Ends the line, if it has text, and adds a blank one; inside a cell it is a space instead."""
        if self._one_line:
            self._line.append(" ")
            return
        line = "".join(self._line).rstrip() if self._verbatim else _squeezed(self._line)
        self._line = []
        if line:
            self._lines.append(line)
        if blank and self._lines and self._lines[-1]:
            self._lines.append("")


def _number_of(item: HtmlElement) -> int:
    """The number that a browser draws before an item of a list; 0 where it draws none."""
    items = item.getparent()
    if items is None or items.tag != "ol":
        return 0
    before = sum(1 for one in item.itersiblings("li", preceding=True))
    return _number(items.get("start")) + before


def _is_raised(element: HtmlElement) -> bool:
    return element.tag == "sup" or bool(_RAISED_STYLE.search(element.get("style") or ""))


def _rows_of(table: HtmlElement) -> list[HtmlElement]:
    """The rows of a table, without those of tables inside it."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def _text_of(element: HtmlElement) -> str:
    return _squeezed(list(element.itertext()))


def _number(text: str | None) -> int:
    """A span that is written as a number, else 1."""
    return int(text) if text and text.strip().isdecimal() else 1


def _squeezed(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())
