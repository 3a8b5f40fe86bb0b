"""The second reader of PDF files: pypdf, for what pdfium cannot open or garbles. Text alone, in its lines."""

import io
from collections.abc import Iterator, Sequence

from pypdf import PageObject, PdfReader

from ingest.document import RawReport, ReadPage
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain


def read_with_pypdf(data: bytes) -> RawReport:
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
    return RawReport(tuple(ReadPage(text or "") for text in texts), unread_pages=unread)


def texts_with_pypdf(data: bytes, sheets: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The text of these sheets of a PDF (from 1), one at a time, as far as pypdf can read it."""
    try:
        pages = _pages(data)
    except MemoryError:
        raise
    except Exception:  # as above; there is still the first engine's text
        return
    yield from ((sheet, _text(pages[sheet - 1]) or "") for sheet in sheets if sheet <= len(pages))


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
