"""Made tables, written into files of every format that has tables."""

import random
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

import docx
import openpyxl
import pptx
from made_tables import MadeTable
from pptx.util import Inches
from table_pages import write_pdf, write_text


class Placed(NamedTuple):
    """A cell of a grid, with how far it is merged."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def placed(table: MadeTable) -> list[Placed]:
    """The cells of a table that say something, at their places: a row of measures first, if there are any."""
    labels = 1 + table.has_sides
    heads = 1 + table.has_measures
    cells = [Placed(column.head, heads - 1, labels + n) for n, column in enumerate(table.columns)]
    if table.has_measures:
        each = len(table.columns) // 2
        cells += [Placed(table.columns[n].measure, 0, labels + n, 1, each) for n in (0, each)]
    for number, row in enumerate(table.rows, heads):
        cells.append(Placed(row.label, number, labels - 1))
        for n, text in enumerate(row.texts):
            if text:
                cells.append(Placed(text, number, labels + n, 1, 1 + (row.merged == n)))
    if table.has_sides:
        outers = [row.outer for row in table.rows]
        cells += [
            Placed(outer, heads + outers.index(outer), 0, outers.count(outer))
            for outer in dict.fromkeys(outers)
        ]
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def size(table: MadeTable) -> tuple[int, int]:
    """Rows and columns."""
    return len(table.rows) + 1 + table.has_measures, len(table.columns) + 1 + table.has_sides


def write_word(tables: Sequence[MadeTable], path: Path, _: random.Random) -> None:
    document = docx.Document()
    for table in tables:
        document.add_paragraph(table.title)
        _fill(document.add_table(*size(table)), placed(table))
    document.save(str(path))


def write_slides(tables: Sequence[MadeTable], path: Path, _: random.Random) -> None:
    deck = pptx.Presentation()
    for table in tables:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = table.title
        shape = slide.shapes.add_table(*size(table), Inches(1), Inches(2), Inches(8), Inches(4))
        _fill(shape.table, placed(table))
    deck.save(str(path))


def _fill(grid: object, cells: Sequence[Placed]) -> None:
    for one in cells:
        cell = grid.cell(one.row, one.column)  # type: ignore[attr-defined]
        if one.rows > 1 or one.columns > 1:
            last = grid.cell(one.row + one.rows - 1, one.column + one.columns - 1)  # type: ignore[attr-defined]
            cell = cell.merge(last) or cell
        cell.text = one.text


def write_sheet(tables: Sequence[MadeTable], path: Path, chance: random.Random) -> None:
    book = openpyxl.Workbook()
    for number, table in enumerate(tables):
        sheet = book.active if number == 0 else book.create_sheet()
        down, right = chance.randint(1, 4), chance.randint(1, 3)
        sheet.cell(down, right, table.title)
        for one in placed(table):
            row, column = down + 1 + one.row, right + one.column
            sheet.cell(row, column, one.text)
            if one.rows > 1 or one.columns > 1:
                sheet.merge_cells(None, row, column, row + one.rows - 1, column + one.columns - 1)
    book.save(path)


def write_html(tables: Sequence[MadeTable], path: Path, _: random.Random) -> None:
    parts = [f"<h2>{table.title}</h2><table>{_html_rows(table)}</table>" for table in tables]
    path.write_text(f"<html><body>{''.join(parts)}</body></html>")


def _html_rows(table: MadeTable) -> str:
    cells = placed(table)
    rows = []
    for number in range(size(table)[0]):
        row, column = "", 0
        for one in (cell for cell in cells if cell.row == number):
            row += "<td></td>" * (one.column - column - _covered(cells, number, column, one.column))
            row += f'<td rowspan="{one.rows}" colspan="{one.columns}">{escape(one.text)}</td>'
            column = one.column + one.columns
        rows.append(f"<tr>{row}</tr>")
    return "".join(rows)


def _covered(cells: Sequence[Placed], row: int, start: int, end: int) -> int:
    """How many places of a row, from start to end, cells of rows above lie over."""
    return sum(
        one.row < row < one.row + one.rows and one.column <= column < one.column + one.columns
        for one in cells
        for column in range(start, end)
    )


def flat_rows(table: MadeTable) -> list[list[str]]:
    """The rows for formats without merged cells: what lies over several is said in each."""
    columns = size(table)[1]
    heads = [f"{column.measure} {column.head}".strip() for column in table.columns]
    rows = [[""] * (columns - len(heads)) + heads]
    for row in table.rows:
        labels = [row.outer, row.label] if table.has_sides else [row.label]
        rows.append([*labels, *row.texts, *[""] * (columns - len(labels) - len(row.texts))])
    return rows


def write_markdown(tables: Sequence[MadeTable], path: Path, _: random.Random) -> None:
    parts = []
    for table in tables:
        lines = [f"| {' | '.join(row)} |" for row in flat_rows(table)]
        lines.insert(1, "|" + "---|" * size(table)[1])
        parts.append(f"## {table.title}\n\n" + "\n".join(lines))
    path.write_text("\n\n".join(parts))


def write_rtf(tables: Sequence[MadeTable], path: Path, _: random.Random) -> None:
    parts = []
    for table in tables:
        rows = "".join(
            r"\trowd"
            + "".join(rf"\cellx{900 * n + 900}" for n in range(len(row)))
            + r"\intbl "
            + "".join(rf"{cell}\cell " for cell in row)
            + r"\row"
            + "\n"
            for row in flat_rows(table)
        )
        parts.append(rf"{table.title}\par {rows}\pard\par ")
    path.write_text(r"{\rtf1\ansi " + "".join(parts) + "}")


_ODF = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2">'
    "<office:body><office:text>{}</office:text></office:body></office:document-content>"
)


def write_open_text(tables: Sequence[MadeTable], path: Path, _: random.Random) -> None:
    parts = [f"<text:p>{table.title}</text:p>{_open_table(table)}" for table in tables]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", _ODF.format("".join(parts)))


def _open_table(table: MadeTable) -> str:
    cells = placed(table)
    rows, columns = size(table)
    lines = []
    for number in range(rows):
        line = ""
        for column in range(columns):
            one = next((cell for cell in cells if (cell.row, cell.column) == (number, column)), None)
            if one:
                spans = f'table:number-rows-spanned="{one.rows}" table:number-columns-spanned="{one.columns}"'
                line += f"<table:table-cell {spans}><text:p>{escape(one.text)}</text:p></table:table-cell>"
            elif any(
                cell.row <= number < cell.row + cell.rows
                and cell.column <= column < cell.column + cell.columns
                for cell in cells
            ):
                line += "<table:covered-table-cell/>"
            else:
                line += "<table:table-cell/>"
        lines.append(f"<table:table-row>{line}</table:table-row>")
    return f"<table:table>{''.join(lines)}</table:table>"


WRITERS: dict[str, Callable[[Sequence[MadeTable], Path, random.Random], None]] = {
    ".pdf": write_pdf,
    ".docx": write_word,
    ".pptx": write_slides,
    ".xlsx": write_sheet,
    ".odt": write_open_text,
    ".html": write_html,
    ".md": write_markdown,
    ".rtf": write_rtf,
    ".txt": write_text,
}
