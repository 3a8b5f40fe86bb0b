"""OpenDocument texts: headings, tables and notes in order, pages where the writer broke them."""

from zipfile import ZipFile

import pytest

from ingest.document import Heading
from ingest.errors import FileSkipped, Reason
from ingest.readers.read import read

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "meta": "meta",
    }.items()
)
BREAK = (
    '<style:style style:name="P1"><style:paragraph-properties fo:break-before="page"/></style:style>'
    '<style:style style:name="P2"><style:paragraph-properties fo:break-after="page"/></style:style>'
    '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
)


@pytest.fixture
def saved(tmp_path):
    def save(body, manifest="<manifest/>", doctype=""):
        file = tmp_path / "report.odt"
        with ZipFile(file, "w") as archive:
            archive.writestr("META-INF/manifest.xml", manifest)
            archive.writestr(
                "content.xml",
                f"<?xml version='1.0'?>{doctype}<office:document-content {NAMES}><office:automatic-styles>"
                f"{BREAK}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
                "</office:document-content>",
            )
            archive.writestr(
                "meta.xml",
                f'<office:document-meta {NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
                "<dc:title>Memòria 2021</dc:title></office:meta></office:document-meta>",
            )
        return file

    return save


def texts(file):
    return [page.text for page in read(file).pages]


def test_headers_and_footers_are_running_lines_and_no_text(saved):
    file = saved("<text:p>41 members</text:p>")
    edges = (
        "<style:header><text:p>Skelwith Dairy <text:span>Cooperative</text:span></text:p></style:header>"
        "<style:header-first><text:p>Skelwith Dairy Cooperative</text:p></style:header-first>"
        "<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer>"
    )
    with ZipFile(file, "a") as archive:
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {NAMES}><office:master-styles><style:master-page>{edges}"
            "</style:master-page></office:master-styles></office:document-styles>",
        )
    reading = read(file)
    assert reading.running == ("Skelwith Dairy Cooperative", "Page 1")
    assert reading.pages[0].text == "41 members"


def test_hidden_text_is_left_out(saved):
    hidden = '<text:span text:style-name="H">never </text:span>'
    assert texts(
        saved(f'<text:p>Seen {hidden}and read.</text:p><text:p text:style-name="H">Not.</text:p>')
    ) == ["Seen and read."]


def test_paragraphs_lists_and_spaces_come_in_order(saved):
    body = (
        '<text:p>Members<text:tab/>120<text:s text:c="3"/>of<text:line-break/>all</text:p>'
        "<text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>"
        "<text:section><text:p>Two <text:span>parts</text:span>.</text:p></text:section>"
    )
    assert texts(saved(body)) == ["Members  120   of\nall\n\nOne\n\nTwo parts."]


def test_headings_are_the_outline_and_the_title_information(saved):
    body = '<text:h text:outline-level="2">Fees</text:h><text:p>All paid.</text:p>'
    reading = read(saved(body))
    assert reading.outline == (Heading("Fees", 1, 2),)
    assert reading.information["title"] == "Memòria 2021"


@pytest.mark.parametrize(
    "body",
    [
        '<text:p>One</text:p><text:p text:style-name="P1">Two</text:p>',
        '<text:p text:style-name="P2">One</text:p><text:p>Two</text:p>',
        "<text:p>One</text:p><text:soft-page-break/><text:p>Two</text:p>",
        "<text:p>One</text:p><text:soft-page-break/><text:p text:style-name='P1'>Two</text:p>",
    ],
)
def test_a_page_begins_at_a_break(saved, body):
    assert texts(saved(body)) == ["One", "Two"]


def test_a_table_row_stands_on_one_line(saved):
    def row(*cells):
        inside = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        return f"<table:table-row>{inside}</table:table-row>"

    head = f"<table:table-header-rows>{row('Country', 'Fees')}</table:table-header-rows>"
    rows = row("Spain", "1.577") + "<text:soft-page-break/>" + row("France", "27")
    body = f"<table:table>{head}{rows}</table:table>"
    assert texts(saved(body)) == ["Country  Fees\nSpain  1.577", "Country  Fees\nFrance  27"]


def test_notes_stand_in_the_text_and_deleted_text_does_not(saved):
    body = (
        "<text:tracked-changes><text:p>Gone</text:p></text:tracked-changes><text:p>Fees<text:note>"
        "<text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>In euros.</text:p></text:note-body>"
        "</text:note> rose.<office:annotation><text:p>Sure?</text:p></office:annotation></text:p>"
    )
    assert texts(saved(body)) == ["Fees [In euros.]  rose."]


def test_a_file_with_a_password_is_locked(saved):
    with pytest.raises(FileSkipped) as caught:
        read(saved("<text:p>One</text:p>", manifest="<manifest><encryption-data/></manifest>"))
    assert caught.value.reason is Reason.LOCKED


def test_no_entity_is_resolved(saved, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    doctype = f'<!DOCTYPE x [<!ENTITY leak SYSTEM "{secret.as_uri()}">]>'
    assert "secret" not in "".join(texts(saved("<text:p>Text &leak;</text:p>", doctype=doctype)))
