"""EPUB books -> Reading: one page a chapter file, in the order of the spine, each read as HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from zipfile import ZipFile

from ingest.document import Heading, RawReport, ReadPage
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain
from ingest.readers.markup.html import xhtml_reading
from ingest.readers.office.read_office import read_package
from ingest.readers.xml_tree import Element, parse_xml

_CONTAINER = "META-INF/container.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FIELDS = {"title": "title", "creator": "author", "language": "language", "date": "date"}


def read_epub(file: Path) -> RawReport:
    """An EPUB file. A chapter without text is an empty page, one that cannot be read an unread page.

    Raises `FileSkipped`.
    """
    return read_package(file, extract)


def extract(package: BytesIO) -> RawReport:
    """The chapters as pages, their headings as the outline."""
    with ZipFile(package) as archive:
        container = parse_xml(archive.read(_CONTAINER))
        root_file = container.find(".//{*}rootfile")
        if root_file is None:
            raise FileSkipped(Reason.DAMAGED, "names no contents")
        path = root_file.get("full-path", "")
        opf = parse_xml(archive.read(path))
        names = dict.fromkeys(_spine(opf, dirname(path)))  # each once, however often it is listed
        chapters = [_chapter(archive, name) for name in names]
    pages = tuple(_as_one(chapter.pages) if chapter else ReadPage("") for chapter in chapters)
    unread = tuple(n for n, chapter in enumerate(chapters, 1) if chapter is None or chapter.unread_pages)
    outline = tuple(
        Heading(heading.title, number, heading.depth)
        for number, chapter in enumerate(chapters, 1)
        for heading in (chapter.outline if chapter else ())
    )
    return RawReport(pages, outline, dict(_information(opf)), unread)


def _as_one(pages: Sequence[ReadPage]) -> ReadPage:
    """The pages of a chapter that is set as several, as the one page that it is here."""
    first, *others = pages
    for page in others:
        offset = len(first.text) + 2
        tables = (*first.tables, *(table.moved(offset) for table in page.tables))
        first = replace(first, text=f"{first.text}\n\n{page.text}", tables=tables)
    return first


def _spine(opf: Element, folder: str) -> Iterator[str]:
    """The names of the chapter files in reading order."""
    items = {item.get("id"): item.get("href", "") for item in opf.iterfind(".//{*}manifest/{*}item")}
    for reference in opf.iterfind(".//{*}spine/{*}itemref"):
        if href := items.get(reference.get("idref")):
            yield normpath(join(folder, unquote(href.split("#")[0])))


def _chapter(archive: ZipFile, name: str) -> RawReport | None:
    """What a chapter says; None where it is missing or cannot be read."""
    try:
        return xhtml_reading(archive.read(name))
    except KeyError:
        return None
    except FileSkipped as skipped:
        return RawReport((ReadPage(""),)) if skipped.reason is Reason.NO_TEXT else None


def _information(opf: Element) -> Iterator[tuple[str, str]]:
    for name, field in _FIELDS.items():
        element = opf.find(f".//{_DC}{name}")
        if element is not None and (text := " ".join(plain(element.text or "").split())):
            yield field, text
