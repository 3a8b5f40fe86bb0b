"""HTML files -> Reading: what a browser would show as text, in order. Nothing is run or fetched."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from ingest.document import Heading, RawReport
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain
from ingest.readers.contents import read_bytes
from ingest.readers.encoding import decode
from ingest.readers.grid import plain_page
from ingest.readers.markup.html_text import HtmlText

MAX_BYTES = 50_000_000

Element = Any  # lxml has no types

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I)
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
    """An HTML file as one page; h1 to h6 are the outline, title, meta and lang the information.

    A file nested deeper than the parser goes (2,048 elements) is read up to there, and its page is
    listed as unread. Raises `FileSkipped`.
    """
    return html_reading(read_bytes(file, MAX_BYTES))


def html_reading(data: bytes) -> RawReport:
    """The same for HTML that lies in another file."""
    root, complete = _parse(data)
    content = HtmlText(root)
    page = plain_page(content.text, content.tables)
    if not page.text.strip():
        raise FileSkipped(Reason.NO_TEXT if complete else Reason.DAMAGED)
    outline = tuple(Heading(plain(title), page=1, depth=depth) for title, depth in content.headings)
    return RawReport((page,), outline, dict(_information(root)), () if complete else (1,))


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
