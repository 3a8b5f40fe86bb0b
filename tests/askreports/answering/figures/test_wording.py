"""Rows as readers get them: with a unit only where the taxonomy says that they are money."""

from askreports.answering.figures.wording import quote_text
from askreports.answering.taxonomy.loading import read_taxonomy, standard_taxonomy
from ingest.document import Document, Page

TEXT = """Statement of income
(EUR thousand)  2022  2021
Gifts of sailors  310  280
Boats  90  80"""
CUSTOM = """
[item.gifts]
statement = ["income_statement"]
rows = ["gifts of sailors"]
"""


def test_a_row_that_only_a_custom_taxonomy_knows_has_its_unit():
    report, page = (
        Document("d", "d.pdf", "D", "", "2022", "annual report", "en", 1),
        Page(1, "", TEXT, 0, 0, 84),
    )
    shown = [
        quote_text("Gifts of sailors  310  280", report, page, 2022, taxonomy)
        for taxonomy in (read_taxonomy(CUSTOM), standard_taxonomy())
    ]
    assert shown == [
        "Gifts of sailors, 2022: 310 EUR thousand (2021: 280)",
        "Gifts of sailors, 2022: 310 (2021: 280)",
    ]
