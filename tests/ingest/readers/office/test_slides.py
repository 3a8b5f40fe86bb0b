"""PowerPoint: one page a slide, from its title to the notes."""

from pathlib import Path

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Inches

from ingest.document import Heading, RawReport
from ingest.errors import FileSkipped, Reason
from ingest.readers.office.read_office import read_office


def texts(reading: RawReport) -> list[str]:
    return [page.text for page in reading.pages]


def saved(slides, folder: Path) -> Path:
    file = folder / "talk.pptx"
    slides.save(str(file))
    return file


def presentation():
    slides = pptx.Presentation()
    first = slides.slides.add_slide(slides.slide_layouts[5])
    low = first.shapes.add_textbox(Inches(1), Inches(6), Inches(2), Inches(1))
    low.text_frame.text = "lowest"
    right = first.shapes.add_textbox(Inches(5), Inches(2), Inches(2), Inches(1))
    right.text_frame.text = "right"
    left = first.shapes.add_textbox(Inches(1), Inches(2.02), Inches(2), Inches(1))
    left.text_frame.text = "left\nsecond\vline"
    table = first.shapes.add_table(2, 2, Inches(1), Inches(3), Inches(4), Inches(1)).table
    for cell, value in zip(table.iter_cells(), ("", "2021", "Net\nrevenue", "5"), strict=True):
        cell.text = value
    group = first.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(3), Inches(5), Inches(1), Inches(1)).text_frame.text = "grouped"
    first.notes_slide.notes_text_frame.text = "What the speaker says."
    first.shapes.title.text = "Results\n2021"
    slides.slides.add_slide(slides.slide_layouts[6])
    return slides


def test_a_slide_is_a_page_from_title_to_notes(tmp_path):
    reading = read_office(saved(presentation(), tmp_path))
    assert texts(reading) == [
        "Results 2021\n\nleft\n\nsecond\nline\n\nright\n\n2021\nNet revenue  5\n\ngrouped\n\nlowest"
        "\n\nWhat the speaker says.",
        "",
    ]
    assert reading.outline == (Heading("Results 2021", page=1, depth=1),)


def test_footers_of_slides_are_left_out(tmp_path):
    slides = pptx.Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[5])
    slide.shapes.title.text = "Title"
    footer = next(shape for shape in slides.slide_layouts[5].placeholders if "Footer" in shape.name)
    slide.shapes.clone_placeholder(footer)
    slide.placeholders[footer.placeholder_format.idx].text = "On every slide"
    assert texts(read_office(saved(slides, tmp_path))) == ["Title"]


def test_a_presentation_without_slides_has_no_pages(tmp_path):
    with pytest.raises(FileSkipped) as caught:
        read_office(saved(pptx.Presentation(), tmp_path))
    assert caught.value.reason == Reason.NO_PAGES


def test_charts_and_diagrams_are_read(tmp_path):
    slides = pptx.Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[5])
    slide.shapes.title.text = "Generation"
    data = CategoryChartData()
    data.categories = ["Kelso", "Duns"]
    data.add_series("2022", (118.0, None))
    data.add_series("2023", (124.3, 74.6))
    box = (Inches(1), Inches(2), Inches(6), Inches(3))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *box, data)
    point = '<dgm:pt modelId="{0}" type="{1}"><dgm:t><a:p><a:r><a:t>{2}</a:t></a:r></a:p></dgm:t></dgm:pt>'
    texts = [("node", "Chair: Morag Tennant"), ("pres", "drawn"), ("node", "Treasurer: Iain Buchan")]
    model = "".join(point.format(number, kind, text) for number, (kind, text) in enumerate(texts))
    xml = (
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>{model}</dgm:ptLst></dgm:dataModel>'
    )
    part = Part(PackURI("/ppt/diagrams/data1.xml"), "application/xml", slide.part.package, xml.encode())
    link = slide.part.relate_to(
        part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"
    )
    frame = slide.shapes.add_table(1, 1, *box)._element
    content = frame.find(".//{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData")
    content.set("uri", "http://schemas.openxmlformats.org/drawingml/2006/diagram")
    for child in list(content):
        content.remove(child)
    content.append(
        parse_xml(
            '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:r='
            f'"http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:dm="{link}"/>'
        )
    )
    (page,) = read_office(saved(slides, tmp_path)).pages
    assert page.text == (
        "Generation\n\n2022  2023\nKelso  118  124.3\nDuns  74.6\n\n"
        "Chair: Morag Tennant\nTreasurer: Iain Buchan"
    )
    (table,) = page.tables
    (duns,) = [cell for cell in table.cells if cell.text == "74.6"]
    assert [head.text for head in table.heads(duns.column)] == ["2023"]
