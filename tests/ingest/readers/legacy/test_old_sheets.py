"""Workbooks of before 2007: pages, values and grids as of those of today."""

from datetime import date, time
from io import BytesIO

import pytest
import xlwt

from ingest.errors import FileSkipped
from ingest.readers.legacy import old_sheets
from ingest.readers.read import read


@pytest.fixture
def file(tmp_path):
    def written(book: xlwt.Workbook):
        path = tmp_path / "accounts.xls"
        book.save(str(path))
        return path

    return written


def workbook(*sheets: tuple[str, list[list[object]]]) -> xlwt.Workbook:
    book = xlwt.Workbook()
    for name, rows in sheets:
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(number, column, value)
    return book


def test_a_sheet_is_a_page_with_its_grid(file):
    rows = [["Item", "Note", "2023", "2022"], ["Interest", 7, None, 11], ["Sales", None, 812.5, 790]]
    reading = read(file(workbook(("Accounts", rows), ("Empty", []))))
    page, empty = reading.pages
    assert (page.label, empty.text) == ("Accounts", "")
    assert page.text == "Item  Note  2023  2022\nInterest  7  11\nSales  812.5  790"
    (table,) = page.tables
    assert (1, 3, "11") in {(cell.row, cell.column, cell.text) for cell in table.cells}


def test_values_are_shown_as_excel_shows_them(file):
    book = workbook(("A", []))
    sheet = book.get_sheet(0)
    formats = ['#,##0.0,, "EUR million"', "0.0%", "yyyy-mm-dd", "hh:mm"]
    for row, (value, form) in enumerate(
        zip([481_200_000, 0.125, date(2023, 12, 31), time(9, 30)], formats, strict=True)
    ):
        sheet.write(row, 0, f"line {row}")
        sheet.write(row, 1, value, xlwt.easyxf(num_format_str=form))
    sheet.write(4, 1, True)
    text = read(file(book)).pages[0].text
    assert text.split("\n") == [
        "line 0  481.2 EUR million",
        "line 1  12.5%",
        "line 2  2023-12-31",
        "line 3  09:30",
        "TRUE",
    ]


def test_raised_figures_are_marks(file):
    raised = xlwt.Font()
    raised.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    book = workbook(("A", [["Revenue"]]))
    book.get_sheet(0).write_rich_text(0, 1, ["812", ("1", raised)])
    assert read(file(book)).pages[0].text == "Revenue  812 ¹"


def test_what_is_hidden_is_not_read(file):
    book = workbook(("A", [["seen", "seen"], ["hidden", "hidden"], ["seen", "x"]]), ("B", [["hidden"]]))
    book.get_sheet(0).row(1).hidden = True
    book.get_sheet(0).col(1).hidden = True
    book.get_sheet(1).visibility = 1
    assert [page.text for page in read(file(book)).pages] == ["seen\nseen", ""]


def test_merged_cells_cover_their_places(file):
    book = workbook(("A", [[None, "2022", "2023"], [None, 1, 2], [None, 3, 4]]))
    book.get_sheet(0).write_merge(1, 2, 0, 0, "Lamorna")
    (table,) = read(file(book)).pages[0].tables
    assert next(cell for cell in table.cells if cell.text == "Lamorna").row_span == 2


def test_a_sheet_that_is_too_large_is_partly_read(file, monkeypatch):
    monkeypatch.setattr(old_sheets, "MAX_CELLS", 4)
    reading = read(file(workbook(("A", [[1, 2], [3, 4], [5, 6]]))))
    assert reading.pages[0].text == "1  2\n3  4"
    assert reading.unread_pages == (1,)


@pytest.mark.parametrize("name", ["renamed.xlsx", "renamed.doc", "renamed.docx"])
def test_the_content_decides(tmp_path, name):
    stream = BytesIO()
    workbook(("A", [["Members", 41]])).save(stream)
    path = tmp_path / name
    path.write_bytes(stream.getvalue())
    assert read(path).pages[0].text == "Members  41"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"<html><table><tr><td>Members<td>41</table></html>", "Members  41"),
        (b"Members\t41\n", "Members  41"),
    ],
)
def test_an_export_that_is_no_workbook_is_read_as_what_it_is(tmp_path, content, text):
    path = tmp_path / "export.xls"
    path.write_bytes(content)
    assert read(path).pages[0].text == text


def test_a_broken_workbook_is_damaged(file):
    path = file(workbook(("A", [["Members", 41]])))
    path.write_bytes(path.read_bytes()[:1500])
    with pytest.raises(FileSkipped, match="damaged"):
        read(path)
