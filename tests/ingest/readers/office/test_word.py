"""Word: blocks in order, headings of any language, and pages where Word had them."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image

from ingest.document import Heading, RawReport
from ingest.readers.office.read_office import read_office


def texts(reading: RawReport) -> list[str]:
    return [page.text for page in reading.pages]


def read_word(document, folder: Path) -> RawReport:
    file = folder / "report.docx"
    document.save(str(file))
    return read_office(file)


def page_end(paragraph, text: str = "") -> None:
    """What Word writes into a run where a new page began."""
    run = paragraph.add_run()
    run._r.append(OxmlElement("w:lastRenderedPageBreak"))
    run.add_text(text)


def test_paragraphs_and_tables_stand_in_their_order(tmp_path):
    document = docx.Document()
    document.add_paragraph("Before the table.")
    table = document.add_table(rows=2, cols=3)
    for row, values in zip(table.rows, (["a", "", "c"], ["Costs", "1,200", "900"]), strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    table.rows[1].cells[0].add_paragraph("total")
    document.add_paragraph("After\tit.")
    assert texts(read_word(document, tmp_path)) == [
        "Before the table.\n\na  c\nCosts total  1,200  900\n\nAfter  it."
    ]


def test_a_table_around_tables_is_mere_layout(tmp_path):
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "Left column"
    inner = outer.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Revenue", "5"
    assert texts(read_word(document, tmp_path)) == ["Left column\n\nRevenue  5"]


def test_headings_are_the_outline_by_style_level_or_setting(tmp_path):
    document = docx.Document()
    document.add_heading("The Whole Report", level=0)
    document.add_heading("First", level=1)
    document.add_page_break()
    document.add_heading("Second\nlevel", level=2)
    own = document.styles.add_style("Our Heading", 1)
    own.base_style = document.styles["Heading 3"]
    document.add_paragraph("By a style based on one", style=own)
    direct = document.add_paragraph("By its own level")
    direct._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="3"/>'))
    document.add_paragraph("Contents", style="TOC Heading")
    document.add_paragraph("Body.")
    reading = read_word(document, tmp_path)
    assert reading.outline == (
        Heading("The Whole Report", page=1, depth=1),
        Heading("First", page=1, depth=1),
        Heading("Second level", page=2, depth=2),
        Heading("By a style based on one", page=2, depth=3),
        Heading("By its own level", page=2, depth=4),
    )
    assert reading.information["title"] == "The Whole Report"
    assert all(heading.title in reading.pages[heading.page - 1].text for heading in reading.outline)


def test_headings_are_found_in_a_word_of_another_language(tmp_path):
    document = docx.Document()
    document.styles["Heading 1"].element.set(qn("w:styleId"), "berschrift1")
    document.add_paragraph("Überblick", style="Heading 1")
    assert read_word(document, tmp_path).outline == (Heading("Überblick", page=1, depth=1),)


def test_styles_that_are_based_on_each_other_come_to_an_end(tmp_path):
    document = docx.Document()
    one, other = (document.styles.add_style(name, 1) for name in ("One", "Other"))
    one.base_style, other.base_style = other, one
    document.add_paragraph("Text.", style=one)
    assert read_word(document, tmp_path).outline == ()


def test_core_properties_are_the_information(tmp_path):
    document = docx.Document()
    document.add_paragraph("Text.")
    properties = document.core_properties
    properties.title, properties.author, properties.subject = "Annual Report", "Agua Viva", " "
    properties.keywords, properties.created = "water; Peru", datetime(2021, 3, 1)
    information = read_word(document, tmp_path).information
    assert information == {
        "title": "Annual Report",
        "author": "Agua Viva",
        "keywords": "water; Peru",
        "created": "2021-03-01T00:00:00Z",
    }


def test_pages_begin_at_breaks_of_the_author(tmp_path):
    document = docx.Document()
    document.add_paragraph("one ").add_run().add_break(WD_BREAK.PAGE)
    document.paragraphs[0].add_run("two")
    document.add_paragraph("three").paragraph_format.page_break_before = True
    document.add_section(WD_SECTION.CONTINUOUS)
    document.add_paragraph("still three")
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("four")
    document.add_page_break()
    document.add_page_break()
    document.add_paragraph("six")
    assert texts(read_word(document, tmp_path)) == ["one", "two", "three\n\nstill three", "four", "", "six"]


def test_pages_begin_where_word_began_them_and_no_break_counts_twice(tmp_path):
    document = docx.Document()
    page_end(document.add_paragraph("The sentence goes on"), " over the page.")
    document.add_page_break()
    document.add_paragraph()
    page_end(document.add_paragraph(), "three, noted by Word after the break of the author")
    page_end(document.add_paragraph(), "four")
    assert texts(read_word(document, tmp_path)) == [
        "The sentence goes on",
        "over the page.",
        "three, noted by Word after the break of the author",
        "four",
    ]


def test_a_cover_that_is_a_picture_is_a_page(tmp_path):
    document = docx.Document()
    picture = BytesIO()
    Image.new("RGB", (1, 1)).save(picture, "PNG")
    document.add_picture(picture)
    page_end(document.add_paragraph(), "two")
    assert texts(read_word(document, tmp_path)) == ["", "two"]


def test_a_table_that_runs_over_the_page_keeps_its_rows_whole(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=4, cols=2)
    for number, row in enumerate(table.rows, 1):
        row.cells[1].text = str(number)
    table.cell(0, 0).text = "on one"
    for cell in table.rows[1].cells:  # Word notes it in every cell
        cell.paragraphs[0]._p.insert(0, parse_xml(f"<w:r {nsdecls('w')}><w:lastRenderedPageBreak/></w:r>"))
    table.cell(2, 0).paragraphs[0].add_run("begins on two")
    page_end(table.cell(2, 0).paragraphs[0], "and ends on three")
    assert texts(read_word(document, tmp_path)) == [
        "on one  1",
        "2\nbegins on two and ends on three  3",
        "4",
    ]


def test_deleted_and_hidden_text_is_left_out_and_inserted_text_is_not(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("kept ")
    changes = f"""<w:p {nsdecls("w")}>
        <w:ins w:id="1" w:author="a"><w:r><w:t xml:space="preserve">inserted </w:t></w:r></w:ins>
        <w:del w:id="2" w:author="a"><w:r><w:delText>deleted</w:delText></w:r></w:del>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>
        <w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t xml:space="preserve">shown </w:t></w:r>
        <w:r><w:instrText> PAGE </w:instrText></w:r>
        <w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink>
        <w:sdt><w:sdtContent><w:r><w:t xml:space="preserve"> controlled </w:t></w:r></w:sdtContent></w:sdt>
        <w:r><w:t>post</w:t><w:noBreakHyphen/><w:t>war</w:t></w:r></w:p>"""
    for change in parse_xml(changes):
        paragraph._p.append(change)
    assert texts(read_word(document, tmp_path)) == ["kept inserted shown linked controlled post-war"]


def test_a_text_box_stands_once_after_its_paragraph(tmp_path):
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    xml = f"""<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
        <mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>
        <mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
    document = docx.Document()
    paragraph = document.add_paragraph("The paragraph")
    paragraph._p.append(parse_xml(xml))
    paragraph.add_run(" goes on.")
    assert texts(read_word(document, tmp_path)) == ["The paragraph goes on.\n\nIn the box."]


def test_footnotes_stand_at_the_end_of_their_page(tmp_path):
    document = docx.Document()
    for kind, reltype in (("footnote", RELATIONSHIP_TYPE.FOOTNOTES), ("endnote", RELATIONSHIP_TYPE.ENDNOTES)):
        notes = f"""<w:{kind}s {nsdecls("w")}><w:{kind} w:id="7"><w:p><w:r><w:{kind}Ref/></w:r>
            <w:r><w:t xml:space="preserve"> The {kind}.</w:t></w:r></w:p></w:{kind}></w:{kind}s>"""
        part = Part(PackURI(f"/word/{kind}s.xml"), "application/xml", notes.encode(), document.part.package)
        document.part.relate_to(part, reltype)
        paragraph = document.add_paragraph(f"With {kind}.")
        paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:{kind}Reference w:id="7"/></w:r>'))
    document.add_page_break()
    document.add_paragraph("Last page.")
    assert texts(read_word(document, tmp_path)) == [
        "With footnote.\n\nWith endnote.\n\n1 The footnote.",
        "Last page.\n\n1 The endnote.",
    ]


def test_running_headers_are_left_out(tmp_path):
    document = docx.Document()
    document.add_paragraph("Text.")
    document.sections[0].header.paragraphs[0].text = "Running header"
    assert texts(read_word(document, tmp_path)) == ["Text."]
