"""Word and PowerPoint files of before 2007 (.doc, .ppt) -> Reading, by way of LibreOffice."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from ingest.document import RawReport
from ingest.errors import FileSkipped, Reason
from ingest.readers.contents import read_bytes
from ingest.readers.legacy.libreoffice import convert
from ingest.readers.legacy.properties import properties_of
from ingest.readers.markup.text import read_text
from ingest.readers.office.read_office import read_office

MAX_BYTES = 100_000_000

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD, _SLIDES = "WordDocument", "PowerPoint Document"
# The filter to read with, and what it becomes: a text in which the pages are marked, or slides.
_WAYS = {_WORD: ("MS Word 97", ".odt"), _SLIDES: ("MS PowerPoint 97", ".pptx")}
_FLAGS_AT, _IS_ENCRYPTED = 10, 0x0100  # in the first words of a Word document
_ENCRYPTED_SLIDES = "EncryptedSummary"


def read_converted(file: Path) -> RawReport:
    """A text with the pages on which LibreOffice sets it, or a page a slide. A file of this name that holds
    text is read as such. Raises `FileSkipped`; without LibreOffice, too.
    """
    data = read_bytes(file, MAX_BYTES)
    if not data.startswith(_COMPOUND_FILE):
        return read_text(file)
    read_as, suffix = _WAYS[_kind(data)]
    readings: list[RawReport] = []
    convert(data, read_as, suffix, lambda made: readings.append(read_office(made)))
    (reading,) = readings
    return replace(reading, information=reading.information | properties_of(data))


def _kind(data: bytes) -> str:
    """Which of the two it is. Raises `FileSkipped` for one that is protected, or broken."""
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            if ole.exists(_WORD):
                flags = int.from_bytes(ole.openstream(_WORD).read(_FLAGS_AT + 2)[_FLAGS_AT:], "little")
                kind, is_locked = _WORD, bool(flags & _IS_ENCRYPTED)
            elif ole.exists(_SLIDES):
                kind, is_locked = _SLIDES, ole.exists(_ENCRYPTED_SLIDES)
            else:
                raise FileSkipped(Reason.DAMAGED, "holds no document of Word or PowerPoint")
    except (OSError, ValueError, IndexError, TypeError, RecursionError) as error:
        raise FileSkipped(Reason.DAMAGED, f"{type(error).__name__}: {error}"[:200]) from error
    if is_locked:
        raise FileSkipped(Reason.LOCKED, "protected by a password")
    return kind
