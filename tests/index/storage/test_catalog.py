"""The catalog gives back what was put in."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from index.storage.catalog import Catalog, CatalogWriter, ReportCounts
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


def test_each_report_knows_its_passages_and_which_pages_were_read_by_ocr(tmp_path):
    pages = (Page(1, "", "one", 0, 0, 3), Page(2, "", "two", 4, 0, 3, "ocr"))
    document = Document("d", "d.pdf", "D", "", "", "report", "en", 2, pages=pages)
    writer = CatalogWriter(tmp_path / "catalog.sqlite")
    writer.add(document, (Passage("d-0", "d", (), "one", 0, 3, 1, 1),), {})
    writer.close()
    catalog = Catalog(tmp_path / "catalog.sqlite")
    assert catalog.counts() == {"d": ReportCounts(ocr_pages=1, passages=1)}
    catalog.close()


def test_a_report_that_is_carried_over_makes_the_same_file_as_one_that_is_added(tmp_path):
    def report(identity: str, path: str, texts: list[str]) -> tuple[Document, tuple[Passage, ...]]:
        pages = tuple(Page(n, f"{n}", text, 0, 0, len(text)) for n, text in enumerate(texts, 1))
        document = Document(
            identity, path, "T", "O", "2021", "report", "en", len(texts), ("O.",), pages=pages
        )
        cut = (
            Passage(f"{identity}-{p.number}", identity, ("A",), p.text, 0, 9, p.number, p.number)
            for p in pages
        )
        return document, tuple(cut)

    long = [f"Page {n} " + "of many words " * 400 for n in range(30)]
    first, second, third = (
        report("a", "a.md", long),
        report("b", "b.md", long[:9]),
        report("c", "c.md", long[3:]),
    )
    roles = {2: {"income_statement": 0.5}}

    def write(name: str, before: Path | None, *added: tuple[Document, tuple[Passage, ...]]) -> Path:
        writer = CatalogWriter(tmp_path / name, before)
        for document, passages in added:
            if before and document.id != "b":
                writer.carry_over(document.id, document.path)
            else:
                writer.add(document, passages, roles)
        assert (writer.next_row, writer.pages) == (sum(len(p) for _, p in added),) * 2
        writer.close()
        return tmp_path / name

    before = write("before", None, first, third)
    renamed = (replace(third[0], path="elsewhere/c.md"), third[1])
    carried, whole = (
        write("carried", before, first, second, renamed),
        write("whole", None, first, second, renamed),
    )
    assert carried.read_bytes() == whole.read_bytes()
    catalog = Catalog(carried)
    assert catalog.rows("c") == range(39, 66)
    assert catalog.document("c") == replace(renamed[0], outline=())
    catalog.close()


def test_pages_that_wait_for_ocr_and_how_sure_it_is_of_others_are_carried_over(tmp_path):
    pages = (Page(1, "", "one", 0, 0, 3, "ocr", confidence=0.9), Page(2, "", "", 4, 0, 0))
    document = Document(
        "d", "d.pdf", "", "", "", "", "en", 2, unread_pages=(2,), waiting_pages=(2,), pages=pages
    )
    writer = CatalogWriter(tmp_path / "before")
    writer.add(document, (), {})  # no passage yet
    writer.close()
    writer = CatalogWriter(tmp_path / "after", tmp_path / "before")
    writer.carry_over("d", "d.pdf")
    writer.close()
    for name in ("before", "after"):
        catalog = Catalog(tmp_path / name)
        assert catalog.reports()[0].waiting_pages == (2,)
        assert catalog.document("d") == document
        assert catalog.rows("d") == range(0)
        catalog.close()


def test_a_catalog_of_before_pages_waited_for_ocr_opens_and_is_carried_over(tmp_path):
    page = Page(1, "", "one", 0, 0, 3)
    document = Document("d", "d.pdf", "", "", "", "", "en", 1, pages=(page,))
    writer = CatalogWriter(tmp_path / "before")
    writer.add(document, (Passage("d-0", "d", (), "one", 0, 3, 1, 1),), {})
    writer.close()
    with closing(sqlite3.connect(tmp_path / "before")) as older:
        older.execute("DROP TABLE ocr")
    writer = CatalogWriter(tmp_path / "after", tmp_path / "before")
    writer.carry_over("d", "d.pdf")
    writer.close()
    for name in ("before", "after"):
        catalog = Catalog(tmp_path / name)
        assert catalog.document("d") == document
        catalog.close()
