"""Plain text: the right characters, the right pages, and a reason for what is no text."""

import os
from pathlib import Path

import pytest

from ingest.errors import FileSkipped, Reason
from ingest.readers.markup import text as reader
from ingest.readers.markup.markdown import read_markdown
from ingest.readers.markup.text import read_text

GERMAN = "Der Jahresbericht über die Förderung. Die Erlöse stiegen, so der Verein, auf 5 Millionen Euro.\n"
FRENCH = "Le résultat de l'année écoulée s'élève à 5 millions d'euros, après un été très difficile.\n"
ENGLISH = "The company’s revenue – a “record” – was €5 million in 2021.\n"
SPANISH = "El año pasado la compañía invirtió más de diez millones en educación.\n"
CZECH = "Výroční zpráva společnosti za rok 2021: tržby vzrostly, zaměstnanců přibylo.\n"
RUSSIAN = "Годовой отчёт компании за 2021 год. Выручка выросла на пять процентов.\n"
JAPANESE = "年度報告 会社の売上高は増加しました。純利益も増えました。\n"


def put(folder: Path, content: bytes, name: str = "report.txt") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def skipped(read, file: Path) -> Reason:
    with pytest.raises(FileSkipped) as caught:
        read(file)
    return caught.value.reason


@pytest.mark.parametrize(
    ("written", "encoding"),
    [
        (GERMAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (GERMAN, "latin-1"),
        ("Cost: £5m", "latin-1"),
        (SPANISH, "latin-1"),
        (GERMAN, "utf-16"),
        (GERMAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
        (GERMAN, "utf-32"),
        (FRENCH, "latin-1"),
        (ENGLISH, "cp1252"),
        (CZECH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "utf-16"),
        (JAPANESE, "shift_jis"),
    ],
)
def test_the_encoding_is_found(tmp_path, written, encoding):
    reading = read_text(put(tmp_path, written.encode(encoding)))
    assert reading.pages[0].text == written.strip().replace("\u2011", "-")


def test_one_bad_byte_does_not_turn_utf8_into_something_else(tmp_path):
    content = (GERMAN * 20).encode() + b"\xff" + FRENCH.encode()
    text = read_text(put(tmp_path, content)).pages[0].text
    assert GERMAN in text
    assert "résultat" in text


def test_a_form_feed_begins_a_page_and_the_last_one_ends_the_file(tmp_path):
    reading = read_text(put(tmp_path, b"one\r\nstill one\f\ftwo\f\n"))
    assert [page.text for page in reading.pages] == ["one\nstill one", "", "two"]
    assert reading.unread_pages == ()


def test_no_page_holds_the_character_that_parts_pages(tmp_path):
    for read in (read_text, read_markdown):
        pages = read(put(tmp_path, b"the first page\fand \x00 the second")).pages
        assert all("\f" not in page.text and "\x00" not in page.text for page in pages)


@pytest.mark.parametrize("read", [read_text, read_markdown])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.NO_TEXT),
        (b" \n\t\r\n ", Reason.NO_TEXT),
        (b"\xef\xbb\xbf \n", Reason.NO_TEXT),
        (b"\f\f", Reason.NO_TEXT),
        (b"%PDF-1.7 all of this is readable", Reason.DAMAGED),
        (b"PK\x03\x04rest of an archive", Reason.DAMAGED),
        (rb"{\rtf1 rich text}", Reason.DAMAGED),
        (b"\x7fELF\x02\x01\x01" + bytes(60) + b"text" + bytes(200), Reason.UNREADABLE),
        (bytes(range(256)) * 20, Reason.UNREADABLE),
    ],
)
def test_what_is_no_text_has_its_reason(tmp_path, read, content, reason):
    assert skipped(read, put(tmp_path, content)) == reason


def test_random_bytes_are_never_taken_for_text(tmp_path):
    for size in (40, 500, 5_000, 50_000):
        assert skipped(read_text, put(tmp_path, os.urandom(size))) in (Reason.UNREADABLE, Reason.DAMAGED)


def test_a_file_that_cannot_be_opened_is_unreadable(tmp_path):
    assert skipped(read_text, tmp_path / "gone.txt") == Reason.UNREADABLE
    assert skipped(read_text, tmp_path) == Reason.UNREADABLE


def test_a_file_beyond_the_bound_is_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "MAX_BYTES", 10)
    assert read_text(put(tmp_path, b"ten bytes.")).pages[0].text == "ten bytes."
    assert skipped(read_text, put(tmp_path, b"more than that")) == Reason.TOO_LARGE
