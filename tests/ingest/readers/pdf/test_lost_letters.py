"""Words with lost or parted letters are made whole with the words of the same document."""

import pytest

from ingest.document import RawReport, ReadPage
from ingest.readers.grid import GivenCell, lay_out
from ingest.readers.pdf.lost_letters import with_whole_words


def mended(text, elsewhere):
    return with_whole_words(RawReport((ReadPage(text), ReadPage(elsewhere)))).pages[0].text


@pytest.mark.parametrize(
    ("text", "elsewhere", "whole"),
    [
        ("Scolarisa\ufffdon des enfants", "la scolarisation", "Scolarisation des enfants"),
        ("an o\ufffdce in town", "the office", "an office in town"),
        ("Wor k shops for all", "Workshops", "Workshops for all"),
        ("Balance Shee t", "balance sheet", "Balance Sheet"),
        ("increase d by 3", "increased", "increased by 3"),
        ("STATEMENT OF I NCOME AND L OSSES", "losses", "STATEMENT OF I NCOME AND LOSSES"),
    ],
)
def test_a_word_that_stands_whole_elsewhere_is_made_whole(text, elsewhere, whole):
    assert mended(text, elsewhere) == whole


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("Scolarisa\ufffdon des enfants", "l'école"),
        ("Mark S. Wright", "marks"),
        ("Schedule D to the plan", "scheduled"),
        ("a plan b of ours", "the plans"),
        ("a\ufffder", "after, aster"),
    ],
)
def test_what_is_not_sure_stays(text, elsewhere):
    assert mended(text, elsewhere) == text


def test_the_cells_of_tables_keep_their_places():
    laid = lay_out([[GivenCell(text) for text in row] for row in (("", "2023"), ("Subven\ufffdons", "5"))])
    page = ReadPage(laid.text, tables=laid.tables)
    (first, _) = with_whole_words(RawReport((page, ReadPage("subventions")))).pages
    cells = first.tables[0].cells
    assert [first.text[cell.start : cell.end] for cell in cells] == ["2023", "Subventions", "5"]
    assert [cell.text for cell in cells] == ["2023", "Subventions", "5"]
