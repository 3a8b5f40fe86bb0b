"""Excel files of before 2007 (.xls) -> pages, by xlrd: a page a sheet, values as Excel shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from io import StringIO
from pathlib import Path
from typing import Any

from ingest.document import Heading, RawReport, ReadPage
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain
from ingest.readers.contents import read_bytes
from ingest.readers.grid import plain_page
from ingest.readers.legacy.properties import properties_of
from ingest.readers.markup.delimited import read_delimited
from ingest.readers.office.number_format import shown
from ingest.readers.office.sheets.grid import Spans, lay_out_sheet, without_hidden
from ingest.readers.office.sheets.workbook import MAX_CELLS
from ingest.readers.raised import raised

MAX_BYTES = 100_000_000

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EARLIER = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")  # Excel 2 to 5 wrote no compound files
_SUPERSCRIPT = 1

Book = Any  # xlrd has no types
Sheet = Any


def read_old_sheets(file: Path) -> RawReport:
    """One page a sheet, labelled with its name, as of a newer workbook; formulas stand as their last values.

    A file of this name that holds text, as many programs export it, is read as the table that it is.
    Raises `FileSkipped`.
    """
    data = read_bytes(file, MAX_BYTES)
    if not data.startswith((_COMPOUND_FILE, *_EARLIER)):
        return read_delimited(file)
    reading = _extracted(data)
    if not any(page.text.strip() for page in reading.pages):
        raise FileSkipped(Reason.NO_TEXT)
    return reading


def _extracted(data: bytes) -> RawReport:
    import xlrd

    try:
        with xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=StringIO()
        ) as book:
            return _reading(book, properties_of(data))
    except MemoryError:
        raise
    except Exception as error:  # what xlrd raises over a broken file is any type at all
        if "encrypted" in str(error):
            raise FileSkipped(Reason.LOCKED, "protected by a password") from error
        raise FileSkipped(Reason.DAMAGED, f"{type(error).__name__}: {error}"[:200]) from error


def _reading(book: Book, information: Mapping[str, str]) -> RawReport:
    texts = [_texts(book, sheet) for sheet in book.sheets()]
    pages = tuple(_page(sheet, rows) for sheet, rows in zip(book.sheets(), texts, strict=True))
    outline = tuple(Heading(page.label, number) for number, page in enumerate(pages, 1) if page.text)
    unread = tuple(n for n, sheet in enumerate(book.sheets(), 1) if len(texts[n - 1]) < sheet.nrows)
    return RawReport(pages, outline, dict(information), unread)


def _texts(book: Book, sheet: Sheet) -> list[list[str]]:
    """The cells of a sheet as Excel shows them, row by row, as far as so many may be read."""
    rows: list[list[str]] = []
    left = MAX_CELLS
    for number in range(sheet.nrows):
        row = [_text(book, sheet, number, column) for column in range(sheet.row_len(number))]
        left -= sum(map(bool, row))
        if left < 0:
            break
        rows.append(row)
    return rows


def _text(book: Book, sheet: Sheet, row: int, column: int) -> str:
    import xlrd

    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if kind == xlrd.XL_CELL_TEXT:
        value = _written(book, value, sheet.rich_text_runlist_map.get((row, column), ()))
    elif kind == xlrd.XL_CELL_BOOLEAN:
        value = bool(value)
    elif kind == xlrd.XL_CELL_ERROR:
        value = xlrd.error_text_from_code.get(value, "")
    elif kind == xlrd.XL_CELL_DATE and (moment := _moment(book, value)) is not None:
        value = moment
    form = book.format_map[book.xf_list[sheet.cell_xf_index(row, column)].format_key].format_str
    return plain(shown(value, form)).strip()


def _moment(book: Book, value: float) -> datetime | time | None:
    """The date, or the time of a day; None for a number that is none, which Excel shows as one."""
    import xlrd

    try:
        moment: datetime = xlrd.xldate_as_datetime(value, book.datemode)
    except (ValueError, OverflowError):
        return None
    return moment.time() if 0 <= value < 1 else moment


def _written(book: Book, text: str, runs: Sequence[tuple[int, int]]) -> str:
    """The text of a cell whose letters are set in several ways; raised figures are marks."""
    starts = [start for start, _ in runs]
    written = text[: starts[0]] if starts else text
    for (start, font), end in zip(runs, [*starts[1:], len(text)], strict=False):
        is_raised = font < len(book.font_list) and book.font_list[font].escapement == _SUPERSCRIPT
        written += raised(written, text[start:end]) if is_raised else text[start:end]
    return written


def _page(sheet: Sheet, texts: Sequence[Sequence[str]]) -> ReadPage:
    """What is seen of a sheet."""
    label = plain(sheet.name)
    if sheet.visibility:
        return ReadPage("", label, is_all_body=True)
    spans: Spans = {
        (top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells
    }
    rows = {number for number, row in sheet.rowinfo_map.items() if row.hidden}
    columns = {number for number, column in sheet.colinfo_map.items() if column.hidden}
    laid = lay_out_sheet(*without_hidden(texts, spans, rows, columns))
    return replace(plain_page(laid.text, laid.tables, label), is_all_body=True)
