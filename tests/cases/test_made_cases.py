"""The same kinds of failure as the shared cases, in reports that are made here."""

import shutil

import pytest
from fpdf import FPDF

import askreports

pytestmark = pytest.mark.slow

PROSE = "The fund brings water to villages of the north, and has done so since it was set up."


class Drawn:
    """A page on which each text is put at its place, in points from the upper left corner."""

    def __init__(self, title):
        self.pdf = FPDF(unit="pt", format="A4")
        self.pdf.add_page()
        self.put(60, 60, title, 14)
        self.put(60, 84, PROSE)

    def put(self, x, y, text, size=10.0):
        self.pdf.set_font("Helvetica", size=size)
        self.pdf.text(x, y, text)

    def row(self, y, label, *values):
        self.put(60, y, label)
        for column, value in enumerate(values):
            self.put(400 + 80 * column - self.pdf.get_string_width(value), y, value)


def tiles(path):
    page = Drawn("Annual Report 2023 of the Solna Water Fund")
    figures = ("~70%", "2,32,822", "1st", "12 km")
    labels = (
        ("of the villages have", "water all year round"),
        ("people drink from", "the wells of the fund"),
        ("prize for wells of", "the county in 2023"),
        ("of pipes were laid", "in the year"),
    )
    for column, figure in enumerate(figures):
        page.put(60 + 125 * column, 160, figure, 26)
    for column, lines in enumerate(labels):
        for number, line in enumerate(lines):
            page.put(60 + 125 * column, 176 + 11 * number, line, 9)
    page.pdf.output(str(path / "tiles.pdf"))


def long_labels(path):
    page = Drawn("Annual Report 2023 of the Alnwick Housing Trust")
    page.put(60, 120, "(in thousands of pounds)")
    page.row(140, "", "2023", "2022")
    page.row(160, "Repairs of homes that were", "730", "690")
    page.put(60, 171, "damaged by the flood")
    page.put(60, 190, "Contributions to the pensions of")
    page.row(201, "the people who work for us", "410", "402")
    page.row(220, "Grants of the county", "95", "")
    page.pdf.output(str(path / "labels.pdf"))


def drop_cap(path):
    page = Drawn("Annual Report 2023 of the Morpeth Choir")
    page.put(60, 150, "S", 46)
    page.put(92, 122, "ingers came to 58 rehearsals in 2023, more than in any year")
    page.put(92, 136, "before, and most of them stayed for the concerts that were")
    page.put(92, 150, "given in churches.")
    page.pdf.output(str(path / "cap.pdf"))


CASES = [
    ("tiles.pdf", "How many people drink from the wells of the Solna Water Fund?", "2,32,822 people drink"),
    (
        "tiles.pdf",
        "Which share of the villages have water all year round?",
        "~70% of the villages have water",
    ),
    (
        "labels.pdf",
        "How much did the Alnwick Housing Trust spend on repairs of homes damaged by the flood in 2023?",
        "Repairs of homes that were damaged by the flood, 2023: 730",
    ),
    (
        "labels.pdf",
        "What were the contributions to pensions in 2022?",
        "Contributions to the pensions of the people who work for us, 2022: 402",
    ),
    (
        "cap.pdf",
        "To how many rehearsals did singers of the Morpeth Choir come in 2023?",
        "Singers came to 58",
    ),
]


@pytest.fixture(scope="module")
def reports(models, tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    (folder / "reports").mkdir()
    for make in (tiles, long_labels, drop_cap):
        make(folder / "reports")
    shutil.copytree(models, folder / "index" / "models")
    askreports.ingest([folder / "reports"], index=folder / "index")
    with askreports.open(folder / "index") as opened:
        yield opened


@pytest.mark.parametrize(("file", "question", "shown"), CASES)
def test_the_right_value_is_shown(file, question, shown, reports):
    answer = reports.ask(question, where={"path": file})
    assert any(shown in sentence.text for sentence in answer.sentences)
