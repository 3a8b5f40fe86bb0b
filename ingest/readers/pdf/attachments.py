"""Files embedded in a PDF: the reports of a portfolio, and those that a report has attached."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from pypdfium2 import PdfDocument, PdfiumError

from ingest.errors import FileSkipped, Reason
from ingest.readers.members import Packed

MAX_ATTACHMENTS = 1000
_MAX_BYTES = 1 << 28  # of one of them, unpacked


def packed(data: bytes) -> Iterator[Packed]:
    """The embedded files in the order of their names; none where pdfium cannot open the PDF."""
    with suppress(PdfiumError), PdfDocument(data) as document:
        for number in range(min(document.count_attachments(), MAX_ATTACHMENTS)):
            yield Packed(_name(document, number), partial(_content, document, number))


def _name(document: PdfDocument, number: int) -> str:
    try:
        return str(document.get_attachment(number).get_name())
    except (PdfiumError, ValueError):
        return f"attachment {number + 1}"


def _content(document: PdfDocument, number: int) -> bytes:
    try:
        data = bytes(document.get_attachment(number).get_data())
    except (PdfiumError, ValueError) as error:
        raise FileSkipped(Reason.DAMAGED, "cannot be taken out of the PDF") from error
    if len(data) > _MAX_BYTES:
        raise FileSkipped(Reason.TOO_LARGE, f"over {_MAX_BYTES >> 20} MiB")
    return data
