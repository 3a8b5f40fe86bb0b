"""A quote is found on the drawn page and marked where it stands, however the page was put together."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from askreports.errors import PageNotDrawn
from askreports.viewing.locate import Rectangle, find, locate
from askreports.viewing.pages import PageImage, render

WIDTH = 800
SHARED_PDFS = Path(__file__).parents[2].parent / "shared" / "financebench" / "pdfs"


@pytest.fixture
def report(tmp_path) -> Path:
    """Two pages: prose and a table on a blue ground drawn column by column; and a page of one line."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_font("helvetica", size=12)
    pdf.add_page()
    for line, text in enumerate(
        ["The fund paid out 27 grants; the infor-", "mation office of the port stayed open."]
    ):
        pdf.text(72, 100 + 16 * line, text)
    pdf.set_fill_color(190, 230, 255)
    pdf.rect(72, 288, 400, 16, style="F")
    for x, column in ((72, ["Net sales", "Costs"]), (300, ["1,577", "1,020"]), (400, ["1,373", "990"])):
        for line, text in enumerate(column):
            pdf.text(x, 300 + 16 * line, text)
    pdf.add_page()
    pdf.text(72, 700, "A single line stands low on this page.")
    file = tmp_path / "report.pdf"
    pdf.output(str(file))
    return file


def pixels(page: PageImage) -> Image.Image:
    return Image.open(io.BytesIO(page.png)).convert("RGB")


def marked(page: PageImage) -> Image.Image:
    """The marked part of a page that has one line marked."""
    (box,) = page.rectangles
    return pixels(page).crop((int(box.left), int(box.top), int(box.right), int(box.bottom)))


def share(image: Image.Image, wanted) -> float:
    """Which share of the pixels is as wanted?"""
    colours = image.getcolors(image.width * image.height)
    return sum(n for n, colour in colours if wanted(*colour)) / (image.width * image.height)


def yellow(red: int, green: int, blue: int) -> bool:
    return red > 200 and green > 180 and blue < 160


def dark(red: int, green: int, blue: int) -> bool:
    return red + green + blue < 200


def test_a_quote_is_marked_where_it_stands(report):
    page = render(report, 2, WIDTH, "A single line stands low on this page.")
    assert page.located
    assert share(marked(page), yellow) > 0.4
    assert share(marked(page), dark) > 0.05
    assert share(pixels(render(report, 2, WIDTH)), yellow) == 0


def test_a_word_broken_at_a_line_end_is_one_word(report):
    assert len(render(report, 1, WIDTH, "27 grants; the information office of the port").rectangles) == 2


def test_a_row_put_together_from_columns_is_marked_as_one_line(report):
    page = render(report, 1, WIDTH, "Net sales  1,577  1,373")
    assert len(page.rectangles) == 1
    assert page.rectangles[0].right - page.rectangles[0].left > 400


def test_a_tinted_row_is_marked_yellow_not_green(report):
    assert share(marked(render(report, 1, WIDTH, "Net sales  1,577  1,373")), yellow) > 0.5


def test_a_quote_that_is_not_there_is_not_marked(report):
    page = render(report, 1, WIDTH, "The melting point of tungsten is 3,422 degrees.")
    assert not page.located
    assert page == render(report, 1, WIDTH)


def test_empty_margins_are_cut_off(report):
    page = render(report, 2, WIDTH)
    assert page.width < WIDTH / 2
    assert page.height < 100
    assert pixels(page).size == (page.width, page.height)


def test_a_poster_is_drawn_smaller_than_asked(tmp_path):
    pdf = FPDF(unit="pt", format=(14_000, 14_000))
    pdf.add_page()
    pdf.rect(10, 10, 13_980, 13_980)
    pdf.output(str(tmp_path / "poster.pdf"))
    page = render(tmp_path / "poster.pdf", 1, 20_000)
    assert page.width * page.height < 13_000_000


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_rotated_page_is_marked_where_the_quote_stands(report, tmp_path, angle):
    writer = pypdf.PdfWriter(clone_from=report)
    writer.pages[1].rotate(angle)
    rotated = tmp_path / "rotated.pdf"
    writer.write(rotated)
    page = render(rotated, 2, WIDTH, "single line stands low")
    assert share(marked(page), yellow) > 0.4
    assert share(marked(page), dark) > 0.05


def test_threads_draw_at_the_same_time(report):
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda n: render(report, n % 2 + 1, 300), range(12)))
    assert set(drawn) == {render(report, 1, 300), render(report, 2, 300)}


@pytest.mark.parametrize("number", [0, 3])
def test_a_page_that_is_not_there_is_an_error(report, number):
    with pytest.raises(PageNotDrawn, match="ingest it again"):
        render(report, number, WIDTH)


def test_a_file_that_is_no_pdf_is_an_error(tmp_path):
    (tmp_path / "no.pdf").write_bytes(b"not a pdf")
    with pytest.raises(PageNotDrawn):
        render(tmp_path / "no.pdf", 1, WIDTH)


def test_a_row_of_a_real_report_is_marked():
    file = SHARED_PDFS / "3M_2018_10K.pdf"
    if not file.exists():
        pytest.skip("the sample of real reports is not beside the project")
    page = render(file, 60, 1100, "Purchases of property, plant and equipment (PP&E)  (1,577)  (1,373)")
    assert len(page.rectangles) == 1


@given(st.text(min_size=1), st.data())
def test_every_part_of_a_text_is_found_in_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = find(text[start:end], text)
    assert text[found.start : found.stop] == text[start:end]


@given(st.text(alphabet="aäfiﬁ-–12 \n"), st.text(alphabet="aäfiﬁ-–12 \n"))
def test_what_is_found_has_the_letters_of_the_quote(quote, text):
    def letters(s: str) -> str:
        return "".join(c for c in s.replace("ﬁ", "fi").replace("ä", "a") if c.isalnum())

    found = find(quote, text)
    if found and quote not in text:
        assert letters(quote) in letters(text[found.start : found.stop])


def test_of_two_equal_words_the_ones_near_the_others_are_taken():
    rows = ["Total", "far away", "", "", "", "", "Net sales", "Total 12"]
    text = "\n".join(rows)
    lines = [number for number, row in enumerate(rows) for _ in row + "\n"]
    boxes = [Rectangle(0, 20 * line, 10, 20 * line + 10) for line in lines[:-1]]
    assert [box.top for box in locate("Total 12 Net sales", text, boxes)] == [120, 140]
