"""HTML files -> Reading: what a browser would show as text, in order. Nothing is run or fetched."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml import etree

from ingest.document import Heading, RawReport, ReadPage
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain
from ingest.readers.contents import read_bytes
from ingest.readers.encoding import decode
from ingest.readers.grid import plain_page
from ingest.readers.markup.html_text import HtmlText
from ingest.readers.markup.inline_xbrl import stated
from ingest.readers.markup.styles import StyleSheets

MAX_BYTES = 200_000_000

Element = Any  # lxml has no types

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I)
_PICTURE = re.compile(rb"data:(?:image|font|application)/[\w.+-]+;base64,[A-Za-z0-9+/=\s]+")
# HTML knows no such ending of a tag, and would take what follows for the inside of the element
_CLOSED_AT_ONCE = re.compile(rb"<(title|script|style|iframe|textarea|a|p|div|span|td)\b([^<>]*)/>")
_MIN_SEEN = 0.5  # of the text that is there
_DECLARED_WITHIN = 4096  # bytes from the beginning of the file
_META_FIELDS = {
    "author": "author",
    "dc.creator": "author",
    "description": "description",
    "date": "date",
    "dc.date": "date",
    "dcterms.date": "date",
    "article:published_time": "date",
}


def read_html(file: Path) -> RawReport:
    """An HTML file as one page, or as the pages of which a converter made it.

    h1 to h6 are the outline; title, meta, lang and the tags of inline XBRL are the information.
    A file nested deeper than the parser goes (2,048 elements) is read up to there, and its page is
    listed as unread. Raises `FileSkipped`.
    """
    return html_reading(read_bytes(file, MAX_BYTES))


def read_xhtml(file: Path) -> RawReport:
    """The same for XHTML, the form in which companies of the European Union file their reports."""
    return xhtml_reading(read_bytes(file, MAX_BYTES))


def xhtml_reading(data: bytes) -> RawReport:
    """The same for XHTML that lies in another file. Pictures that it holds as text are passed over."""
    return html_reading(_CLOSED_AT_ONCE.sub(rb"<\1\2></\1>", _PICTURE.sub(b"", data)))


def html_reading(data: bytes) -> RawReport:
    """The same for HTML that lies in another file."""
    root, complete = _parse(data)
    content = _content(root)
    pages = tuple(_pages(content))
    if not any(page.text.strip() for page in pages):
        raise FileSkipped(Reason.NO_TEXT if complete else Reason.DAMAGED)
    outline = tuple(Heading(plain(title), page=1, depth=depth) for title, depth in content.headings)
    information = dict(_information(root)) | stated(root)
    return RawReport(pages, outline, information, () if complete else (len(pages),))


def _content(root: Element) -> HtmlText:
    """What is seen. Where style sheets hide most of it, a script shows it: then they are not followed."""
    styles = StyleSheets("\n".join(sheet.text or "" for sheet in root.iter("style")))
    content = HtmlText(root, styles)
    if styles.hide and len(content.text) < _MIN_SEEN * len("".join(root.itertext())):
        without = HtmlText(root, StyleSheets(""))
        if len(content.text) < _MIN_SEEN * len(without.text):
            return without
    return content


def _pages(content: HtmlText) -> Iterator[ReadPage]:
    """One page, or those of which the file is made."""
    bounds = [0, *content.page_starts, len(content.text)]
    for start, end in pairwise(bounds):
        tables = [table.moved(-start) for table in content.tables if start <= table.start < end]
        yield plain_page(content.text[start:end].rstrip("\n"), tables)


def _parse(data: bytes) -> tuple[Element, bool]:
    """The root element, and whether the parser came to the end of the file."""
    declared = _CHARSET.search(data[:_DECLARED_WITHIN])
    text = plain(decode(data, declared[1].decode("ascii", "ignore") if declared else ""))
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.ParseError as error:
        raise FileSkipped(Reason.DAMAGED, str(error)) from error
    if root is None:
        raise FileSkipped(Reason.NO_TEXT)
    return root, not any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log)


def _information(root: Element) -> Iterator[tuple[str, str]]:
    """Fields that are filled in, as name and value."""
    if title := _squeezed(root.findtext(".//title") or ""):
        yield "title", title
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        if name in _META_FIELDS and (content := _squeezed(meta.get("content") or "")):
            yield _META_FIELDS[name], content
    if language := (root.get("lang") or root.get("xml:lang") or "").strip():
        yield "language", language


def _squeezed(text: str) -> str:
    return " ".join(plain(text).split())
