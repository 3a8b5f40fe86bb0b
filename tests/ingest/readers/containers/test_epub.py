"""EPUB books: a page a chapter, in the order of the spine."""

from zipfile import ZipFile

import pytest

from ingest.document import Heading
from ingest.errors import FileSkipped, Reason
from ingest.readers.read import read

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)


@pytest.fixture
def saved(tmp_path):
    def save(chapters, spine):
        items = "".join(f'<item id="i{name}" href="text/{name}.xhtml"/>' for name in {*chapters, *spine})
        order = "".join(f'<itemref idref="i{name}"/>' for name in spine)
        file = tmp_path / "report.epub"
        with ZipFile(file, "w") as archive:
            archive.writestr("META-INF/container.xml", CONTAINER)
            archive.writestr(
                "OPS/book.opf",
                '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
                'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Report 2021</dc:title></metadata>'
                f"<manifest>{items}</manifest><spine>{order}</spine></package>",
            )
            for name, body in chapters.items():
                archive.writestr(
                    f"OPS/text/{name}.xhtml",
                    f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>',
                )
        return file

    return save


def test_chapters_are_pages_in_the_order_of_the_spine(saved):
    reading = read(saved({"a": "<p>Last.</p>", "b": "<h1>Fees</h1><p>First.</p>"}, ["b", "a"]))
    assert [page.text for page in reading.pages] == ["Fees\n\nFirst.", "Last."]
    assert reading.outline == (Heading("Fees", 1, 1),)
    assert reading.information["title"] == "Report 2021"


def test_a_chapter_that_is_missing_costs_itself_alone(saved):
    reading = read(saved({"a": "<p>Here.</p>", "b": ""}, ["a", "gone", "b"]))
    assert [page.text for page in reading.pages] == ["Here.", "", ""]
    assert reading.unread_pages == (2,)


def test_a_chapter_listed_a_thousand_times_is_read_once(saved):
    assert len(read(saved({"a": "<p>Here.</p>"}, ["a"] * 1000)).pages) == 1


def test_an_archive_that_is_no_book_is_damaged(tmp_path):
    file = tmp_path / "report.epub"
    with ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "text")
    with pytest.raises(FileSkipped) as caught:
        read(file)
    assert caught.value.reason is Reason.DAMAGED
