"""Excel: one page a sheet, values as they are shown, and nothing lost in silence."""

import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference

from ingest.document import Heading, RawReport
from ingest.errors import FileSkipped, Reason
from ingest.readers.office.number_format import shown
from ingest.readers.office.read_office import read_office
from ingest.readers.office.sheets import workbook as sheets


def texts(reading: RawReport) -> list[str]:
    return [page.text for page in reading.pages]


def saved(book, folder: Path) -> Path:
    file = folder / "figures.xlsx"
    book.save(file)
    return file


def replace_in(file: Path, part: str, old: bytes, new: bytes) -> None:
    """Rewrites one part of a workbook."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_a_sheet_is_a_page_with_its_name(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Income"
    book.active["C3"] = "USD\nmillion"
    book.active.append(["Revenue", None, 0.1 + 0.2, 1234567.5])
    book.active.append([None, " "])
    book.active.append([date(2021, 12, 31), datetime(2021, 12, 31, 13, 5), True, "=1+1"])
    book.active["D4"].number_format = "#,##0.00"
    second = book.create_sheet("Ratios & more")
    second["A1"], second["B1"] = "Margin", 0.125
    second["B1"].number_format = "0%"
    reading = read_office(saved(book, tmp_path))
    assert [(page.label, page.text) for page in reading.pages] == [
        ("Income", "USD million\nRevenue  0.3  1,234,567.50\n2021-12-31  2021-12-31 13:05  TRUE  2"),
        ("Ratios & more", "Margin  12.5%"),
    ]
    assert reading.outline == (Heading("Income", page=1), Heading("Ratios & more", page=2))
    assert reading.unread_pages == ()


def test_sheets_that_excel_does_not_show_keep_their_number(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.create_sheet("Hidden")["A1"] = "secret"
    book["Hidden"].sheet_state = "hidden"
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=1, min_row=1, max_row=1))
    book.create_chartsheet("Chart").add_chart(chart)
    book.create_sheet("Last")["A1"] = "shown"
    reading = read_office(saved(book, tmp_path))
    assert texts(reading) == ["1", "", "", "shown"]
    assert [heading.page for heading in reading.outline] == [1, 4]


def test_a_sheet_beyond_the_bound_is_read_in_part_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MAX_CELLS", 4)
    book = openpyxl.Workbook()
    for row in ((1, 2), (3, 4)):
        book.active.append(row)
    book.create_sheet("Longer")
    for row in ((1, 2), (3, 4), (5, 6)):
        book["Longer"].append(row)
    reading = read_office(saved(book, tmp_path))
    assert texts(reading) == ["1  2\n3  4", "1  2\n3  4"]
    assert reading.unread_pages == (2,)


def test_a_sheet_that_is_missing_from_the_file_keeps_its_number_and_is_told(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "first"
    book.create_sheet("Lost")["A1"] = "lost"
    book.create_sheet("Last")["A1"] = "last"
    file = saved(book, tmp_path)
    replace_in(file, "xl/_rels/workbook.xml.rels", b"worksheets/sheet2.xml", b"worksheets/gone.xml")
    reading = read_office(file)
    assert texts(reading) == ["first", "", "last"]
    assert reading.unread_pages == (2,)


def test_a_workbook_that_lost_all_its_sheets_is_damaged(tmp_path):
    file = saved(openpyxl.Workbook(), tmp_path)
    replace_in(file, "xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/gone.xml")
    with pytest.raises(FileSkipped) as caught:
        read_office(file)
    assert caught.value.reason == Reason.DAMAGED


def test_what_openpyxl_prints_of_a_broken_style_does_not_reach_the_output(tmp_path, capsys):
    book = openpyxl.Workbook()
    book.active["A1"] = "text"
    file = saved(book, tmp_path)
    replace_in(file, "xl/styles.xml", b'xfId="0" builtinId="0"', b'xfId="9" builtinId="0"')
    with pytest.raises(FileSkipped, match="damaged"):
        read_office(file)
    assert capsys.readouterr() == ("", "")


@pytest.mark.slow
def test_a_row_number_without_bound_is_not_counted_up_to(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"] = "first", "far"
    file = saved(book, tmp_path)
    replace_in(file, "xl/worksheets/sheet1.xml", b'r="A2"', b'r="A99999999999"')
    replace_in(file, "xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="99999999999"')
    assert texts(read_office(file)) == ["first"]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (2021, "General", "2021"),
        (5.0, "General", "5"),
        (1e22, "General", "10000000000000000000000"),
        (1e-9, "General", "0.000000001"),
        (0.125, "0%", "12.5%"),
        (0.125, "0.00%", "12.50%"),
        (1 / 3, "0.0%", "33.33%"),
        (-1234.5, '#,##0_);[Red]\\("$"#,##0\\)', "-1,234.5"),
        (1234.5678, '"$"#,##0.00', "$1,234.57"),
        (-0.001, "0.0", "0.0"),
        (3, "0.00", "3.00"),
        (12, "@", "12"),
        (12345, "0.00E+00", "12345"),
        (1e300, "0.00", "1" + "0" * 300),
        ("#DIV/0!", "0.00", "#DIV/0!"),
        (481200000, "#,##0.0,,;(#,##0.0,,)", "481.2"),
        (412345678, "#,##0,", "412,345.68"),
        (1234567, '"EUR" #,##0.0,,"m"', "EUR 1.23m"),
        (3180.5, '#,##0.0 "km"', "3,180.5 km"),
        (2.35, '0.0"x"', "2.35x"),
        (12.4, "[$€-407] #,##0.00", "€ 12.40"),
        (1e6, "#,##0\\ €", "1,000,000 €"),
        (timedelta(hours=31, minutes=30), "[h]:mm", "31:30"),
        (False, "General", "FALSE"),
    ],
)
def test_numbers_stand_as_excel_shows_them(value, number_format, text):
    assert shown(value, number_format) == text
