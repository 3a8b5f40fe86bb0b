"""A visitor asks, reads the answer, and looks at the pages that it stands on."""

import io
import re
import shutil
from urllib.parse import unquote

import pytest
from asking import NEXT_QUESTION, NOT_THERE, QUESTION, ask, located_image, newest, source_of
from PIL import Image
from playwright.sync_api import Locator, Page, expect

COVERAGE = re.compile(r"Searched \d+ reports with [\d,]+ pages; 1 file was skipped\.")


def yellow_share(png: bytes) -> float:
    """Which share of a picture has the colour of the marker?"""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    colours = image.getcolors(image.width * image.height)
    yellow = sum(n for n, (red, green, blue) in colours if red > 200 and green > 180 and blue < 160)
    return yellow / (image.width * image.height)


def test_ask_read_look_and_ask_again(visit, address):
    page = visit(address)
    ask(page, QUESTION)
    expect(located_image(page)).to_be_visible()
    assert yellow_share(page.locator(".page").screenshot()) > 0.002
    first = source_of(page)

    page.locator(".source:not(.chip)").last.click()
    expect(page.locator(".source:not(.chip)").last).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".chip").first).to_have_attribute("aria-pressed", "false")

    page.locator(".chip").first.click()
    expect(page.locator(".chip").first).to_have_attribute("aria-pressed", "true")
    page.wait_for_function(
        "source => decodeURIComponent(location.search).includes(source)", arg=first.replace("%3A", ":")
    )

    ask(page, NEXT_QUESTION)
    expect(page.locator("details > summary", has_text=QUESTION)).to_be_visible()


def test_pages_are_turned_by_keyboard_and_the_focus_stays(visit, address):
    page = visit(address)
    ask(page, QUESTION)
    expect(located_image(page)).to_be_visible()
    opened = source_of(page)
    for name in ("Next", "Previous"):
        button = page.get_by_role("button", name=name)
        button.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("before => location.search !== before", arg=page.evaluate("location.search"))
        expect(button).to_be_focused()
    expect(located_image(page)).to_be_visible()
    assert source_of(page) == opened


def tab_to(page: Page, target: Locator) -> None:
    """Go on with Tab until the target has the focus."""
    target.wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("node => node === node.getRootNode().activeElement"):
            return
    pytest.fail(f"the Tab key does not reach {target}")


def test_the_whole_way_is_gone_by_keyboard_alone(visit, address):
    page = visit(address)
    question = page.get_by_test_id("stChatInputTextArea")
    tab_to(page, question)
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    chip = page.locator(".chip").last
    tab_to(page, chip)
    page.keyboard.press("Enter")
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(located_image(page)).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Close"))
    tab_to(page, page.get_by_role("button", name="Next"))
    before = source_of(page)
    page.keyboard.press("Enter")
    page.wait_for_function("source => !location.search.includes(source)", arg=before)
    tab_to(page, page.locator(".page"))  # scrolled with the arrow keys
    question.focus()
    page.keyboard.type(NOT_THERE)
    page.keyboard.press("Enter")
    expect(newest(page).locator(".absent")).to_be_visible()


def test_a_chip_shows_its_quote_and_keeps_the_focus(visit, address):
    page = visit(address)
    ask(page, QUESTION)
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".hint")).to_be_visible()
    chip = page.locator(".chip").first
    chip.focus()
    page.keyboard.press("Enter")
    expect(located_image(page)).to_be_visible()
    expect(chip).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(chip).to_be_focused()
    expect(page.get_by_role("tooltip")).to_contain_text("nineteen projects under way")
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_have_count(0)
    chip.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()


def test_a_comparison_is_a_table_with_a_source_in_each_cell_and_a_picture(visit, address):
    page = visit(address)
    ask(page, "How did total income of BioTernal develop from 2021 to 2023?")
    cells = page.locator(".comparison tbody td")
    expect(cells).to_have_text(
        [re.compile(r"€1,965 thousand"), re.compile(r"€2,395 thousand"), re.compile(r"€2,685 thousand")]
    )
    expect(page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy with sources").press("Enter")
    expect(page.get_by_role("button", name="Copied")).to_be_focused()
    assert "2,685" in page.evaluate("navigator.clipboard.readText()")
    cells.last.locator(".chip").click()
    expect(cells.last.locator(".chip")).to_have_attribute("aria-pressed", "true")
    expect(located_image(page)).to_be_visible()


def test_a_page_is_enlarged_by_keyboard_and_the_whole_report_opens_at_it(visit, address):
    page = visit(address)
    ask(page, QUESTION)
    expect(located_image(page)).to_be_visible()
    width = located_image(page).bounding_box()["width"]
    for name, times in (("Larger", 1.5), ("Larger", 2), ("Smaller", 1.5)):
        page.get_by_role("button", name=name).press("Enter")
        assert abs(located_image(page).bounding_box()["width"] / width - times) < 0.01
        expect(page.get_by_role("button", name=name)).to_be_focused()
    assert yellow_share(page.locator(".page").screenshot()) > 0.002  # the quote is still in sight

    whole = page.get_by_role("link", name="Open PDF")
    document, number = unquote(source_of(page)).split(":")
    assert whole.get_attribute("href") == f"report/{document}.pdf#page={number}"
    got = page.request.get(f"{address}/{whole.get_attribute('href')}")
    assert got.headers["content-type"] == "application/pdf"
    assert got.body().startswith(b"%PDF")


def test_a_passage_that_was_found_opens_too(visit, address):
    page = visit(address)
    ask(page, QUESTION)
    page.locator(".hits > summary").click()
    hit = page.locator("button.hit").nth(1)
    hit.click()
    expect(hit).to_have_attribute("aria-pressed", "true")


def test_nothing_found_says_so(visit, address):
    page = visit(address)
    ask(page, NOT_THERE)
    expect(page.locator(".state")).to_have_text("Not in these reports")
    expect(page.locator(".absent")).to_contain_text("The nearest ones are below")
    expect(page.locator(".coverage")).to_have_text(COVERAGE)
    expect(page.locator(".hint")).to_be_visible()


def test_a_link_asks_and_opens_and_the_way_back_is_open(visit, address):
    page = visit(address)
    ask(page, QUESTION)
    expect(located_image(page)).to_be_visible()
    link, where = page.url, page.locator(".viewer .where").inner_text()
    ask(page, NOT_THERE)
    page.go_back()
    expect(newest(page).locator("h2")).to_have_text(QUESTION)
    expect(page.locator(".viewer .where")).to_have_text(where)

    linked = visit(link)
    expect(newest(linked).locator("h2")).to_have_text(QUESTION)
    expect(located_image(linked)).to_be_visible()
    expect(linked.locator(".viewer .where")).to_have_text(where)


def test_a_hostile_report_is_shown_as_plain_text(visit, address):
    page = visit(address)
    ask(
        page,
        "What did the Kraken buoy cost? $x$ ![](http://evil.example/x.png) <script>document.title=2</script>",
    )
    sentences = page.locator(".sentences")
    expect(sentences).to_contain_text("US$1,577 and US$1,373 ![](http://evil.example/x.png) <script>")
    expect(page.locator(".viewer .note")).to_contain_text("no page images")
    expect(page.locator(".viewer mark")).to_contain_text("US$1,577 and US$1,373")
    expect(page).to_have_title("Ask the reports")
    assert page.locator("img[src*=evil], .katex").count() == 0


def test_a_sheet_is_drawn_as_a_table_and_the_cell_that_answers_is_framed(visit, address):
    page = visit(address)
    ask(page, "What was the combined turnover of the life-sciences sector of Ternavall in 2022?")
    table = page.locator(".viewer table.grid")
    expect(table.locator(".framed")).to_have_text("2,251")
    expect(table.locator(".framed")).to_be_in_viewport()
    expect(table.locator("th[scope=row].quoted").first).to_have_text("Combined turnover")
    expect(table.locator("th[scope=col]", has_text="Indicator")).to_have_count(1)


def test_on_a_phone_the_page_opens_below_and_is_legible(visit, address):
    page = visit(address, width=390, height=844)
    ask(page, QUESTION)
    page.locator(".chip").first.click()
    expect(located_image(page)).to_be_in_viewport()
    page.wait_for_function("() => document.querySelector('.st-key-page').getBoundingClientRect().top < 120")
    assert page.locator(".page img").bounding_box()["width"] > 600
    assert yellow_share(page.locator(".page").screenshot()) > 0.002
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    ask(page, "How did total income of BioTernal develop from 2021 to 2023?")
    expect(page.get_by_test_id("stVegaLiteChart")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.get_by_role("link", name="Reports").is_visible()
    page.get_by_role("link", name="Conversations").click()
    expect(page.locator(".conversations .open").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_beside_a_long_answer_the_page_stays_in_sight(visit, address):
    page = visit(address)
    ask(page, QUESTION)
    page.locator(".hits > summary").click()
    page.locator("button.hit").last.click()
    expect(page.locator("button.hit").last).to_be_in_viewport()
    expect(page.locator(".viewer .head")).to_be_in_viewport()


def test_without_an_index_it_says_what_to_type_and_then_keeps_up_with_it(
    visit, serve, ingest, index, tmp_path
):
    with serve(tmp_path / "index") as address:
        page = visit(address)
        expect(page.get_by_role("heading", name="There is no index yet")).to_be_visible()
        expect(page.get_by_text("askreports ingest")).to_be_visible()
        assert str(tmp_path) not in page.content()

        shutil.copytree(index, tmp_path / "index")
        page.get_by_role("button", name="Try again").click()
        ask(page, QUESTION)

        reports = index.parent / "reports"
        late = shutil.copytree(reports, tmp_path / "reports") / "zebra.md"
        late.write_text("# Zebra project 2024\n\nThe Zebra project counted 4,321 foals in 2024.\n", "utf-8")
        ingest(tmp_path / "reports", tmp_path / "index")
        ask(page, "How many foals did the Zebra project count in 2024?")
        expect(newest(page).locator(".sentences")).to_contain_text("4,321 foals")
        page.close()  # before its server, which it would miss
