"""Archives and e-mails: each file in them is a report of its own; nothing leaves its bounds."""

from email.message import EmailMessage
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from fpdf import FPDF

from ingest.document import Member
from ingest.errors import FileSkipped, Reason
from ingest.identity import id_of_bytes
from ingest.readers.members import opened, take_out
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


def names(reading):
    return [member.name for member in reading.members]


def test_each_file_of_an_archive_is_a_report_of_its_own(zipped):
    one, two = pdf("One"), pdf("Two", "Three")
    reading = read(zipped({"2021/a.pdf": one, "b.pdf": two}))
    assert reading.pages == ()
    assert reading.members == (
        Member("2021/a.pdf", id_of_bytes(one), len(one)),
        Member("b.pdf", id_of_bytes(two), len(two)),
    )


def test_a_file_is_taken_out_by_its_name_however_deep_it_lies(zipped):
    inner = zipped({"b.md": MARKDOWN}).read_bytes()
    letter = message("Here it is.")
    letter.add_attachment(inner, maintype="application", subtype="zip", filename="b.zip")
    file = zipped({"post/mail.eml": bytes(letter)})
    assert take_out(file, ["post/mail.eml", "b.zip", "b.md"]) == MARKDOWN.encode()
    with opened(file, ["post/mail.eml", "b.zip", "b.md"]) as place:
        assert place.read_text() == MARKDOWN
    with pytest.raises(FileSkipped, match="no longer"):
        take_out(file, ["post/mail.eml", "c.md"])
    with pytest.raises(FileSkipped, match="holds no files"):
        take_out(file, ["post/mail.eml", "b.zip", "b.md", "d.md"])


def test_what_no_reader_knows_is_told_and_what_is_none_of_the_reports_passed_over(zipped):
    members = {"a.xyz": b"x", "__MACOSX/._b.md": "x", ".c.md": "x", "Thumbs.db": "x", "b.md": MARKDOWN}
    reading = read(zipped(members))
    assert names(reading) == ["a.xyz", "b.md"]
    assert reading.members[0].problem == "unsupported: no reader for .xyz"


def test_a_file_that_cannot_be_unpacked_costs_itself_alone(zipped):
    file = zipped({"a.md": MARKDOWN * 9, "b.md": MARKDOWN})
    data = bytearray(file.read_bytes())
    data[40] ^= 0xFF  # in the packed bytes of the first
    file.write_bytes(data)
    first, second = read(file).members
    assert first.problem.startswith("damaged: ")
    assert second.id == id_of_bytes(MARKDOWN.encode())


def test_two_files_of_one_name_in_an_email_get_two_names(mailed):
    letter = message("Two.")
    for text in ("One", "Two"):
        letter.add_attachment(text.encode(), maintype="text", subtype="plain", filename="a.txt")
    file = mailed(letter)
    assert names(read(file)) == ["a.txt", "a (2).txt"]
    assert take_out(file, ["a (2).txt"]) == b"Two"


@pytest.mark.parametrize("name", ["../../evil.md", "/tmp/evil.md", "C:\\evil.md", "a\x00b.md"])
def test_no_member_is_written_anywhere(zipped, tmp_path, name):
    before = {entry for folder in (tmp_path, tmp_path.parent) for entry in folder.iterdir()}
    file = zipped({name: MARKDOWN, "good.md": MARKDOWN})
    assert MARKDOWN.encode() in [take_out(file, [member.name]) for member in read(file).members]
    assert not any(part in ("", "..") for member in read(file).members for part in member.name.split("/"))
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


def test_a_message_and_each_file_attached_to_it_are_reports(mailed):
    letter = message("Here it is.\n")
    letter.add_attachment(pdf("One", "Two"), maintype="application", subtype="pdf", filename="a.pdf")
    letter.add_attachment(pdf("Three"), maintype="application", subtype="octet-stream", filename="report")
    letter.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png")
    reading = read(mailed(letter))
    head = "From: Anna Mas <a@example.org>\nSubject: Memòria 2021"
    assert [page.text for page in reading.pages] == [f"{head}\n\nHere it is."]
    assert names(reading) == ["a.pdf", "report.pdf"]
    assert reading.information == {"title": "Memòria 2021", "author": "Anna Mas <a@example.org>"}


def test_an_email_in_an_email_is_called_by_its_subject(mailed):
    letter = message("For the archive.")
    letter.add_attachment(message("The shelter housed 342 people."))
    file = mailed(letter)
    assert names(read(file)) == ["Memòria 2021.eml"]
    assert b"342 people" in take_out(file, ["Memòria 2021.eml"])


def test_files_among_the_alternatives_of_a_message_are_found(mailed):
    """As Apple's program sends them."""
    inner = EmailMessage()
    inner.make_mixed()
    for content, kind in ((b"<p>Here it is.</p>", "html"), (b"<p>The audit is on 7 May.</p>", "html")):
        part = EmailMessage()
        part.set_content(content.decode(), subtype=kind)
        inner.attach(part)
    attached = EmailMessage()
    attached.set_content(
        pdf("One"), maintype="application", subtype="pdf", disposition="inline", filename="a.pdf"
    )
    inner.attach(attached)
    letter = message("Here it is.")
    letter.make_alternative()
    letter.attach(inner)
    reading = read(mailed(letter))
    assert names(reading) == ["a.pdf"]
    assert "Here it is." in reading.pages[0].text


def test_html_that_says_more_than_the_plain_text_is_the_message(mailed):
    html = "<p>" + "The board met and spoke of the fees of the year. " * 5 + "</p>"
    text = read(mailed(message("This is an HTML message.", html))).pages[0].text
    assert "spoke of the fees" in text
    assert "HTML message" not in text


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
