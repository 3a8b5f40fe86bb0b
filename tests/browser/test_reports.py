"""A visitor looks through the reports themselves."""

import re

from playwright.sync_api import Page, expect


def go_to_reports(page: Page) -> None:
    page.get_by_role("link", name="Reports").click()
    expect(rows(page).first).to_be_visible()


def rows(page: Page):
    return page.locator(".reports tbody tr")


def test_the_list_is_sorted_filtered_and_searched(visit, address):
    page = visit(address)
    go_to_reports(page)
    everything = rows(page).count()
    expect(page.get_by_role("heading", name=f"{everything} reports")).to_be_visible()

    page.get_by_role("button", name="Pages").click()
    fewest_first = [int(text) for text in page.locator("td.pages").all_inner_texts()]
    assert fewest_first == sorted(fewest_first)
    page.get_by_role("button", name="Pages").click()
    expect(page.locator("th.pages")).to_have_attribute("aria-sort", "descending")
    assert [int(text) for text in page.locator("td.pages").all_inner_texts()] == fewest_first[::-1]

    page.get_by_label("Period").select_option("2022")
    assert set(page.locator("td.period").all_inner_texts()) == {"2022"}
    page.get_by_label("Period").select_option("")
    page.get_by_role("searchbox", name="Find").fill("kraken")
    expect(rows(page)).to_have_count(1)
    expect(page.locator(".shown")).to_have_text(f"1 of {everything}")
    # a title is text, whatever it holds
    expect(page.locator("td.name .open")).to_contain_text("Kraken buoy")
    assert page.locator("img[src*=evil], .katex").count() == 0


def test_any_page_of_a_report_opens_by_keyboard_and_the_focus_stays(visit, address):
    page = visit(address)
    go_to_reports(page)
    page.get_by_role("searchbox", name="Find").fill("BioTernal_annual_report_2023.pdf")
    report = page.locator("td.name .open").first
    report.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".page img")).to_be_visible()
    expect(report).to_be_focused()
    expect(report).to_have_attribute("aria-pressed", "true")

    box = page.get_by_role("spinbutton", name="Go to page")
    box.fill("4")
    box.press("Enter")
    expect(page.locator(".viewer .where")).to_contain_text("age 4")
    page.get_by_role("button", name="Next", exact=True).click()
    expect(box).to_have_value("5")


def test_files_that_were_not_read_are_listed(visit, address):
    page = visit(address)
    go_to_reports(page)
    page.get_by_text("Files not read").click()
    expect(page.get_by_test_id("stDataFrame")).to_have_count(1)
    expect(rows(page)).to_have_count(0)


def test_on_a_phone_a_report_opens_below_the_list_and_comes_into_sight(visit, address):
    page = visit(address, width=390, height=844)
    go_to_reports(page)
    page.locator("td.name .open", has_text=re.compile("2023")).first.click()
    expect(page.locator(".viewer .head")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_click_on_the_map_opens_the_passage(visit, address):
    page = visit(address)
    go_to_reports(page)
    page.get_by_text("Pictures", exact=True).click()
    chart = page.get_by_test_id("stVegaLiteChart").first.locator("canvas, svg.marks").first
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(3)
    expect(chart).to_be_visible()
    box = chart.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 3)
    expect(page.locator(".viewer .where")).to_contain_text("age")
    expect(page.locator(".page mark, .page img[data-located=true]").first).to_be_visible()
