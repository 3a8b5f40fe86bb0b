"""Columns of prose are read one after the other, in whatever order they were drawn."""

from textwrap import wrap

import pytest
from fpdf import FPDF

from ingest.readers.pdf.read_pdf import read_pdf

PROSE = (
    "begins here. The board of the harbour awarded twelve grants in the year under review, and net sales "
    "rose by a fifth, as more ships called at the northern quay, while wages and the cost of fuel stayed "
    "where they had been in the year before, so that the result was better than since the port was opened. "
)
ROWS = 12


@pytest.mark.parametrize("columns", [2, 3, 4])
@pytest.mark.parametrize("across", [True, False], ids=["drawn row by row", "drawn column by column"])
def test_columns_come_one_after_the_other(tmp_path, columns, across):
    document = FPDF()
    document.set_font("helvetica", size=9)
    document.add_page()
    document.text(20, 20, "Report of the board")
    width = 170 // columns
    texts = [wrap(f"Column {column} {PROSE * 2}", width // 2)[:ROWS] for column in range(columns)]
    places = [(row, column) for row in range(ROWS) for column in range(columns)]
    for row, column in places if across else sorted(places, key=lambda place: place[1]):
        document.text(20 + column * width, 30 + row * 5, texts[column][row])
    file = tmp_path / "report.pdf"
    file.write_bytes(bytes(document.output()))
    lines = read_pdf(file).pages[0].text.split("\n")
    assert lines == ["Report of the board", *(line for text in texts for line in text)]
