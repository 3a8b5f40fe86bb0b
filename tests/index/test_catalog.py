"""The catalog gives back what was put in."""

from index.catalog import Catalog, CatalogWriter
from ingest.document import Document, Page
from ingest.passage import Passage

TEXT = "Statement of income\nMillions  2018  2017\nNet sales  32,765  31,657"
HEAD, _, ROW = TEXT.rpartition("\n")


def test_a_passage_comes_back_with_its_place_section_and_context(tmp_path):
    page = Page(1, "58", TEXT, 0, 0, len(TEXT))
    document = Document("d", "d.pdf", "D", "", "", "report", "en", 1, pages=(page,))
    passages = (
        Passage("d-0", "d", ("Finance",), HEAD, 0, len(HEAD), 1, 1),
        Passage("d-1", "d", ("Finance", "Income"), ROW, TEXT.index(ROW), len(TEXT), 1, 1, HEAD),
    )
    writer = CatalogWriter(tmp_path / "catalog.sqlite")
    writer.add(document, passages, {})
    writer.close()
    catalog = Catalog(tmp_path / "catalog.sqlite")
    assert catalog.passages(catalog.document("d")) == (passages, 0)
    assert catalog.passage(1) == (passages[1], page)
    catalog.close()
