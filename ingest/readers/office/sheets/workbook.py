"""Excel sheets -> pages: a line for each row that has something in it, values as Excel shows them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.chartsheet import Chartsheet
from openpyxl.reader.excel import ExcelReader

from ingest.document import Heading, RawReport
from ingest.readers.characters import plain
from ingest.readers.grid import Laid, plain_page
from ingest.readers.office.number_format import shown
from ingest.readers.office.sheets.formulas import Formulary, NotWorkedOut, Place, Value
from ingest.readers.office.sheets.grid import lay_out_sheet, without_hidden
from ingest.readers.office.sheets.marks import SheetMarks, marks_of
from ingest.readers.raised import raised

MAX_CELLS = 100_000  # a sheet; about 2,000 printed pages of figures
_MAX_ROWS = 1_048_576  # Excel's own; a row number beyond it in a broken file is not counted up to

Workbook = Any  # openpyxl has no types
Sheet = Any
SheetCell = Any


@dataclass(slots=True)
class _Cells:
    """The cells of a sheet, row by row, and whether they are all of it."""

    rows: list[list[SheetCell]] = field(default_factory=list)
    is_complete: bool = True
    marks: SheetMarks = field(default_factory=SheetMarks)


def extract(package: BytesIO) -> RawReport:
    """One page a sheet, labelled with its name. Formulas stand as the values last saved with the file, and
    where none were saved as what is worked out here.

    A sheet that Excel does not show, or that is a chart, is an empty page; rows and columns that it does not
    show are left out. Listed as unread are a sheet that is missing from the file, one with more than
    `MAX_CELLS`, of which the first ones are read, and one with formulas that were not worked out.
    """
    reader = ExcelReader(package, read_only=True, data_only=True, keep_links=False, rich_text=True)
    reader.read()
    with closing(reader.wb) as workbook:
        present = _sheets_of(workbook)
        names = [str(sheet.name) for sheet in reader.parser.sheets]  # the missing ones too
        cells = {name: _cells(present.get(name)) for name in names}
        formulary = _formulary(package, cells)
        sheets = [_laid(name, cells[name], formulary) for name in names]
    pages = tuple(
        replace(plain_page(laid.text, laid.tables, plain(name)), is_all_body=True)
        for (laid, _), name in zip(sheets, names, strict=True)
    )
    outline = tuple(Heading(page.label, number) for number, page in enumerate(pages, 1) if page.text)
    unread = tuple(number for number, (_, complete) in enumerate(sheets, 1) if not complete)
    return RawReport(pages, outline, unread_pages=unread)


def _sheets_of(workbook: Workbook) -> dict[str, Sheet]:
    return {sheet.title: sheet for sheet in (*workbook.worksheets, *workbook.chartsheets)}


def _cells(sheet: Sheet | None) -> _Cells:
    if sheet is None:
        return _Cells(is_complete=False)
    if isinstance(sheet, Chartsheet):
        return _Cells()
    with closing(sheet._get_source()) as source:
        found = _Cells(marks=marks_of(source.read(), sheet.sheet_state == "visible"))
    sheet.reset_dimensions()  # what the file says of its size is often wrong
    left = MAX_CELLS
    for row in sheet.iter_rows(max_row=_MAX_ROWS):
        left -= sum(cell.value is not None for cell in row)
        if left < 0:
            found.is_complete = False
            break
        found.rows.append(list(row))
    return found


def _formulary(package: BytesIO, cells: Mapping[str, _Cells]) -> Formulary | None:
    """What works out the formulas without a value; None where all have one, which saves reading them."""
    if not any(sheet.marks.lacks_values for sheet in cells.values()):
        return None
    package.seek(0)
    reader = ExcelReader(package, read_only=True, data_only=False, keep_links=False)
    reader.read()
    with closing(reader.wb) as workbook:
        formulas = {
            place: formula
            for name, sheet in _sheets_of(workbook).items()
            if name in cells and cells[name].marks.lacks_values
            for place, formula in _formulas(name, sheet, cells[name])
        }

    def known(place: Place) -> Value:
        name, row, column = place
        rows = cells[name].rows if name in cells else []
        line = rows[row - 1] if row <= len(rows) else []
        value = line[column - 1].value if column <= len(line) else None
        return value if value is None or isinstance(value, bool | int | float) else str(value)

    return Formulary(formulas, known)


def _formulas(name: str, sheet: Sheet, cells: _Cells) -> Iterator[tuple[Place, str]]:
    """The formulas of a sheet of which no value was saved."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=len(cells.rows))
    for number, (row, valued) in enumerate(zip(rows, cells.rows, strict=False), 1):
        for column, (cell, with_value) in enumerate(zip(row, valued, strict=False), 1):
            if with_value.value is None and cell.data_type == "f":
                yield (name, number, column), str(cell.value).removeprefix("=")


def _laid(name: str, cells: _Cells, formulary: Formulary | None) -> tuple[Laid, bool]:
    """What is seen of a sheet, and whether that is all of it."""
    if not cells.marks.is_shown:
        return Laid("", ()), True
    texts: list[list[str]] = []
    complete = cells.is_complete
    for number, row in enumerate(cells.rows, 1):
        texts.append([_text(cell) for cell in row])
        for column, cell in enumerate(row, 1):
            if formulary and (name, number, column) in formulary.formulas:
                try:
                    value = formulary.value((name, number, column))
                except NotWorkedOut:
                    complete = False
                else:
                    texts[-1][column - 1] = _shown(value, cell)
    marks = cells.marks
    return lay_out_sheet(*without_hidden(texts, marks.spans, marks.rows, marks.columns)), complete


def _text(cell: SheetCell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, CellRichText):
        value = _written(value)
    return _shown(value, cell)


def _shown(value: object, cell: SheetCell) -> str:
    return plain(shown(value, cell.number_format or "General")).strip() if value is not None else ""


def _written(pieces: Sequence[object]) -> str:
    """The text of a cell whose letters are set in several ways; raised figures are marks."""
    text = ""
    for piece in pieces:
        is_raised = isinstance(piece, TextBlock) and piece.font.vertAlign == "superscript"
        text += raised(text, str(piece)) if is_raised else str(piece)
    return text
