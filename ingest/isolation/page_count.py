"""How many pages a file says it has, before it is read: what the time it may take depends on."""

from contextlib import closing
from pathlib import Path

_BYTES_A_PAGE = 4096  # of a format without pages


def count_pages(file: Path, suffix: str = "") -> int:
    """At least 1; a file that cannot be counted counts as one page, and why is for its reader to say.

    `suffix` tells the format of a file whose own name does not.
    """
    if not file.is_file():  # opening a pipe would wait for ever
        return 1
    try:
        return (
            max(1, _pages_of_pdf(file)) if (suffix or file.suffix).lower() == ".pdf" else _pages_by_size(file)
        )
    except (OSError, ValueError, MemoryError):
        return 1


def _pages_by_size(file: Path) -> int:
    return 1 + file.stat().st_size // _BYTES_A_PAGE


def _pages_of_pdf(file: Path) -> int:
    from pypdfium2 import PdfDocument, PdfiumError

    with file.open("rb") as stream:  # by its handle: a name may have any bytes
        try:
            with closing(PdfDocument(stream)) as document:
                return len(document)
        except PdfiumError:
            return 1
