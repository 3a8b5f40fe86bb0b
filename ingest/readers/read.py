"""Reads any file that we have a reader for. A new format is one function and one line of the table."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from ingest.document import RawReport, ReadPage
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain
from ingest.readers.formats import suffix_by_content
from ingest.readers.grid import plain_page

Reader = Callable[[Path], RawReport]

_OFFICE = ".docx .docm .dotx .dotm .pptx .pptm .ppsx .ppsm .potx .potm .xlsx .xlsm .xltx .xltm .odt .ott"
_OLD_SHEETS = ".xls .xlt"
_OLD_TEXTS = ".doc .dot .ppt .pps .pot"

# suffix -> module and function, imported when the first such file is read
READERS = {
    ".pdf": "ingest.readers.pdf.read_pdf:read_pdf",
    ".txt": "ingest.readers.markup.text:read_text",
    ".md": "ingest.readers.markup.markdown:read_markdown",
    ".markdown": "ingest.readers.markup.markdown:read_markdown",
    ".csv": "ingest.readers.markup.delimited:read_delimited",
    ".tsv": "ingest.readers.markup.delimited:read_delimited",
    ".html": "ingest.readers.markup.html:read_html",
    ".htm": "ingest.readers.markup.html:read_html",
    ".xhtml": "ingest.readers.markup.html:read_xhtml",
    ".xht": "ingest.readers.markup.html:read_xhtml",
    **dict.fromkeys(_OFFICE.split(), "ingest.readers.office.read_office:read_office"),
    **dict.fromkeys(_OLD_SHEETS.split(), "ingest.readers.legacy.old_sheets:read_old_sheets"),
    **dict.fromkeys(_OLD_TEXTS.split(), "ingest.readers.legacy.converted:read_converted"),
    ".epub": "ingest.readers.containers.epub:read_epub",
    ".rtf": "ingest.readers.markup.rtf:read_rtf",
    ".eml": "ingest.readers.containers.mail:read_mail",
    ".msg": "ingest.readers.containers.outlook:read_outlook",
    ".zip": "ingest.readers.containers.archive:read_archive",
    ".xbri": "ingest.readers.containers.archive:read_archive",
    ".xbr": "ingest.readers.containers.archive:read_archive",
}
MAX_BYTES = 1 << 30


def read(file: Path) -> RawReport:
    """What the file says. Raises `FileSkipped` when it cannot be used, whatever is wrong with it."""
    return read_as(file.suffix, file)


def read_as(suffix: str, file: Path) -> RawReport:
    """The same for a file whose own name does not tell its format."""
    if suffix.lower() not in READERS:
        raise FileSkipped(Reason.UNSUPPORTED, f"no reader for {suffix or 'a file without suffix'}")
    if file.stat().st_size > MAX_BYTES:
        raise FileSkipped(Reason.TOO_LARGE, f"over {MAX_BYTES >> 20} MiB")
    module, function = READERS[suffix_by_content(suffix, file).lower()].split(":")
    reader: Reader = getattr(import_module(module), function)
    return handed_over(reader(file))


def is_converted(suffix: str) -> bool:
    """Whether another program converts files of this suffix before they are read."""
    return suffix.lower() in _OLD_TEXTS.split()


def handed_over(reading: RawReport) -> RawReport:
    """The reading with plain characters in every field, whatever its reader let through.

    From here on no text holds a NUL, a lone surrogate or any other control character, and what should
    be one line is one.
    """
    return replace(
        reading,
        pages=tuple(map(_plain_page, reading.pages)),
        outline=tuple(replace(heading, title=_line(heading.title)) for heading in reading.outline),
        information={_line(name): _line(text) for name, text in reading.information.items()},
        running=tuple(map(_line, reading.running)),
    )


def _plain_page(page: ReadPage) -> ReadPage:
    made = plain_page(page.text, page.tables, _line(page.label), page.read_by)
    return replace(made, is_all_body=page.is_all_body)


def _line(text: str) -> str:
    return " ".join(plain(text).split())
