"""The visible text of an HTML tree: a line for a table row, a blank line between blocks."""

import re
from typing import Any

from lxml import etree

HtmlElement = Any  # lxml has no types

CELL_GAP = "  "
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
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


class HtmlText:
    """`text` is what a reader would see below `root`; `headings` are titles with depth 1 to 6."""

    def __init__(self, root: HtmlElement) -> None:
        self.headings: list[tuple[str, int]] = []
        self._lines: list[str] = []
        self._line: list[str] = []  # pieces of the line being written
        self._cells: list[str] = []  # cells before the one being written, where it is a table row
        self._data_tables: list[bool] = []  # of the tables around this place, which ones hold data
        self._one_line = 0  # how many cells and headings around this place keep it on one line
        self._verbatim = 0  # how many <pre> are around this place
        self._heading_from = 0  # the piece of the line where the heading begins
        self._walk(root)
        self.text = "\n".join(self._lines).strip("\n")

    def _walk(self, root: HtmlElement) -> None:
        """Follows the tree without recursion: a file may nest elements thousands deep."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            unseen = is_unseen(element)
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

    def _begin(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "br":
            self._break()
        if tag == "table":
            self._end_line()
            self._data_tables.append(element.find(".//table") is None)
        elif _BLOCK.fullmatch(tag) and not self._is_cell(tag):
            self._end_line(blank=not self._in_data_table())
        if tag in _HEADINGS:
            self._heading_from = len(self._line)
        self._one_line += tag in _HEADINGS or self._is_cell(tag)
        self._verbatim += tag == "pre"

    def _end(self, element: HtmlElement) -> None:
        tag = element.tag
        self._one_line -= tag in _HEADINGS or self._is_cell(tag)
        if tag in _HEADINGS and (title := _squeezed(self._line[self._heading_from :])):
            self.headings.append((title, _HEADINGS[tag]))
        if self._is_cell(tag):
            self._end_cell()
        elif tag == "table":
            self._end_line()
            self._data_tables.pop()
        elif _BLOCK.fullmatch(tag):
            self._end_line(blank=not self._in_data_table())
        self._verbatim -= tag == "pre"

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
        self._end_line(blank=not self._cells and not _squeezed(self._line))

    def _end_cell(self) -> None:
        if cell := _squeezed(self._line):
            self._cells.append(cell)
        self._line = []

    def _end_line(self, *, blank: bool = True) -> None:
        """Ends the line, if it has text, and adds a blank one; inside a cell it is a space instead."""
        if self._one_line:
            self._line.append(" ")
            return
        rest = "".join(self._line).rstrip() if self._verbatim else _squeezed(self._line)
        line = CELL_GAP.join([*self._cells, rest] if rest else self._cells)
        self._line, self._cells = [], []
        if line:
            self._lines.append(line)
        if blank and self._lines and self._lines[-1]:
            self._lines.append("")


def is_unseen(element: HtmlElement) -> bool:
    """Whether a browser shows nothing of the element, or only a way to somewhere else."""
    if _UNSEEN.fullmatch(element.tag) or "hidden" in element.attrib:
        return True
    return bool(_UNSEEN_STYLE.search(element.get("style") or ""))


def _squeezed(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())
