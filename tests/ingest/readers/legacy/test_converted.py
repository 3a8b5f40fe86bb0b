"""Word and PowerPoint files of before 2007, converted by LibreOffice where it is installed."""

import os
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import docx
import pptx
import pytest
from compound_file import compound_file
from docx.oxml import OxmlElement

from ingest.errors import NEEDS_LIBREOFFICE, FileSkipped
from ingest.readers.legacy import libreoffice
from ingest.readers.read import read

pytestmark = pytest.mark.slow

needs_office = pytest.mark.skipif(not libreoffice.program(), reason="needs LibreOffice")

LINKED = (
    '<office:document office:mimetype="application/vnd.oasis.opendocument.text" office:version="1.2" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text><text:p>Members: 41'
    '<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char">'
    '<draw:image xlink:href="{}" xlink:type="simple"/></draw:frame></text:p>'
    "</office:text></office:body></office:document>"
)


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """Saves a file of today as LibreOffice saves it in the old format."""

    def saved(file: Path, suffix: str) -> Path:
        room = tmp_path_factory.mktemp("old")
        profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
        subprocess.run(
            [libreoffice.program(), profile, "--headless", "--convert-to", suffix, "--outdir", room, file],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return room / f"{file.stem}.{suffix}"

    return saved


@pytest.fixture(scope="module")
def report(old, tmp_path_factory) -> Path:
    document = docx.Document()
    document.core_properties.title = "Annual Report 2023"
    document.add_heading("Ekeby Shelter", 1)
    for number in range(80):
        document.add_paragraph(f"Night {number}: the shelter housed {number * 7} people. " * 4)
    table = document.add_table(3, 3)
    for row, texts in zip(
        table.rows, [["Item", "2022", "2023"], ["Grants", "", "812"], ["Rent", "790", ""]], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    hidden = document.add_paragraph("Seen. ").add_run("Not seen.")
    hidden._r.get_or_add_rPr().append(OxmlElement("w:vanish"))
    file = tmp_path_factory.mktemp("new") / "ekeby.docx"
    document.save(str(file))
    return old(file, "doc")


@needs_office
def test_a_text_has_its_pages_and_its_grids(report):
    reading = read(report)
    assert len(reading.pages) > 2
    assert reading.information["title"] == "Annual Report 2023"
    assert "Ekeby Shelter" in [heading.title for heading in reading.outline]
    assert "Item  2022  2023\nGrants  812\nRent  790" in reading.pages[-1].text
    (table,) = reading.pages[-1].tables
    assert (1, 2, "812") in {(cell.row, cell.column, cell.text) for cell in table.cells}
    assert "Seen." in reading.pages[-1].text
    assert "Not seen." not in reading.pages[-1].text


@needs_office
def test_slides_are_pages(old, tmp_path):
    slides = pptx.Presentation()
    for title in ("Members", "Grants"):
        slides.slides.add_slide(slides.slide_layouts[0]).shapes.title.text = title
    slides.save(str(tmp_path / "slides.pptx"))
    assert [page.text for page in read(old(tmp_path / "slides.pptx", "ppt")).pages] == ["Members", "Grants"]


@needs_office
def test_no_link_is_followed(old, tmp_path):
    asked: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        link = f"http://127.0.0.1:{server.server_port}/picture.png"
        page = tmp_path / "linked.fodt"
        page.write_text(LINKED.format(link))
        linked = old(page, "doc")
        assert str(server.server_port).encode() in linked.read_bytes().replace(b"\0", b"")
        asked.clear()
        assert "Members: 41" in read(linked).pages[0].text
        assert not asked
    finally:
        server.shutdown()
        server.server_close()


@needs_office
def test_nothing_stays_behind(report, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    read(report)
    assert not list(tmp_path.iterdir())


def test_without_libreoffice_the_reason_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(libreoffice, "program", lambda: "")
    file = tmp_path / "report.doc"
    file.write_bytes(compound_file({"WordDocument": b"\xec\xa5" + bytes(600)}))
    with pytest.raises(FileSkipped) as skipped:
        read(file)
    assert str(skipped.value) == f"unsupported: {NEEDS_LIBREOFFICE}"


@pytest.mark.parametrize(
    ("streams", "name"),
    [
        ({"WordDocument": bytes(10) + b"\x00\x01" + bytes(600)}, "report.doc"),
        ({"PowerPoint Document": bytes(600), "EncryptedSummary": b"\1"}, "slides.ppt"),
        ({"EncryptedPackage": bytes(600), "EncryptionInfo": b"\1"}, "report.docx"),
    ],
)
def test_a_protected_file_is_locked(tmp_path, streams, name):
    file = tmp_path / name
    file.write_bytes(compound_file(streams))
    with pytest.raises(FileSkipped, match="locked"):
        read(file)


def test_a_file_that_takes_too_long_is_given_up(monkeypatch, tmp_path):
    """The program and all that it started are over then."""
    slow = tmp_path / "slow"
    slow.write_text(
        f"#!{sys.executable}\nimport os, time\n"
        f"open('{tmp_path}/pid', 'w').write(str(os.getpid()))\ntime.sleep(60)\n"
    )
    slow.chmod(0o755)
    monkeypatch.setattr(libreoffice, "program", lambda: str(slow))
    monkeypatch.setattr(libreoffice, "SECONDS", 2)
    began = time.monotonic()
    with pytest.raises(FileSkipped, match="too slow: not converted"):
        libreoffice.convert(b"x", "MS Word 97", ".odt", print)
    assert time.monotonic() - began < 20
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


@needs_office
def test_a_broken_file_is_damaged(tmp_path):
    file = tmp_path / "broken.doc"
    file.write_bytes(compound_file({"WordDocument": bytes(5000), "1Table": b"\xff" * 5000}))
    with pytest.raises(FileSkipped, match=r"damaged|no text|no pages"):
        read(file)
