"""Excel sheets -> pages: a line for each row that has something in it, values as Excel shows them."""

import re
from collections.abc import Sequence
from contextlib import closing
from io import BytesIO
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.chartsheet import Chartsheet
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import range_boundaries

from ingest.document import Heading, RawReport
from ingest.readers.characters import plain
from ingest.readers.grid import GivenCell, Laid, PageText, lay_out, plain_page
from ingest.readers.office.number_format import shown
from ingest.readers.raised import raised
from ingest.structure.table_shape import is_value_cell

MAX_MERGED = 20_000  # merged ranges of a sheet, and cells of one
MAX_CELLS = 100_000  # a sheet; about 2,000 printed pages of figures
_MAX_ROWS = 1_048_576  # Excel's own; a row number beyond it in a broken file is not counted up to
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")

Sheet = Any  # openpyxl has no types
SheetCell = Any
Spans = dict[tuple[int, int], tuple[int, int]]  # row and column -> how many of each are merged


def extract(package: BytesIO) -> RawReport:
    """One page a sheet, labelled with its name. Formulas stand as the values last saved with the file.

    A sheet that Excel does not show, or that is a chart, is an empty page. Listed as unread are a sheet
    that is missing from the file, and one with more than `MAX_CELLS`, of which the first ones are read.
    """
    reader = ExcelReader(package, read_only=True, data_only=True, keep_links=False, rich_text=True)
    reader.read()
    with closing(reader.wb) as workbook:
        present = {sheet.title: sheet for sheet in (*workbook.worksheets, *workbook.chartsheets)}
        names = [str(sheet.name) for sheet in reader.parser.sheets]  # the missing ones too
        sheets = [_grid(present.get(name)) for name in names]
    pages = tuple(
        plain_page(laid.text, laid.tables, plain(name)) for (laid, _), name in zip(sheets, names, strict=True)
    )
    outline = tuple(Heading(page.label, number) for number, page in enumerate(pages, 1) if page.text)
    unread = tuple(number for number, (_, complete) in enumerate(sheets, 1) if not complete)
    return RawReport(pages, outline, unread_pages=unread)


def _grid(sheet: Sheet | None) -> tuple[Laid, bool]:
    """The rows of a sheet, and whether they are all of it."""
    if sheet is None:
        return Laid("", ()), False
    if isinstance(sheet, Chartsheet) or sheet.sheet_state != "visible":
        return Laid("", ()), True
    sheet.reset_dimensions()  # what the file says of its size is often wrong
    texts: list[list[str]] = []
    left, complete = MAX_CELLS, True
    for row in sheet.iter_rows(max_row=_MAX_ROWS):
        line = [_text(cell) for cell in row]
        filled = sum(map(bool, line))
        if filled > left:
            complete = False
            break
        left -= filled
        texts.append(line)
    spans = _spans(sheet)
    blocks = [lay_out(_given(texts, spans, *block)) for block in _blocks(texts)]
    page = PageText()
    for laid in blocks:
        page.put_table(laid, "\n")
    return Laid(page.text, tuple(page.tables)), complete


def _blocks(texts: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """The columns of each table, from and to: right of a blank column, labels begin another one."""
    width = max(map(len, texts), default=0)
    filled = [[bool(row[n : n + 1] and row[n]) for row in texts] for n in range(width)]
    starts = [0]
    for n in range(1, width):
        is_label = [row[n] for row in texts if n < len(row) and row[n] and not is_value_cell(row[n])]
        if not any(filled[n - 1]) and len(is_label) > max(1, sum(filled[n]) / 2):
            starts.append(n)
    return list(zip(starts, [*starts[1:], width], strict=True))


def _given(texts: Sequence[Sequence[str]], spans: Spans, first: int, end: int) -> list[list[GivenCell]]:
    """The rows of these columns, without the cells that a merged one covers."""
    covered = {
        (row + r, column + c)
        for (row, column), (rows, columns) in spans.items()
        for r in range(rows)
        for c in range(columns)
        if r or c
    }
    return [
        [
            GivenCell(text, *_within(spans.get((row, column), (1, 1)), end - column))
            for column, text in enumerate(line[first:end], first)
            if (row, column) not in covered
        ]
        for row, line in enumerate(texts)
    ]


def _within(span: tuple[int, int], most: int) -> tuple[int, int]:
    return span[0], min(span[1], most)


def _spans(sheet: Sheet) -> Spans:
    """The merged cells of a sheet, which openpyxl does not tell when it reads without building the sheet."""
    with closing(sheet._get_source()) as source:
        found = {ref.decode() for ref in _MERGED.findall(source.read())}
    spans = {}
    for ref in sorted(found)[:MAX_MERGED]:
        left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(ref))
        if (bottom - top + 1) * (right - left + 1) <= MAX_MERGED:
            spans[top - 1, left - 1] = (bottom - top + 1, right - left + 1)
    return spans


def _text(cell: SheetCell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, CellRichText):
        value = _written(value)
    return plain(shown(value, cell.number_format or "General")).strip()


def _written(pieces: CellRichText) -> str:
    """The text of a cell whose letters are set in several ways; raised figures are marks."""
    text = ""
    for piece in pieces:
        is_raised = isinstance(piece, TextBlock) and piece.font.vertAlign == "superscript"
        text += raised(text, str(piece)) if is_raised else str(piece)
    return text
