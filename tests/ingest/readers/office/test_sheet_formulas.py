"""Formulas that nobody worked out: simple ones have the value that Excel gives, all others have none."""

import openpyxl
import pytest

from ingest.readers.office.read_office import read_office
from ingest.readers.office.sheets.formulas import Formulary, NotWorkedOut

CELLS = {
    ("A", 1, 1): 10.0,  # A1
    ("A", 2, 1): 4,
    ("A", 3, 1): None,
    ("A", 4, 1): "text",
    ("A", 5, 1): True,
    ("A", 1, 2): 0.5,  # B1
    ("B's", 1, 1): 7.0,
}


def value(formula, **more):
    formulas = {("A", 9, 9): formula, **{("A", int(name[1:]), 3): text for name, text in more.items()}}
    return Formulary(formulas, CELLS.get).value(("A", 9, 9))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("1+2*3", 7),
        ("(1+2)*3", 9),
        ("-A1+A2", -6),
        ("2^3", 8),
        ("-2^2", 4),  # as Excel has it
        ("A1*50%", 5),
        ("$A$1 / A2", 2.5),
        ("SUM(A1:A5)", 14),
        ("SUM(A1:A2, B1, 3)", 17.5),
        ("SUM(A1:A2)*0.8", 11.2),
        ("AVERAGE(A1:A4)", 7),
        ("MIN(A1:A4)+MAX(A1:B2)", 14),
        ("COUNT(A1:A5)", 2),
        ("ROUND(2.345,2)", 2.35),
        ("ROUND(-2.5,0)", -3),
        ("ABS(-3)", 3),
        ("PRODUCT(A1:A2)", 40),
        ("SUBTOTAL(9,A1:A2)", 14),
        ("SUBTOTAL(109,A1:A2)", 14),
        ("IF(A1>A2,A1-A2,0)", 6),
        ("IF(A1<=A2,1)", False),
        ("A3+1", 1),
        ("'B''s'!A1+1", 8),
        ('"text"', "text"),
        ("A1", 10),
    ],
)
def test_simple_formulas(formula, expected):
    assert (
        value(formula) == pytest.approx(expected)
        if isinstance(expected, float)
        else value(formula) == expected
    )


@pytest.mark.parametrize(
    "formula",
    [
        "VLOOKUP(A1,A1:B2,2)",
        "A4+1",
        "1/A3",
        "AVERAGE(A3:A4)",
        "SUM(A:A)",
        "Total",
        "[1]Other!A1",
        "I9",  # itself
        "A1:A2",
        "SUM(1",
        "",
        "9^9^9^9",
    ],
)
def test_what_is_not_simple_has_no_value(formula):
    with pytest.raises(NotWorkedOut):
        value(formula)


def test_formulas_hang_on_formulas_and_never_in_circles():
    assert value("C1+1", C1="C2*2", C2="SUM(A1:A2)") == 29
    with pytest.raises(NotWorkedOut):
        value("C1+1", C1="C2", C2="C1")
    with pytest.raises(NotWorkedOut):
        value("C1", **{f"C{row}": f"C{row + 1}" for row in range(1, 200)})


def saved(tmp_path, rows, more=lambda _: None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    more(book.active)
    book.save(tmp_path / "a.xlsx")
    return read_office(tmp_path / "a.xlsx")


def test_a_sheet_shows_what_was_worked_out_and_says_where_nothing_was(tmp_path):
    rows = [["Staff", 41200.4], ["Travel", 8350], ["Total", "=SUM(B1:B2)"], ["Grant", "=B3*0.8"]]

    def formats(sheet):
        sheet["B3"].number_format = "#,##0"

    whole = saved(tmp_path, rows, formats)
    assert whole.pages[0].text.split("\n")[2:] == ["Total  49,550.4", "Grant  39640.32"]
    assert whole.unread_pages == ()
    part = saved(tmp_path, [*rows, ["Found", "=VLOOKUP(A1,A1:B2,2)"]], formats)
    assert part.pages[0].text == whole.pages[0].text + "\nFound"
    assert part.unread_pages == (1,)


def test_rows_and_columns_that_are_hidden_are_not_read(tmp_path):
    rows = [
        ["Recipient", "Asked", "Paid", "Note"],
        ["Rescue", 90000, 84000, "a"],
        ["Secret", 15000, 0, "b"],
        ["Birds", 20000, 23500, "c"],
    ]

    def hide(sheet):
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[3].hidden = True
        sheet.merge_cells("B4:C4")

    (page,) = saved(tmp_path, rows, hide).pages
    assert page.text == "Recipient  Paid  Note\nRescue  84000  a\nBirds  20000  c"
    (table,) = page.tables
    (paid,) = [cell for cell in table.cells if cell.text == "84000"]
    assert [head.text for head in table.heads(paid.column)] == ["Paid"]
