"""What Word draws by itself is read: numbers, boxes, charts; and its headers say whose a report is."""

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest.facts import read_facts
from ingest.readers.office.read_office import read_office

LEVEL = (
    '<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{style}'
    '<w:lvlText w:val="{text}"/></w:lvl>'
)


def level(number, form, text, start=1, style=""):
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return LEVEL.format(level=number, start=start, form=form, text=text, style=linked)


def define(document, *levels, override=""):
    """A list with these levels; its number, and that of a second one on the same definition."""
    numbering = document.part.numbering_part.element
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="70">{"".join(levels)}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    for number, more in ((70, ""), (71, override)):
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="70"/>{more}</w:num>')
        )
    return 70, 71


def numbered(document, text, number, depth=0, style=None):
    paragraph = document.add_paragraph(text, style)
    setting = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", depth), ("w:numId", number)):
        element = OxmlElement(name)
        element.set(qn("w:val"), str(value))
        setting.append(element)
    paragraph._p.get_or_add_pPr().append(setting)


@pytest.fixture
def lines(tmp_path):
    def of(document):
        document.save(tmp_path / "a.docx")
        return read_office(tmp_path / "a.docx").pages[0].text.split("\n\n")

    return of


def test_clauses_have_the_numbers_that_word_draws(lines):
    document = docx.Document()
    first, second = define(
        document, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)")
    )
    numbered(document, "Members", first, style="Heading 1")
    numbered(document, "A member pays.", first, 1)
    numbered(document, "Once.", first, 2)
    numbered(document, "Twice.", first, 2)
    document.add_paragraph("Between.")
    numbered(document, "A member leaves.", first, 1)
    numbered(document, "Bodies", second)
    numbered(document, "The board.", second, 1)
    assert lines(document) == [
        "1. Members",
        "1.1 A member pays.",
        "(a) Once.",
        "(b) Twice.",
        "Between.",
        "1.2 A member leaves.",
        "2. Bodies",
        "2.1 The board.",
    ]


def test_a_second_list_may_start_anew_and_bullets_are_no_numbers(lines):
    document = docx.Document()
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    first, second = define(
        document, level(0, "upperRoman", "Article %1", start=3), level(1, "bullet", "•"), override=restart
    )
    numbered(document, "One", first)
    numbered(document, "Point", first, 1)
    numbered(document, "Two", first)
    numbered(document, "Three", second)
    numbered(document, "Four", second)
    numbered(document, "None", 0)
    numbered(document, "Unknown", 99)
    assert lines(document) == [
        "Article III One", "Point", "Article IV Two", "Article V Three", "Article VI Four", "None", "Unknown",
    ]  # fmt: skip


def test_a_style_may_number_its_paragraphs(lines):
    document = docx.Document()
    first, _ = define(document, level(0, "decimal", "§ %1", style="Heading2"))
    style = document.styles["Heading 2"].element.get_or_add_pPr()
    style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="{first}"/></w:numPr>'))
    document.add_heading("Name", 2)
    document.add_heading("Seat", 2)
    assert lines(document) == ["§ 1 Name", "§ 2 Seat"]


def test_the_header_says_whose_the_report_is_and_is_no_text_of_the_page(tmp_path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Skelwith Dairy Cooperative - Annual Report 2023"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_paragraph("We collected 41.2 million litres of milk, from 212 farms.")
    document.save(tmp_path / "a.docx")
    reading = read_office(tmp_path / "a.docx")
    assert reading.running == ("Skelwith Dairy Cooperative - Annual Report 2023", "Page 1")
    assert "Skelwith" not in reading.pages[0].text
    facts = read_facts(reading, "a.docx")
    assert (facts.organisation, facts.period) == ("Skelwith Dairy Cooperative", "2023")


def test_boxes_set_in_a_font_of_signs_are_read(lines):
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text, code in (("", "F0FE"), (" yes ", "F0A8"), (" no", None)):
        run = paragraph.add_run(text)
        if code:
            sign = OxmlElement("w:sym")
            sign.set(qn("w:font"), "Wingdings")
            sign.set(qn("w:char"), code)
            run._r.append(sign)
    assert lines(document) == ["☑ yes ☐ no"]


CHART = """<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Energy
 used</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart>{}</c:barChart><c:valAx><c:title><c:tx><c:rich>
 <a:p><a:r><a:t>GWh</a:t></a:r></a:p></c:rich></c:tx></c:title></c:valAx></c:plotArea></c:chart></c:chartSpace>"""


def points(values):
    return "".join(f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in values.items())


def series(name, values):
    places = points({0: "Kelso", 1: "Duns", 2: "Ayr"})
    return (
        f"<c:ser><c:tx><c:strRef><c:strCache>{points({0: name})}</c:strCache></c:strRef></c:tx>"
        f"<c:cat><c:strRef><c:strCache>{places}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:numCache><c:formatCode>0.0</c:formatCode>{points(values)}</c:numCache></c:numRef>"
        "</c:val></c:ser>"
    )


def test_a_chart_is_the_table_it_was_drawn_from(tmp_path):
    document = docx.Document()
    xml = CHART.format(series("2022", {0: 118, 1: 71.25}) + series("2023", {0: 124.3, 2: 9})).encode()
    part = Part(PackURI("/word/charts/chart1.xml"), "application/xml", xml, document.part.package)
    link = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    drawing = (
        f"<w:drawing {nsdecls('w', 'a', 'r')}><a:graphic><a:graphicData>"
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'r:id="{link}"/></a:graphicData></a:graphic></w:drawing>'
    )
    document.add_paragraph("Before.").add_run()._r.append(parse_xml(drawing))
    document.save(tmp_path / "a.docx")
    (page,) = read_office(tmp_path / "a.docx").pages
    assert page.text == "Before.\n\nEnergy used\nGWh\n2022  2023\nKelso  118.0  124.3\nDuns  71.25\nAyr  9.0"
    (table,) = page.tables
    (ayr,) = [cell for cell in table.cells if cell.text == "9.0"]
    assert [head.text for head in table.heads(ayr.column)] == ["2023"]
