"""Tables in text files: whatever stands between their values, the grid has them in their columns."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import FileSkipped
from ingest.readers.markup import delimited
from ingest.readers.markup.delimited import read_delimited


@pytest.fixture
def read(tmp_path):
    def read_text(text: str | bytes, name: str = "values.csv"):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_delimited(file)

    return read_text


def grid(reading) -> dict[tuple[int, int], str]:
    (page,) = reading.pages
    (table,) = page.tables
    for cell in table.cells:
        assert page.text[cell.start : cell.end] == cell.text
    return {(cell.row, cell.column): cell.text for cell in table.cells}


@pytest.mark.parametrize("sign", list(",;\t|"))
def test_the_sign_is_the_one_that_the_rows_agree_on(read, sign):
    reading = read(sign.join(["Shop", "2022", "2023"]) + "\n" + sign.join(["High Street", "1", "2"]))
    assert reading.pages[0].text == "Shop  2022  2023\nHigh Street  1  2"
    assert grid(reading)[1, 2] == "2"


def test_a_comma_within_numbers_is_none(read):
    found = grid(read("Gemeinde;2022;2023\nAarwil;1,5;2,5\nBerdorf;3,25;4\n"))
    assert (found[1, 1], found[2, 1], found[2, 2]) == ("1,5", "3,25", "4")


def test_a_blank_value_is_a_place_of_its_own(read):
    found = grid(read("Item,Note,2023,2022\nInterest,7,,11\nSales,,812,790\n"))
    assert (1, 2) not in found
    assert (found[1, 3], found[2, 2]) == ("11", "812")


def test_a_line_end_within_quotes_is_a_space(read):
    reading = read('Project,Aim\r\nWells,"Clean water,\r\nfor ""all"""\r\nRoads,None\r\n')
    assert reading.pages[0].text == 'Project  Aim\nWells  Clean water, for "all"\nRoads  None'


def test_a_quote_that_is_never_closed_swallows_no_row(read):
    assert grid(read('Size,Count\n"12 inch,3\n14 inch,5\n'))[2, 1] == "5"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_is_found(read, encoding):
    text = "Mairie;Dépenses (€)\nOrléans;1 250\nÉvry;830\nSète;410\n"
    assert grid(read(text.encode(encoding)))[2, 0] == "Évry"


def test_the_sign_may_be_stated(read):
    assert read("sep=;\nA;B, b\n1;2, 3\n").pages[0].text == "A  B, b\n1  2, 3"


def test_a_file_of_one_column_is_read_line_by_line(read):
    assert read("Members\nAda\nBo\n", "members.tsv").pages[0].text == "Members\nAda\nBo"


def test_thousands_of_rows_are_pages_below_their_heads(read):
    rows = "".join(f"Shop {n},{n * 2}\n" for n in range(5000))
    reading = read(f"Shop,Sales 2023\n{rows}")
    assert len(reading.pages) == 26  # 5,001 rows, 200 a page
    last = reading.pages[-1]
    assert last.text == "Shop  Sales 2023\nShop 4999  9998"
    assert last.tables[0].header_rows == 1
    assert not reading.unread_pages


def test_what_is_too_much_is_listed_as_unread(read, monkeypatch):
    monkeypatch.setattr(delimited, "MAX_CELLS", 6)
    reading = read("A,B\n1,2\n3,4\n5,6\n")
    assert reading.pages[0].text == "A  B\n1  2\n3  4"
    assert reading.unread_pages == (1,)


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n,,\n"])
def test_a_file_without_values_is_skipped(read, text):
    with pytest.raises(FileSkipped, match="no text"):
        read(text)


@given(
    st.lists(
        st.lists(st.text("ab1,;\"' \n", max_size=6), min_size=3, max_size=3), min_size=2, max_size=8
    ).filter(lambda rows: all(any(v.strip() for v in row) for row in rows))
)
def test_what_a_program_writes_is_read_cell_by_cell(tmp_path_factory, rows):
    out = StringIO()
    csv.writer(out, delimiter="\t", quoting=csv.QUOTE_ALL).writerows(rows)
    file = tmp_path_factory.getbasetemp() / "written.tsv"
    file.write_text(f"sep=\t\n{out.getvalue()}", newline="")
    cells = [cell for table in read_delimited(file).pages[0].tables for cell in table.cells]
    expected = [" ".join(value.split()) for row in rows for value in row if value.strip()]
    assert "".join(cell.text for cell in cells).replace(" ", "") == "".join(expected).replace(" ", "")
