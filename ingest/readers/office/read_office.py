"""Word, PowerPoint, Excel and OpenDocument files -> Reading, each a zip archive of XML parts.

Here stands what they have in common: the archive is checked before anything is unpacked, its content and
not its name decides which reader it is for, and whatever a broken file provokes in a library becomes a
reason. No macro, link or image is touched, and no entity of the XML is resolved.
"""

import warnings
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import replace
from importlib import import_module
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from ingest.document import RawReport
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain
from ingest.readers.contents import read_bytes
from ingest.readers.office.package import OTHER, SHEETS, SLIDES, TEXT, WORD, in_plain_form, kind_of
from ingest.readers.xml_tree import parse_xml

MAX_BYTES = 200_000_000  # of the file, and of all its parts unpacked
MAX_RATIO = 200  # unpacked to packed; text packs 20 to 1, a zip bomb 1,000 to 1
MAX_PARTS = 10_000

_EXTRACTS = {  # imported when the first such file is read
    WORD: "ingest.readers.office.word.document:extract",
    SLIDES: "ingest.readers.office.slides:extract",
    SHEETS: "ingest.readers.office.sheets.workbook:extract",
    TEXT: "ingest.readers.office.open_text:extract",
}
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office wraps an encrypted file in
_ENCRYPTED = 0x1  # flag of a zip entry
_PROPERTIES = "docProps/core.xml"
_FIELDS = {  # element of the core properties -> field of the information
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}creator": "author",
    "{http://purl.org/dc/elements/1.1/}subject": "subject",
    "{http://purl.org/dc/elements/1.1/}language": "language",
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords": "keywords",
    "{http://purl.org/dc/terms/}created": "created",
}

Extract = Callable[[BytesIO], RawReport]


def read_office(file: Path) -> RawReport:
    """A file of Word (with the page breaks saved in it), PowerPoint (a page a slide) or Excel (a page a
    sheet), or an OpenDocument text, whatever its name says it is. Raises `FileSkipped`.
    """
    return read_package(file, _extract)


def read_package(file: Path, extract: Extract) -> RawReport:
    """What `extract` gets out of an archive that has been found harmless. Raises `FileSkipped`."""
    reading = _extracted(read_bytes(file, MAX_BYTES), extract)
    if not reading.pages:
        raise FileSkipped(Reason.NO_PAGES)
    if not any(page.text.strip() for page in reading.pages):
        raise FileSkipped(Reason.DAMAGED if reading.unread_pages else Reason.NO_TEXT)
    return reading


def _extract(package: BytesIO) -> RawReport:
    data = package.getvalue()
    kind = kind_of(data)
    if kind == OTHER:
        raise FileSkipped(Reason.DAMAGED, "holds no document of Word, PowerPoint, Excel or OpenDocument")
    module, function = _EXTRACTS[kind].split(":")
    extract: Extract = getattr(import_module(module), function)
    return extract(BytesIO(in_plain_form(data, kind)))


def _extracted(data: bytes, extract: Extract) -> RawReport:
    if data.startswith(_COMPOUND_FILE):
        raise FileSkipped(Reason.LOCKED, "protected by a password")
    try:
        check_archive(data)
        with (
            warnings.catch_warnings(action="ignore"),
            redirect_stdout(StringIO()),
        ):  # openpyxl warns and prints
            reading = extract(BytesIO(data))
        return replace(reading, information=reading.information | _core_properties(BytesIO(data)))
    except FileSkipped:
        raise
    except MemoryError as error:
        raise FileSkipped(Reason.TOO_LARGE, "needs more memory than a file may take") from error
    except Exception as error:  # what the libraries raise over a broken file is any type at all
        raise FileSkipped(Reason.DAMAGED, f"{type(error).__name__}: {error}"[:200]) from error


def check_archive(data: bytes) -> None:
    """Bounds what unpacking can cost; zipfile holds every entry to the size that is checked here."""
    with ZipFile(BytesIO(data)) as archive:
        parts: list[ZipInfo] = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS:
        raise FileSkipped(Reason.TOO_LARGE, f"{len(parts):,} parts")
    if unpacked > MAX_BYTES or unpacked > MAX_RATIO * len(data):
        raise FileSkipped(Reason.TOO_LARGE, f"{len(data):,} bytes unpack to {unpacked:,}")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise FileSkipped(Reason.LOCKED, "protected by a password")


def _core_properties(package: BytesIO) -> dict[str, str]:
    """The fields that the file's author filled in."""
    with ZipFile(package) as archive:
        if _PROPERTIES not in archive.namelist():
            return {}
        root = parse_xml(archive.read(_PROPERTIES))
    filled = ((_FIELDS.get(child.tag), " ".join(plain(child.text or "").split())) for child in root)
    return {name: text for name, text in filled if name and text}
