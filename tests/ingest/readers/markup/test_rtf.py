"""RTF files: text in any encoding, a line for a table row, pages where the author broke them."""

import pytest

from ingest.errors import FileSkipped, Reason
from ingest.readers.read import read


@pytest.fixture
def saved(tmp_path):
    def save(body, head=r"\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}"):
        file = tmp_path / "report.rtf"
        file.write_bytes(("{" + head + body + "}").encode("latin-1"))
        return file

    return save


def texts(file):
    return [page.text for page in read(file).pages]


def test_a_page_begins_where_the_author_broke_it(saved):
    assert texts(saved(r"First page.\par\page Second page.\pagebb")) == ["First page.", "Second page."]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Mem\'f2ria d\rquote activitat", "Memòria d’activitat"),
        (r"Pre\u231?o 5\u8364?", "Preço 5€"),
        (r"\u-10179?\u-8704?", "😀"),
        ("Jahresabschluß", "Jahresabschluß"),
    ],
)
def test_characters_come_in_any_encoding(saved, body, text):
    assert texts(saved(body)) == [text]


def test_a_table_row_stands_on_one_line(saved):
    body = r"\trowd Country\cell Fees\cell\row\trowd Spain\cell 1,577\cell\row\pard The end.\par"
    assert texts(saved(body)) == ["Country  Fees\nSpain  1,577\nThe end."]


def test_the_title_is_information_and_no_text(saved):
    reading = read(saved(r"{\info{\title Mem\'f2ria 2021}{\author A. Mas}}The text."))
    assert reading.information == {"title": "Memòria 2021"}
    assert [page.text for page in reading.pages] == ["The text."]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", Reason.NO_TEXT), (b"Just text", Reason.DAMAGED), (rb"{\rtf1 {\pict ffd8}}", Reason.NO_TEXT)],
)
def test_what_holds_no_text_is_told(tmp_path, content, reason):
    file = tmp_path / "report.rtf"
    file.write_bytes(content)
    with pytest.raises(FileSkipped) as caught:
        read(file)
    assert caught.value.reason is reason
