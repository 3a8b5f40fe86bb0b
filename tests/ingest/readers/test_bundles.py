"""Archives and e-mails: one report, its pages those of the members; nothing leaves its bounds."""

import sys
from email.message import EmailMessage
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from fpdf import FPDF
from scans import drawn, scan

from ingest.document import Heading
from ingest.errors import FileSkipped, Reason
from ingest.readers.read import read

MARKDOWN = "# Results\n\nFees rose."


def pdf(*texts):
    document = FPDF()
    document.set_font("helvetica", size=10)
    for text in texts:
        document.add_page()
        document.multi_cell(0, text=text)
    return bytes(document.output())


@pytest.fixture
def zipped(tmp_path):
    def save(members):
        file = tmp_path / "reports.zip"
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return file

    return save


def skipped(file):
    with pytest.raises(FileSkipped) as caught:
        read(file)
    return caught.value.reason


def test_the_pages_of_an_archive_are_those_of_its_members(zipped):
    reading = read(zipped({"2021/a.pdf": pdf("One", "Two"), "b.md": MARKDOWN}))
    assert [page.text for page in reading.pages] == ["One", "Two", MARKDOWN]
    assert [page.label for page in reading.pages] == ["2021/a.pdf, 1", "2021/a.pdf, 2", "b.md"]
    assert reading.outline == (Heading("2021/a.pdf", 1, 1), Heading("b.md", 3, 1), Heading("Results", 3, 2))


def test_a_member_that_cannot_be_read_is_an_unread_page(zipped):
    reading = read(zipped({"a.pdf": b"%PDF- rubbish", "b.md": MARKDOWN}))
    assert [page.text for page in reading.pages] == ["", MARKDOWN]
    assert reading.unread_pages == (1,)


def test_a_member_that_needs_ocr_says_so(zipped, monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)  # "not installed"
    reading = read(zipped({"scan.pdf": scan(drawn("A line")), "b.md": MARKDOWN}))
    assert reading.unread_pages == reading.needs_ocr == (1,)
    assert [page.text for page in reading.pages] == ["", MARKDOWN]


def test_what_is_no_report_is_passed_over(zipped):
    members = {"a.png": b"x", "__MACOSX/._b.md": "x", ".c.md": "x", "d.zip": b"PK", "b.md": MARKDOWN}
    assert len(read(zipped(members)).pages) == 1


@pytest.mark.parametrize("name", ["../../evil.md", "/tmp/evil.md", "C:\\evil.md", "a\x00b.md"])
def test_no_member_is_written_anywhere(zipped, tmp_path, name):
    before = {entry for folder in (tmp_path, tmp_path.parent) for entry in folder.iterdir()}
    file = zipped({name: MARKDOWN, "good.md": MARKDOWN})
    assert MARKDOWN in [page.text for page in read(file).pages]
    after = {entry for folder in (tmp_path, tmp_path.parent) for entry in folder.iterdir()}
    assert after - before == {file}


def test_a_bomb_is_not_unpacked(zipped):
    assert skipped(zipped({"a.txt": b"0" * 30_000_000})) is Reason.TOO_LARGE


def test_an_archive_without_reports_says_so(zipped):
    assert skipped(zipped({"a.png": b"x"})) is Reason.UNSUPPORTED


def test_an_archive_cut_off_is_damaged(zipped):
    file = zipped({"a.md": MARKDOWN})
    file.write_bytes(file.read_bytes()[:40])
    assert skipped(file) is Reason.DAMAGED


@pytest.fixture
def mailed(tmp_path):
    def save(message):
        file = tmp_path / "mail.eml"
        file.write_bytes(message if isinstance(message, bytes) else bytes(message))
        return file

    return save


def message(text="", html=""):
    letter = EmailMessage()
    letter["Subject"] = "Memòria 2021"
    letter["From"] = "Anna Mas <a@example.org>"
    if text:
        letter.set_content(text)
    if html:
        letter.add_alternative(html, subtype="html")
    return letter


def test_a_message_stands_before_what_is_attached(mailed):
    letter = message("Here it is.\n")
    letter.add_attachment(pdf("One", "Two"), maintype="application", subtype="pdf", filename="a.pdf")
    letter.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png")
    reading = read(mailed(letter))
    head = "From: Anna Mas <a@example.org>\nSubject: Memòria 2021"
    assert [page.text.rstrip() for page in reading.pages] == [f"{head}\n\nHere it is.", "One", "Two"]
    assert reading.information == {"title": "Memòria 2021", "author": "Anna Mas <a@example.org>"}


def test_a_message_in_html_alone_is_shown_as_a_browser_would(mailed):
    letter = message(html="<p>Fees <b>rose</b>.</p><script>x()</script>")
    assert read(mailed(letter)).pages[0].text.endswith("\n\nFees rose.")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"Subject: =?x-unknown?q?=E9?=\n\nText", "Text"),
        (b"Subject: a\nContent-Type: text/plain; charset=nonsense\n\ncaf\xe9 au lait", "café au lait"),
        (b"Subject: a\nContent-Transfer-Encoding: base64\n\n!!!!", ""),
    ],
)
def test_odd_headers_and_encodings_do_no_harm(mailed, content, expected):
    assert expected in read(mailed(content)).pages[0].text


def test_what_is_no_mail_is_damaged(mailed):
    assert skipped(mailed(b"\x00\x01\x02 nothing")) is Reason.DAMAGED
