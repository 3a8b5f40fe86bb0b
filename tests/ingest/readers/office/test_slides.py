"""PowerPoint: one page a slide, from its title to the notes."""

from pathlib import Path

import pptx
import pytest
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
