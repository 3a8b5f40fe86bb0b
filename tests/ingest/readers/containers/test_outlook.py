"""Messages saved by Outlook are read as they were sent, and what is attached are reports of their own."""

from email import message_from_bytes, policy

import pytest
from compressed_rtf import compress
from outlook import Note, msg

from ingest.errors import FileSkipped
from ingest.readers.members import take_out
from ingest.readers.read import read


@pytest.fixture
def file(tmp_path):
    def written(note: Note):
        path = tmp_path / "note.msg"
        path.write_bytes(msg(note))
        return path

    return written


def test_a_message_is_a_page(file):
    reading = read(file(Note("Memòria 2023", "Our shelter housed 342 people.")))
    assert reading.pages[0].text == (
        'From: Ada Ek <ada@example.org>\nTo: "Bo Dal"\nDate: Tue, 14 Nov 2023 22:13:20 +0000\n'
        "Subject: Memòria 2023\n\nOur shelter housed 342 people."
    )
    assert reading.information["title"] == "Memòria 2023"


def test_html_is_read_where_there_is_no_text(file):
    html = "<meta charset=utf-8><p>Dépenses : 12 000 €</p>".encode()
    assert "Dépenses : 12 000 €" in read(file(Note(html=html))).pages[0].text


def test_rich_text_is_read_where_there_is_nothing_else(file):
    rtf = compress(rb"{\rtf1\ansi Members: 41}", compressed=True)
    assert "Members: 41" in read(file(Note(rtf=rtf))).pages[0].text


def test_attachments_are_reports_of_their_own(file):
    path = file(Note(files=(("2022.md", b"# Report 2022"), ("2023.md", b"# Report 2023"), ("x.bin", b"\0"))))
    found = {member.name: member for member in read(path).members}
    assert list(found) == ["2022.md", "2023.md", "x.bin"]
    assert found["2022.md"].id != found["2023.md"].id
    assert found["x.bin"].problem == "unsupported: no reader for .bin"
    assert take_out(path, ["2023.md"]) == b"# Report 2023"


def test_a_message_inside_is_taken_out_the_same_each_time(file):
    inner = Note("Ekeby 2023", "342 people", files=(("ekeby.txt", b"Ekeby Shelter"),))
    path = file(Note(files=(("", inner),)))
    (member,) = read(path).members
    assert member.name == "Ekeby 2023.eml"
    first, second = take_out(path, [member.name]), take_out(path, [member.name])
    assert first == second
    assert message_from_bytes(first, policy=policy.default)["Subject"] == "Ekeby 2023"
    assert take_out(path, [member.name, "ekeby.txt"]) == b"Ekeby Shelter"


def test_a_large_attachment_is_taken_out_whole(file):
    data = bytes(range(256)) * 100
    assert take_out(file(Note(files=(("big.txt", data),))), ["big.txt"]) == data


def test_a_message_that_is_none_is_skipped(tmp_path):
    path = tmp_path / "note.msg"
    path.write_bytes(b"From: somebody")
    with pytest.raises(FileSkipped, match="damaged"):
        read(path)
