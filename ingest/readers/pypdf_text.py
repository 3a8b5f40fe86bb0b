"""The second reader of PDF files: pypdf, for those that pdfium cannot open. Text alone, in pypdf's lines."""

import io

from pypdf import PageObject, PdfReader

from ingest.document import Reading, ReadPage
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain


def read_with_pypdf(data: bytes) -> Reading:
    """What the PDF in `data` says. Raises `FileSkipped`: locked, no pages or damaged."""
    try:
        pages = _pages(data)
    except (FileSkipped, MemoryError):
        raise
    except Exception as error:  # a damaged file provokes anything: TypeError, AssertionError, RecursionError
        raise FileSkipped(Reason.DAMAGED, f"{type(error).__name__}: {error}"[:200]) from error
    if not pages:
        raise FileSkipped(Reason.NO_PAGES)
    texts = [_text(page) for page in pages]
    unread = tuple(sheet for sheet, text in enumerate(texts, 1) if text is None)
    if len(unread) == len(pages):
        raise FileSkipped(Reason.DAMAGED, "not one page could be read")
    return Reading(tuple(ReadPage(text or "") for text in texts), unread_pages=unread)


def _pages(data: bytes) -> list[PageObject]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileSkipped(Reason.LOCKED, "needs a password")
    return list(reader.pages)


def _text(page: PageObject) -> str | None:
    """The page's text, None where it cannot be read."""
    try:
        return plain(page.extract_text()).strip()
    except MemoryError:
        raise
    except Exception:  # as above; the page is listed as unread
        return None
