"""Whatever is done to the bytes of a file, reading it gives a reading or a reason, and plain text."""

from collections.abc import Callable
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pptx
import pytest
import xlwt
from fpdf import FPDF
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from outlook import Note, msg

from ingest.errors import FileSkipped
from ingest.readers.read import READERS, read

pytestmark = pytest.mark.slow

TEXT = "Memòria 2021\nNet sales  32,765  31,657"


def a_pdf() -> bytes:
    document = FPDF()
    document.set_compression(False)  # or a change to any byte of the text ends in the decompressor
    document.set_font("helvetica", size=10)
    document.add_page()
    document.multi_cell(0, text=TEXT)
    return bytes(document.output())


def saved(document: object) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def a_docx() -> bytes:
    document = docx.Document()
    document.add_heading("Memòria", 1)
    document.add_table(1, 2).rows[0].cells[0].text = TEXT
    return saved(document)


def a_pptx() -> bytes:
    presentation = pptx.Presentation()
    presentation.slides.add_slide(presentation.slide_layouts[0]).shapes.title.text = TEXT
    return saved(presentation)


def an_xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Net sales", 32765, 0.5])
    return saved(workbook)


def an_xls() -> bytes:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Accounts")
    for column, value in enumerate(["Net sales", 32765, 0.5]):
        sheet.write(0, column, value)
    sheet.write_merge(1, 2, 0, 1, TEXT)
    return saved(workbook)


def zipped(members: dict[str, str | bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def an_odt() -> bytes:
    office, text = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text"))
    content = (
        f'<o:document-content xmlns:o="{office}" xmlns:t="{text}"><o:body><o:text><t:h>Memòria</t:h>'
        f'<t:p>{TEXT}<t:s t:c="3"/></t:p></o:text></o:body></o:document-content>'
    )
    return zipped({"META-INF/manifest.xml": "<manifest/>", "content.xml": content})


def an_epub() -> bytes:
    return zipped(
        {
            "META-INF/container.xml": '<c><rootfile full-path="b.opf"/></c>',
            "b.opf": '<p><manifest><item id="i" href="a.html"/></manifest>'
            '<spine><itemref idref="i"/></spine></p>',
            "a.html": f"<h1>Memòria</h1><p>{TEXT}</p>",
        }
    )


def a_mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = "Memòria"
    message.set_content(TEXT)
    message.add_attachment(TEXT.encode(), maintype="text", subtype="markdown", filename="a.md")
    return bytes(message)


SEEDS: dict[str, Callable[[], bytes]] = {
    ".pdf": a_pdf,
    ".docx": a_docx,
    ".pptx": a_pptx,
    ".xlsx": an_xlsx,
    ".odt": an_odt,
    ".epub": an_epub,
    ".eml": a_mail,
    ".msg": lambda: msg(Note(body=TEXT, html=b"<p>A", files=(("a.md", TEXT.encode()), ("", Note())))),
    ".xls": an_xls,
    ".doc": TEXT.encode,  # what LibreOffice converts has tests of its own: it takes seconds
    ".rtf": lambda: (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}}\u231?Mem\'f2ria\cell 1\cell\row\page b}"
    ),
    ".zip": lambda: zipped({"a.md": TEXT, "b/c.html": f"<p>{TEXT}</p>"}),
    ".csv": lambda: f'Item;2022;2023\nSales;"1\n2";{TEXT}'.encode(),
    ".html": lambda: f'<meta charset="utf-8"><h1>{TEXT}</h1><table><tr><td>1<td>2</table>'.encode(),
    ".xhtml": lambda: f'<meta charset="utf-8"><h1>{TEXT}</h1><table><tr><td>1<td>2</table>'.encode(),
    ".md": lambda: f"---\ntitle: A\n---\n# {TEXT}".encode(),
    ".txt": TEXT.encode,
}
# Where, how many bytes go, and what comes instead.
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=8)), min_size=1, max_size=4
)


def changed(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for place, length, new in changes:
        start = int(place * len(data))
        data = data[:start] + new + data[start + length :]
    return data


@pytest.fixture(scope="module", params=sorted(SEEDS))
def seed(request) -> tuple[str, bytes]:
    return request.param, SEEDS[request.param]()


def test_there_is_a_seed_for_each_reader():
    assert {READERS[suffix] for suffix in SEEDS} == set(READERS.values())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
@example(changes=[(0.5, 10**9, b"")])
@example(changes=[(0.0, 0, b"")])
def test_a_changed_file_gives_a_reading_or_a_reason(tmp_path: Path, seed, changes):
    suffix, data = seed
    file = tmp_path / f"report{suffix}"
    file.write_bytes(changed(data, changes))
    try:
        reading = read(file)
    except FileSkipped:
        return
    for page in reading.pages:
        assert page.text == page.text.encode().decode()
        assert "\x00" not in page.text
