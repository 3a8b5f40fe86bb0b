"""Reports of which the letters are shifted are read as they are seen; what no shift explains is not read."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from textwrap import wrap

import pytest
from shifted_pdf import Shown, mapped_pdf

from ingest.errors import FileSkipped
from ingest.readers.pdf import repair
from ingest.readers.pdf.read_pdf import read_pdf
from ingest.readers.pdf.shifted import find_shift, makes_sense

CORPUS = Path(__file__).parents[4] / "corpus"
REPORTS = [
    "BioTernal_annual_report_2022.pdf",
    "VOCATREM_description_du_projet.pdf",
    "WUNDLICHT_Projektbeschreibung.pdf",
]
LATER = {code: code - 29 for code in range(32, 127)}  # as a file says it
TABLE = [("Item", "2022", "2023"), ("Interest", "", "11"), ("Sales", "812", "790")]


@cache
def shown(name: str) -> tuple[tuple[Shown, ...], ...]:
    """The lines of a report of the sample, each at its place."""
    pages = []
    for page in read_pdf(CORPUS / name).pages:
        text = page.text.encode("cp1252", "ignore").decode("cp1252")
        lines = [part for line in text.split("\n") for part in wrap(line, 95)][:50]
        pages.append(tuple((60.0, 780.0 - 14 * number, line) for number, line in enumerate(lines)))
    return tuple(pages)


def read_mapped(tmp_path, pages, said, encoding="cp1252"):
    file = tmp_path / "report.pdf"
    file.write_bytes(mapped_pdf(pages, said, encoding))
    return read_pdf(file)


def as_meant(encoding):
    return lambda code: ord(bytes([code]).decode(encoding, "replace"))


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("places", [-29, 3])
def test_a_report_with_shifted_letters_is_read_as_it_is_seen(tmp_path, name, encoding, places):
    pages = shown(name)
    meant = read_mapped(tmp_path, pages, as_meant(encoding), encoding)
    shifted = read_mapped(tmp_path, pages, lambda code: code + places, encoding)
    assert [page.text for page in shifted.pages] == [page.text for page in meant.pages]
    assert {page.read_by for page in shifted.pages} == {"text"}
    assert not shifted.unread_pages


def test_a_cover_of_a_few_words_is_read_too(tmp_path):
    cover = [(60.0, 700.0, "Ekeby Shelter"), (60.0, 680.0, "Annual report 2022"), (60.0, 60.0, "1")]
    shifted = read_mapped(tmp_path, [cover, *shown(REPORTS[0])[2:4]], lambda code: code - 29)
    assert shifted.pages[0].text == "Ekeby Shelter\nAnnual report 2022\n1"


def test_a_clean_cover_before_shifted_pages_stays():
    """The letters of another font may be right."""
    pages = shown(REPORTS[0])[2:4]
    shift = find_shift(["\r\n".join(line.translate(LATER) for _, _, line in page) for page in pages])
    assert shift is not None
    assert not makes_sense("Ekeby Shelter\r\nAnnual report 2022", shift)


def test_blanks_may_be_what_they_are(tmp_path):
    pages = shown(REPORTS[0])
    shifted = read_mapped(tmp_path, pages, lambda code: 32 if code == 32 else code - 29)
    assert [page.text for page in shifted.pages] == [
        page.text for page in read_mapped(tmp_path, pages, as_meant("cp1252")).pages
    ]


def test_tables_have_their_grids(tmp_path):
    rows = [
        (60.0 + 150 * column, 300.0 - 14 * number, text)
        for number, row in enumerate(TABLE)
        for column, text in enumerate(row)
        if text
    ]
    pages = [[*shown(REPORTS[0])[2][:30], *rows]]
    tables = [
        read_mapped(tmp_path, pages, said).pages[0].tables
        for said in (as_meant("cp1252"), lambda code: code - 29)
    ]
    assert tables[0] == tables[1] != ()


def letters_alone(places: int) -> Callable[[int], int]:
    """Each letter so many further on in the alphabet, figures and signs as they are."""

    def said(code: int) -> int:
        character = chr(code)
        if not character.isascii() or not character.isalpha():
            return code
        first = ord("a" if character.islower() else "A")
        return first + (code - first + places) % 26

    return said


def scattered(code: int) -> int:
    """Letters and figures in another order."""
    return 33 + (code - 33) * 37 % 94 if 33 <= code < 127 else code


@pytest.mark.parametrize("said", [letters_alone(1), letters_alone(3), letters_alone(25), scattered])
def test_where_no_shift_makes_language_pages_wait_for_ocr(tmp_path, said, monkeypatch):
    """Of another order of letters, nobody could say what it makes of the figures."""
    monkeypatch.setattr(repair, "is_installed", lambda: True)
    reading = read_mapped(tmp_path, shown(REPORTS[0]), said)
    garbled = [page for page in reading.needs_ocr if reading.pages[page - 1].text == ""]
    assert len(garbled) >= len(reading.pages) - 1  # a page of a few words is too short to tell


def test_without_ocr_such_a_report_is_garbled(tmp_path, monkeypatch):
    monkeypatch.setattr(repair, "is_installed", lambda: False)
    with pytest.raises(FileSkipped, match="garbled text"):
        read_mapped(tmp_path, shown(REPORTS[1]), letters_alone(1))


@pytest.mark.parametrize("name", REPORTS)
def test_no_shift_is_found_in_what_is_language(name):
    texts = ["\r\n".join(line for _, _, line in page) for page in shown(name)]
    assert find_shift(texts) is None
    assert find_shift([text.upper() for text in texts]) is None
