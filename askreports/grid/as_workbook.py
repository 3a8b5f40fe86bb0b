"""A grid as an Excel workbook: numbers as numbers with their unit, sources on their own sheet, a chart."""

import io
import re
from typing import Any

from askreports.grid.as_text import harmless, shown
from askreports.grid.table import Grid, GridCell, Over

_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_FORMATS = re.compile(r"[^\w %/€$£.-]")
_CHARTED_ROWS = 8  # more lines than that cannot be told apart


def as_workbook(grid: Grid) -> bytes:
    """The grid on the first sheet, what it stands on on the second; over years with changes and a chart."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Grid"
    changes = grid.changes()
    has_changes = any(change is not None for change in changes)
    sheet.append(["Question", *map(_clean, grid.columns), *(["Change"] if has_changes else [])])
    for number, (question, row) in enumerate(zip(grid.questions, grid.cells, strict=True), 2):
        sheet.cell(number, 1, _clean(question))
        for place, cell in enumerate(row, 2):
            _fill(sheet.cell(number, place), cell, grid)
        change = changes[number - 2]
        if change is not None:
            sheet.cell(number, len(row) + 2, float(change)).number_format = _format(row[-1].unit, "+#,##0.##")
    _make_wide(sheet, grid)
    _add_sources(book.create_sheet("Sources"), grid)
    if grid.over is Over.YEAR:
        _add_chart(sheet, grid)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(place: Any, cell: GridCell, grid: Grid) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    if cell.value is not None:
        place.value = float(cell.value)
        place.number_format = _format(cell.unit, "#,##0.####" if cell.value % 1 else "#,##0")
    else:
        place.value = _clean(shown(cell))
    cited = grid.cited(cell)
    if cited is None:
        return
    page = cited.page.label or cited.page.number
    place.comment = Comment(
        _clean(f"{cell.status}: {cited.document.title}, page {page}: {cited.quote[:500]}"), "askreports"
    )
    place.hyperlink = f"#Sources!A{(cell.citation or 0) + 1}"
    place.font = Font(color="0B3D91", underline="single")


def _format(unit: str, plain: str) -> str:
    """The number format that shows the unit; a per cent stands as it is written, not as a share."""
    told = _NOT_IN_FORMATS.sub("", unit)
    return f'{plain} "{told}"' if told else plain


def _add_sources(sheet: Any, grid: Grid) -> None:
    sheet.append(["Number", "Report", "File", "Page", "Printed page", "Quote", "Found on the page"])
    for cited in grid.citations:
        report, page = cited.document, cited.page
        told = [report.title, report.path]
        sheet.append(
            [
                cited.number,
                *map(_clean, told),
                page.number,
                _clean(page.label),
                _clean(cited.quote[:32_000]),
                "yes" if cited.verified else "no",
            ]
        )


def _make_wide(sheet: Any, grid: Grid) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for place in range(1, len(grid.columns) + 3):
        sheet.column_dimensions[get_column_letter(place)].width = 44 if place == 1 else 26
    for row in sheet.iter_rows():
        for place in row:
            place.alignment = Alignment(wrap_text=True, vertical="top")
    for place in sheet[1]:
        place.font = Font(bold=True)
    sheet.freeze_panes = "B2"


def _add_chart(sheet: Any, grid: Grid) -> None:
    """A line for each question whose answers are numbers in two years or more."""
    from openpyxl.chart import LineChart, Reference

    numeric = [
        number for number, row in enumerate(grid.cells, 2) if sum(cell.value is not None for cell in row) > 1
    ][:_CHARTED_ROWS]
    if not numeric:
        return
    chart = LineChart()
    chart.title = "Over the years"
    last = len(grid.columns) + 1
    for number in numeric:
        chart.add_data(
            Reference(sheet, min_col=1, max_col=last, min_row=number), from_rows=True, titles_from_data=True
        )
    chart.set_categories(Reference(sheet, min_col=2, max_col=last, min_row=1))
    sheet.add_chart(chart, f"B{len(grid.questions) + 4}")


def _clean(text: str) -> str:
    """The text without what XML forbids, and nothing that begins a formula."""
    return harmless(_NOT_IN_XML.sub("", text))
