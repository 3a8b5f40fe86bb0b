"""RTF files -> Reading, by striprtf: text in any of its encodings, a line for a table row."""

import re
from itertools import groupby
from pathlib import Path

from ingest.document import RawReport, ReadPage
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain
from ingest.readers.contents import read_bytes
from ingest.readers.grid import GivenCell, PageWriter, lay_out

MAX_BYTES = 50_000_000

_PAGE_BREAK = re.compile(r"\\page(?![a-z])", re.I)
_FORM_FEED = r"\\par\\'0c "  # striprtf gives a page break as two line ends, but this one as it is
_TITLE = re.compile(r"\{\\title\s([^{}]{1,1000})\}")
_ROW = re.compile(r".*\|")  # striprtf ends each cell so


def read_rtf(file: Path) -> RawReport:
    """An RTF file; a page begins where its author set a break. Pictures, notes and fields are left out.

    Raises `FileSkipped`.
    """
    data = read_bytes(file, MAX_BYTES)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise FileSkipped(Reason.DAMAGED, "does not begin like RTF")
    source = data.decode("latin-1")  # 8-bit characters mean what `plain` takes them for
    pages = rtf_text(_PAGE_BREAK.sub(_FORM_FEED, source)).split("\f")
    if not any(page.strip() for page in pages):
        raise FileSkipped(Reason.NO_TEXT)
    title = _TITLE.search(source)
    information = {"title": " ".join(rtf_text(f"{{\\rtf1 {title[1]}}}").split())} if title else {}
    return RawReport(tuple(map(_page, pages)), (), information)


def rtf_text(source: str) -> str:
    """What the source of an RTF file says. Raises `FileSkipped` where it breaks the rules."""
    from striprtf.striprtf import rtf_to_text

    try:
        return str(rtf_to_text(source, errors="replace"))
    except (ValueError, LookupError, TypeError, OverflowError) as error:  # a number or code page that is none
        raise FileSkipped(Reason.DAMAGED, f"{type(error).__name__}: {error}"[:200]) from error


def _page(text: str) -> ReadPage:
    page = PageWriter()
    for is_row, lines in groupby(plain(text).split("\n"), lambda line: _ROW.fullmatch(line) is not None):
        if is_row:
            rows = [[GivenCell(cell.strip()) for cell in row[:-1].split("|")] for row in lines]
            page.put_table(lay_out(rows), "\n")
        else:
            page.put("\n".join(lines), "\n")
    return ReadPage(page.text, tables=tuple(page.tables))
