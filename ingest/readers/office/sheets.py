"""Excel sheets -> pages: a line for each row that has something in it, values as Excel shows them."""

from contextlib import closing
from io import BytesIO
from typing import Any

from openpyxl.chartsheet import Chartsheet
from openpyxl.reader.excel import ExcelReader

from ingest.document import Heading, RawReport, ReadPage
from ingest.readers.characters import plain
from ingest.readers.office.number_format import shown

CELL_GAP = "  "
MAX_CELLS = 100_000  # a sheet; about 2,000 printed pages of figures
_MAX_ROWS = 1_048_576  # Excel's own; a row number beyond it in a broken file is not counted up to

Sheet = Any  # openpyxl has no types
SheetCell = Any


def extract(package: BytesIO) -> RawReport:
    """One page a sheet, labelled with its name. Formulas stand as the values last saved with the file.

    A sheet that Excel does not show, or that is a chart, is an empty page. Listed as unread are a sheet
    that is missing from the file, and one with more than `MAX_CELLS`, of which the first ones are read.
    """
    reader = ExcelReader(package, read_only=True, data_only=True, keep_links=False)
    reader.read()
    with closing(reader.wb) as workbook:
        present = {sheet.title: sheet for sheet in (*workbook.worksheets, *workbook.chartsheets)}
        names = [str(sheet.name) for sheet in reader.parser.sheets]  # the missing ones too
        sheets = [_rows(present.get(name)) for name in names]
    texts = ["\n".join(rows) for rows, _ in sheets]
    pages = tuple(ReadPage(text, label=plain(name)) for text, name in zip(texts, names, strict=True))
    outline = tuple(Heading(page.label, number) for number, page in enumerate(pages, 1) if page.text)
    unread = tuple(number for number, (_, complete) in enumerate(sheets, 1) if not complete)
    return RawReport(pages, outline, unread_pages=unread)


def _rows(sheet: Sheet | None) -> tuple[list[str], bool]:
    """The lines of a sheet, and whether they are all of it."""
    if sheet is None:
        return [], False
    if isinstance(sheet, Chartsheet) or sheet.sheet_state != "visible":
        return [], True
    sheet.reset_dimensions()  # what the file says of its size is often wrong
    lines: list[str] = []
    left = MAX_CELLS
    for row in sheet.iter_rows(max_row=_MAX_ROWS):
        cells = [_text(cell) for cell in row if cell.value is not None]
        filled = [cell for cell in cells if cell]
        if len(filled) > left:
            return lines, False
        left -= len(filled)
        if filled:
            lines.append(CELL_GAP.join(filled))
    return lines, True


def _text(cell: SheetCell) -> str:
    return plain(shown(cell.value, cell.number_format or "General")).strip()
