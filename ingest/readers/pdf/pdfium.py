"""PDF files with pdfium: words with their boxes, outline, page labels, document information.

Outline and labels come from pdfium too, not from pypdf: over 74 filings and 40 damaged files pdfium
gave the same wherever pypdf gave them right, in a twentieth of the time; pypdf took up to 10 s a file.
"""

import re
import struct
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, PdfTextPage
from pypdfium2 import raw as pdfium

from ingest.document import Heading, RawReport, ReadPage
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain
from ingest.readers.pdf.annotations import with_typed
from ingest.readers.pdf.grids.cells import PageLines
from ingest.readers.pdf.grids.tables import grids
from ingest.readers.pdf.layout.lines import page_lines, text_of
from ingest.readers.pdf.layout.raised_marks import SMALL, parted
from ingest.readers.pdf.layout.rows import Fragment
from ingest.readers.pdf.shifted import Shift, find_shift, makes_sense
from ingest.table import Table

_SOFT_HYPHEN = "\u00ad"
_HYPHEN_AND_BREAK = "\ufffe"  # pdfium's sign for a hyphen at a line's end and the break behind it
# a currency sign behind a number begins the next cell: 44,538$ 37,403
_WORD = re.compile(r"[^\s\xad][^\s\xad$]*(?:(?<![\d)%])\$[^\s\xad$]*)*\xad?")
Box = tuple[float, float, float, float]  # left, top, right, bottom, in the order of pdfium's structure
_SAMPLE_PAGES = 5  # by which the shift of a document is found
_TORN = 0.75  # of the height a character must stand off to be on another line: marks stand off by 0.6
_PAGE_ERRORS = (PdfiumError, AssertionError, ValueError)  # what a damaged page provokes in the binding
_LOCKED = {pdfium.FPDF_ERR_PASSWORD: "needs a password", pdfium.FPDF_ERR_SECURITY: "unknown encryption"}


def read_with_pdfium(data: bytes) -> RawReport:
    """What the PDF in `data` says. Raises `FileSkipped`: locked or damaged."""
    # not PdfDocument(data): where a document has no pages, that tells the error of the file before
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        code = pdfium.FPDF_GetLastError()
        reason = Reason.LOCKED if code in _LOCKED else Reason.DAMAGED
        raise FileSkipped(reason, _LOCKED.get(code, f"pdfium error {code}"))
    with PdfDocument(handle) as document:
        document.init_forms()  # before any page is loaded, else it tells no values of form fields
        return _reading(document)


def _reading(document: PdfDocument) -> RawReport:
    pages, unread = [], []
    for sheet in range(1, len(document) + 1):
        try:
            text, tables = _text(document, sheet)
        except _PAGE_ERRORS:
            text, tables = "", ()
            unread.append(sheet)
        pages.append(ReadPage(text, _label(document, sheet), tables=tables))
    if len(unread) == len(pages):
        raise FileSkipped(Reason.DAMAGED, f"pdfium loads none of {len(pages)} pages")
    return RawReport(tuple(pages), tuple(_outline(document)), _information(document), tuple(unread))


def _text(document: PdfDocument, sheet: int) -> tuple[str, tuple[Table, ...]]:
    with closing(document[sheet - 1]) as page, closing(page.get_textpage()) as text_page:
        seen = _inside(page, _fragments(text_page))
        return _text_and_tables(with_typed(document, page, seen) if _has_annotations(page) else seen)


def _text_and_tables(fragments: Sequence[Fragment]) -> tuple[str, tuple[Table, ...]]:
    lines = page_lines(fragments)
    text = text_of(lines)
    return text, grids(lines, PageLines.of(text))


def texts_unshifted(
    data: bytes, garbled: Sequence[int], others: Sequence[int] = ()
) -> dict[int, tuple[str, tuple[Table, ...]]]:
    """Text and tables of those of these sheets that make sense once the shift of the garbled ones goes."""
    found: dict[int, tuple[str, tuple[Table, ...]]] = {}
    if not garbled:
        return found
    with suppress(*_PAGE_ERRORS), PdfDocument(data) as document:
        document.init_forms()
        sample = [_characters_of(document, sheet) for sheet in garbled[:_SAMPLE_PAGES]]
        shift = find_shift(sample)
        if shift:
            texts = ((sheet, _unshifted(document, sheet, shift)) for sheet in (*garbled, *others))
            found = {sheet: text for sheet, text in texts if text}
    return found


def _characters_of(document: PdfDocument, sheet: int) -> str:
    with closing(document[sheet - 1]) as page, closing(page.get_textpage()) as text_page:
        return _characters(text_page)


def _unshifted(document: PdfDocument, sheet: int, shift: Shift) -> tuple[str, tuple[Table, ...]] | None:
    with closing(document[sheet - 1]) as page, closing(page.get_textpage()) as text_page:
        characters = _characters(text_page)
        if not makes_sense(characters, shift):
            return None
        return _text_and_tables(_inside(page, _fragments(text_page, shift.undone(characters))))


def _inside(page: PdfPage, fragments: Iterator[Fragment]) -> list[Fragment]:
    """Those that stand on the page as it is shown: what lies beyond its crop box is cut off."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, box):
        return list(fragments)
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    return [
        one
        for one in fragments
        if left <= (one.left + one.right) / 2 <= right and bottom <= (one.bottom + one.top) / 2 <= top
    ]


def _has_annotations(page: PdfPage) -> bool:
    return bool(pdfium.FPDFPage_GetAnnotCount(page) > 0)


def _fragments(text_page: PdfTextPage, meant: str = "") -> Iterator[Fragment]:
    """The page's words in the order drawn, each with the box of its characters from first to last.

    `meant` are its characters, where they are others than the file says.
    """
    text, end = meant or _characters(text_page), 0
    words = [match.span() for match in _WORD.finditer(text)]
    boxes = _boxes(text_page, [index for start, stop in words for index in (start, stop - 1)])
    for (start, stop), first, last in zip(words, boxes, boxes, strict=False):  # two boxes a word
        new_line = text.find("\n", end, start) >= 0 or text[end - 1 : end] == _SOFT_HYPHEN
        if first[3] == last[3] and first[0] <= last[0]:  # most words: straight on
            yield Fragment(text[start:stop], first[0], first[3], last[2], first[1], new_line)
        elif _is_torn(first, last, stop - start):
            yield from _pieces(text[start:stop], list(_boxes(text_page, range(start, stop))))
        elif first[0] < last[0] and _steps(first, last):
            characters = list(_boxes(text_page, range(start, stop)))
            yield from parted(text[start:stop], characters, new_line)
        else:
            yield _fragment(text[start:stop], first, last, new_line)
        end = stop


def _is_torn(first: Box, last: Box, length: int) -> bool:
    """Whether the last character stands on another line than the first, and not in upright writing."""
    height = max(first[1] - first[3], first[2] - first[0])  # turned text has boxes as wide as it is high
    across, up = abs(last[0] - first[0]), abs(last[3] - first[3])
    return up > _TORN * height and not (across < 0.5 * height and up <= length * height)


def _steps(first: Box, last: Box) -> bool:
    """Whether the first and the last character are of two sizes, as where a mark is raised."""
    heights = first[1] - first[3], last[1] - last[3]
    return min(heights) < SMALL * max(heights)


def _pieces(word: str, boxes: list[Box]) -> Iterator[Fragment]:
    """The parts of a word that pdfium took together over two lines, as in "113 .50" with its page number."""
    start = 0
    for index in range(1, len(boxes) + 1):
        if index == len(boxes) or _is_torn(boxes[index - 1], boxes[index], length=0):
            yield _fragment(word[start:index], boxes[start], boxes[index - 1], new_line=True)
            start = index


def _fragment(characters: str, first: Box, last: Box, new_line: bool) -> Fragment:
    left, top, _, bottom = first  # height and baseline of the first count: a footnote mark may follow
    turns = _turns(last[0] - left, last[3] - bottom, top - bottom)
    if turns in (1, 3):
        bottom, top = min(bottom, last[3]), max(top, last[1])
    return Fragment(characters, left, bottom, last[2], top, new_line, turns)


def _boxes(text_page: PdfTextPage, indexes: Sequence[int]) -> Iterator[Box]:
    """The box of each of these characters: as wide as its step, as high as its font."""
    boxes = (pdfium.FS_RECTF * len(indexes))()
    get_box, handle = pdfium.FPDFText_GetLooseCharBox, text_page.raw
    for index, box in zip(indexes, boxes, strict=True):
        get_box(handle, index, box)
    return struct.iter_unpack("4f", boxes)


def _characters(text_page: PdfTextPage) -> str:
    """The page's characters, each at the index under which pdfium knows its box."""
    text: str = text_page.get_text_range()
    count = text_page.count_chars()
    if len(text) != count:  # some have no character, or one that UTF-16 writes as two: slow, but true
        text = "".join(chr(pdfium.FPDFText_GetUnicode(text_page, index)) for index in range(count))
    return text.replace(_SOFT_HYPHEN, "-").replace(_HYPHEN_AND_BREAK, _SOFT_HYPHEN)  # what is drawn is seen


def _turns(across: float, up: float, height: float) -> int:
    """Quarter turns against the clock of a word whose last character stands so far from its first."""
    if abs(up) <= max(abs(across), 0.5 * height):
        return 0 if across > -0.1 * height else 2
    return 1 if up > 0 else 3


def _label(document: PdfDocument, sheet: int) -> str:
    try:
        return plain(document.get_page_label(sheet - 1)).strip()
    except ValueError:  # half a surrogate pair
        return ""


def _outline(document: PdfDocument) -> Iterator[Heading]:
    """The bookmarks that lead to a page of this file; others are no headings of it."""
    for bookmark in document.get_toc():
        try:
            title = " ".join(plain(bookmark.get_title()).split())
        except ValueError:
            continue
        destination = bookmark.get_dest()
        index = destination.get_index() if destination else None
        if title and index is not None and index < len(document):
            yield Heading(title, page=index + 1, depth=bookmark.level + 1)


def _information(document: PdfDocument) -> dict[str, str]:
    """The file's own fields under lower-case names: title, author, creationdate ..."""
    try:
        fields = document.get_metadata_dict(skip_empty=True)
    except ValueError:
        return {}
    return {name.lower(): plain(value).strip() for name, value in fields.items()}
