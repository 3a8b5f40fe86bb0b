"""HTML: what a browser shows, a table row on one line, and nothing run or fetched."""

from pathlib import Path

import pytest

from ingest.document import Heading, RawReport
from ingest.errors import FileSkipped, Reason
from ingest.readers.markup.html import read_html

GERMAN = "Der Jahresbericht über die Förderung. Die Erlöse stiegen auf 5 Millionen Euro."


def put(folder: Path, content: str | bytes) -> Path:
    file = folder / "report.html"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def read(folder: Path, content: str | bytes) -> RawReport:
    return read_html(put(folder, content))


def text(folder: Path, content: str) -> str:
    return read(folder, content).pages[0].text


def skipped(file: Path) -> Reason:
    with pytest.raises(FileSkipped) as caught:
        read_html(file)
    return caught.value.reason


def test_blocks_are_parted_and_inline_elements_are_not(tmp_path):
    html = "<p>One <b>bo</b>ld\n  line.<p>Two<br>lines<div>Three <ul><li>a<li>b</ul> four</div>"
    assert text(tmp_path, html) == "One bold line.\n\nTwo\nlines\n\nThree\n\na\n\nb\n\nfour"


def test_a_table_row_is_a_line_and_empty_cells_collapse(tmp_path):
    html = """Before <table><caption>USD million</caption>
        <tr><th></th><th>2021</th><th>&nbsp;</th><th>2020</th></tr>
        <tbody><tr><td><p>Net</p> <p>revenue</p></td><td>1<br>200</td><td></td><td>1,100</td></tr></tbody>
        </table> after"""
    assert text(tmp_path, html) == "Before\n\nUSD million\n2021  2020\nNet revenue  1 200  1,100\n\nafter"


def test_a_table_around_tables_is_mere_layout(tmp_path):
    html = """<table><tr>
        <td><p>Left</p><p>column</p></td>
        <td><table><tr><td>Revenue</td><td>5</td></tr><tr><td>Cost</td><td>3</td></tr></table></td>
        </tr></table>"""
    assert text(tmp_path, html) == "Left\n\ncolumn\n\nRevenue  5\nCost  3"


def test_preformatted_text_keeps_its_columns(tmp_path):
    assert text(tmp_path, "<pre>Revenue    5\n  net      3\n\nend</pre>done") == (
        "Revenue    5\n  net      3\n\nend\n\ndone"
    )


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>secret()</script>",
        "<style>secret{}</style>",
        "<nav>secret</nav>",
        "<template>secret</template>",
        "<div hidden>secret</div>",
        '<div style="color:red; display : none">secret<p>more</p></div>',
        '<span style="visibility:hidden">secret</span>',
        "<!-- secret -->",
        "<?php secret ?>",
        "<ix:header><ix:hidden>secret</ix:hidden></ix:header>",
        "<svg><title>secret</title><text>secret</text></svg>",
        "<button>secret</button>",
    ],
)
def test_what_a_browser_does_not_show_is_left_out(tmp_path, unseen):
    assert text(tmp_path, f"<body>before {unseen} after</body>").split() == ["before", "after"]


def test_headings_are_the_outline(tmp_path):
    html = "<h1>Annual<br>Report</h1><div><h3>Our <em>work</em></h3></div><h2></h2><h2 hidden>no</h2>"
    reading = read(tmp_path, html)
    assert reading.outline == (Heading("Annual Report", 1, 1), Heading("Our work", 1, 3))
    assert reading.pages[0].text == "Annual Report\n\nOur work"


def test_title_meta_and_language_are_the_information(tmp_path):
    html = """<html lang="en-GB"><head><title> Annual\n Report </title>
        <meta name="Author" content="Agua Viva"><meta name=description content="What we did">
        <meta property="article:published_time" content="2021-03-01"><meta name="viewport" content="x">
        <meta name="date" content=" "></head><body>text</body></html>"""
    assert read(tmp_path, html).information == {
        "title": "Annual Report",
        "author": "Agua Viva",
        "description": "What we did",
        "date": "2021-03-01",
        "language": "en-GB",
    }


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ("", "utf-8"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        ("<meta charset=iso-8859-15>", "iso-8859-15"),
        ("", "cp1252"),
        ("<meta charset=utf-8>", "cp1252"),
        ("<meta charset=no-such-thing>", "cp1252"),
        ("<meta charset=iso-8859-1>", "utf-8"),
        ("<meta charset=utf-16>", "utf-8"),
        ("", "utf-16"),
    ],
)
def test_the_encoding_is_found_even_where_the_file_is_wrong_about_it(tmp_path, head, encoding):
    html = f"<html><head>{head}</head><body>{GERMAN}</body></html>".encode(encoding)
    assert read(tmp_path, html).pages[0].text == GERMAN


def test_an_xml_declaration_is_no_obstacle(tmp_path):
    html = f'<?xml version="1.0" encoding="iso-8859-1"?><html xmlns="x"><body>{GERMAN}</body></html>'
    assert read(tmp_path, html.encode("latin-1")).pages[0].text == GERMAN


def test_no_entity_reaches_for_a_file(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    html = f"""<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">
        <!ENTITY a "bomb"><!ENTITY b "&a;&a;&a;">]><html><body>before &x; &b; after</body></html>"""
    shown = text(tmp_path, html)
    assert "before" in shown
    assert "after" in shown
    assert "the secret" not in shown
    assert "bombbomb" not in shown


def test_entities_of_html_are_characters(tmp_path):
    html = "<p>5&nbsp;&euro; &amp; &#233; &lt;tag&gt; &unknown;</p>"
    assert text(tmp_path, html) == "5 € & é <tag> &unknown;"


def test_a_file_nested_too_deep_is_read_in_part_and_says_so(tmp_path):
    reading = read(tmp_path, "<p>first words" + "<div>" * 5_000 + "never reached")
    assert reading.pages[0].text == "first words"
    assert reading.unread_pages == (1,)
    assert skipped(put(tmp_path, "<div>" * 5_000 + "never reached")) == Reason.DAMAGED


def test_deep_but_readable_nesting_is_read_whole(tmp_path):
    reading = read(tmp_path, "<font>" * 1_500 + "deep inside")
    assert reading.pages[0].text == "deep inside"
    assert reading.unread_pages == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.NO_TEXT),
        (b"<html><body> <p></p>&nbsp; </body></html>", Reason.NO_TEXT),
        (b"<!-- nothing -->", Reason.NO_TEXT),
        (b"<script>only()</script>", Reason.NO_TEXT),
        (b"%PDF-1.4 <p>not HTML</p>", Reason.DAMAGED),
        (bytes(range(256)) * 20, Reason.UNREADABLE),
    ],
)
def test_what_has_no_text_has_its_reason(tmp_path, content, reason):
    assert skipped(put(tmp_path, content)) == reason


def test_a_file_cut_off_in_the_middle_is_read_to_its_end(tmp_path):
    assert text(tmp_path, "<table><tr><td>Revenue<td>5</tr><tr><td>Cost<td>") == "Revenue  5\nCost"
