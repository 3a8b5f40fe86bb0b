"""Reads PDF files: pdfium first, pypdf where pdfium cannot open the file."""

import logging
from dataclasses import replace
from pathlib import Path

from ingest.document import RawReport
from ingest.errors import FileSkipped, Reason
from ingest.readers.members import members
from ingest.readers.pdf.attachments import packed
from ingest.readers.pdf.layers import without_hidden_layers
from ingest.readers.pdf.lost_letters import with_whole_words
from ingest.readers.pdf.page_labels import with_printed_labels
from ingest.readers.pdf.pdfium import read_with_pdfium
from ingest.readers.pdf.repair import repaired

_HEADER_WITHIN = 1024  # bytes; readers accept rubbish of that length before the header


def read_pdf(path: Path) -> RawReport:
    """What a PDF says, page by page, with its outline and printed page numbers.

    Rows of tables stand on one line, two spaces between their cells. Raises `FileSkipped` for every
    file that cannot be used: unreadable, not a PDF, locked, damaged, no pages, no text, garbled text.
    """
    data = _bytes(path)
    _be_quiet()
    inside = members(packed(data))
    try:
        reading = with_whole_words(repaired(data, _read(without_hidden_layers(data))))
    except FileSkipped:
        if not any(member.id for member in inside):
            raise
        return RawReport((), members=inside)  # a cover without text around the reports
    return replace(with_printed_labels(reading), members=inside)


def _read(data: bytes) -> RawReport:
    try:
        return read_with_pdfium(data)
    except FileSkipped as skipped:
        if skipped.reason is not Reason.DAMAGED:
            raise
        from ingest.readers.pdf.pypdf_text import read_with_pypdf

        return read_with_pypdf(data)


def _bytes(path: Path) -> bytes:
    if not path.is_file():  # opening a pipe would wait for ever
        raise FileSkipped(Reason.UNREADABLE, "no such file, or not a regular one")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileSkipped(Reason.UNREADABLE, error.strerror or type(error).__name__) from error
    if b"%PDF" not in data[:_HEADER_WITHIN]:
        raise FileSkipped(Reason.NOT_A_PDF, f"no %PDF in its first {_HEADER_WITHIN} bytes")
    return data


def _be_quiet() -> None:
    """Damaged files make both libraries log by the megabyte; what matters is in the result."""
    for name in ("pypdf", "pypdfium2"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
