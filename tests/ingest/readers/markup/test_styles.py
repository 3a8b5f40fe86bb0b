"""Style sheets of a page decide what is seen, and where pieces with places of their own belong."""

from pathlib import Path

import pytest
from lxml import etree

from ingest.document import RawReport
from ingest.readers.markup.html import html_reading, xhtml_reading
from ingest.readers.markup.styles import StyleSheets


def text(body: str, css: str = "") -> str:
    return pages(body, css)[0]


def pages(body: str, css: str = "") -> list[str]:
    return [page.text for page in reading(body, css).pages]


def reading(body: str, css: str = "") -> RawReport:
    return html_reading(f"<html><head><style>{css}</style></head><body>{body}</body></html>".encode())


LONG = "<p>The harbour handled 5,364 ships in 2023, and its board met nine times.</p>"


@pytest.mark.parametrize(
    "css",
    [
        ".old{display:none}",
        "p.old { color: red; display : none }",
        "#a > .old {visibility:hidden}",
        "div .x, body div p.old { display: NONE !important }",
        "@media screen { .old { display: none } }",
        ".old { display: block } p.old { display: none }",
        ".old { display: none !important } #o { display: block }",
        "/* .old {display: block} */ @import url(x); .old{display:none}",
    ],
)
def test_what_a_style_sheet_hides_is_not_read(css):
    assert text(f'{LONG}<div id="a"><p class="old" id="o">5,100 ships</p></div>', css) == LONG[3:-4]


@pytest.mark.parametrize(
    "css",
    [
        "@media print { .old { display: none } }",
        ".old:hover { display: none }",
        ".older .old { display: none }",
        "#b > .old { display: none }",
        ".old { display: none } p.old { display: block }",
        ".old { display: none } .old { display: block }",
        "p { display: block } [class=old] { display: none }",
    ],
)
def test_what_no_rule_hides_now_is_read(css):
    assert "5,100" in text(f'{LONG}<div id="a"><p class="old">5,100 ships</p></div>', css)


def test_what_hides_most_of_a_page_is_shown_by_a_script():
    assert "9 times" in text(
        '<p>Loading</p><div class="page">The board met 9 times.</div>', ".page{display:none}"
    )


def test_a_banner_over_the_page_is_no_part_of_it_but_a_page_that_is_fixed_as_a_whole_is():
    assert text(f'{LONG * 3}<div class="c">We use 214 cookies.</div>', ".c{position:fixed}") == "\n\n".join(
        [LONG[3:-4]] * 3
    )
    assert "5,364" in text(f'<div class="c">{LONG}</div>', ".c{position:fixed}")


def test_a_rule_more_counts_for_nothing_than_the_element_itself():
    (element,) = etree.fromstring("<a><p class='x y' style='display:block'/></a>")
    assert StyleSheets(".x.y{display:none;left:3px} .x{left:9px}").of(element) == {
        "display": "block",
        "left": "3px",
    }
    assert StyleSheets(".x{display:none!important}").of(element)["display"] == "none"


ROWS = (("Revenue", "4,812", "4,390"), ("Cost of sales", "(2,402)", "(2,388)"), ("Net income", "938", "909"))


def test_pieces_drawn_column_by_column_are_put_back_into_rows():
    pieces = '<div style="position:absolute;left:400px;top:180px">2023</div>'
    pieces += '<div style="position:absolute;left:500px;top:180px">2022</div>'
    for column, left in enumerate((60, 400, 500)):
        for row, cells in enumerate(ROWS):
            place = f"left:{left}px;top:{200 + 20 * row}px"
            pieces += f'<div style="position:absolute;{place}">{cells[column]}</div>'
    lines = text(pieces).split("\n")
    assert lines == ["2023  2022", *("  ".join(cells) for cells in ROWS)]


def converted(*sheets: tuple[tuple[str, ...], ...]) -> str:
    """Pages as pdf2htmlEX writes them: places from below, in classes, letters drawn four times as large."""
    body = ""
    for number, rows in enumerate(sheets, 1):
        drawn = ""
        for row, (label, *values) in enumerate(rows):
            gap = "".join(f'<span class="_ _9"> </span>{value}' for value in values)
            drawn += f'<div class="t m0 x1 y{row} fs0">{label}{gap}</div>'
        body += f'<div class="pf" data-page-no="{number}"><div class="pc">{drawn}</div></div>'
    return f'<div id="page-container">{body}</div>'


CONVERTED = (
    "#page-container{position:absolute;top:0;left:0}.pf{position:relative;overflow:hidden}"
    ".pc{position:absolute;top:0;left:0;width:100%}.t{position:absolute;white-space:pre}"
    ".m0{transform:matrix(0.25,0,0,0.25,0,0)}.x1{left:72px}.fs0{font-size:44px}._9{width:640px}"
    + "".join(f".y{row}{{bottom:{700 - 14 * row}px}}" for row in range(9))
)


def test_the_pages_of_a_converter_are_pages_and_its_gaps_part_cells():
    first = (("Annual report 2023",), ("",), *ROWS, ("The year was calm.",))
    second = (
        ("Staff", "41", "39"),
        ("Members", "12", "11"),
        ("Board", "7", "7"),
        ("Ships", "3", "3"),
        ("Boats", "2", "2"),
    )
    found = pages(converted(first, second), CONVERTED)
    assert found[0].split("\n") == [
        "Annual report 2023",
        *("  ".join(cells) for cells in ROWS),
        "The year was calm.",
    ]
    assert found[1].split("\n") == ["  ".join(cells) for cells in second]


def context(name: str, *dates: tuple[str, str]) -> str:
    period = "".join(f"<xbrli:{kind}>{day}</xbrli:{kind}>" for kind, day in dates)
    return f'<xbrli:context id="{name}"><xbrli:period>{period}</xbrli:period></xbrli:context>'


def fact(name: str, where: str, text: str, kind: str = "nonFraction") -> str:
    return f'<ix:{kind} contextRef="{where}" name="{name}">{text}</ix:{kind}>'


CONTEXTS = (
    context("y", ("startDate", "2022-07-01"), ("endDate", "2023-06-30"))
    + context("p", ("startDate", "2021-07-01"), ("endDate", "2022-06-30"))
    + context("i", ("instant", "2024-01-31"))
)
ENTITY = "ifrs-full:NameOfReportingEntityOrOtherMeansOfIdentification"
FILED = f"""<?xml version="1.0"?>
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title/></head><body>
<div style="display:none"><ix:header><ix:hidden>999</ix:hidden>
<ix:resources>{CONTEXTS}</ix:resources></ix:header></div>
<p>{fact(ENTITY, "y", "Bergli <b>AG</b>", "nonNumeric")} employed {fact("x", "y", "1,877")} people, after
{fact("x", "p", "1,790")}, and {fact("x", "i", "1,900")} in January.
<img src="data:image/png;base64,AAAA"/></p></body></html>"""


def test_the_tags_of_a_filed_report_say_whose_it_is_and_of_which_year():
    filed = xhtml_reading(FILED.encode())
    assert filed.pages[0].text == "Bergli AG employed 1,877 people, after 1,790, and 1,900 in January."
    assert filed.information == {"language": "en", "organisation": "Bergli AG", "period": "2023"}


def test_a_report_package_holds_its_reports_and_what_machines_read(shared: Path):
    from ingest.readers.read import read

    (package,) = (shared / "cases" / "10-xhtml-esef").glob("*.zip")
    assert [member.name.rpartition("/")[2] for member in read(package).members] == [
        "bergli-2023-12-31-en.xhtml"
    ]
