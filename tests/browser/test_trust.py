"""What an answer is worth is said in words, in the visitor's language; nothing overlaps in a small window."""

import pytest
from asking import NOT_THERE, QUESTION, ask, newest
from playwright.sync_api import expect

WIDER_THAN_WINDOW = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


def test_an_answer_says_what_it_is_and_that_its_words_are_quoted(visit, address):
    page = visit(address)
    ask(page, QUESTION)
    expect(page.locator(".state")).to_have_text("Answers the question")
    expect(page.locator(".verified").first).to_contain_text("Quoted from page")
    ask(page, NOT_THERE)
    expect(newest(page).locator(".state")).to_have_text("Not in these reports")


def test_the_language_can_be_chosen(visit, address):
    page = visit(address)
    ask(page, QUESTION)
    box = page.get_by_test_id("stSelectbox").locator("input")
    box.fill("Deutsch")
    box.press("Enter")
    expect(page.locator(".state")).to_have_text("Beantwortet die Frage")
    expect(page.get_by_role("button", name="Mit Quellen kopieren")).to_be_visible()
    expect(page.get_by_role("link", name="Berichte")).to_be_visible()


@pytest.mark.parametrize("size", [(640, 400), (390, 844)])
def test_nothing_is_wider_than_a_small_window(visit, address, size):
    page = visit(address, *size)
    ask(page, QUESTION)
    assert not page.evaluate(WIDER_THAN_WINDOW)
    page.get_by_role("link", name="Reports").click()
    expect(page.locator(".reports tbody tr").first).to_be_visible()
    assert not page.evaluate(WIDER_THAN_WINDOW)


def test_a_report_is_opened_by_its_address_and_asked_alone(visit, address):
    page = visit(f"{address}/reports")
    page.locator(".reports .open").first.click()
    page.wait_for_function("() => location.search.includes('source=')")
    page.reload()
    expect(page.locator(".viewer")).to_have_attribute("data-state", "open")
    page.get_by_role("button", name="Ask this report").click()
    expect(page.get_by_text("Only these reports are asked:")).to_be_visible()
