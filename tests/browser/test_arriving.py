"""An answer appears part by part, where it stays; who wants less motion sees it at once."""

import pytest
from asking import NEXT_QUESTION, QUESTION, ask, newest
from playwright.sync_api import Page, expect

WATCH = """() => {
    window.moved = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.moved += entry.value)))
        .observe({ type: "layout-shift" });
}"""
MOST = 0.25  # of what is in sight, times how far it goes: from here on browsers call it poor


def animation(page: Page) -> str:
    sentence = newest(page).locator(".sentences > p").first
    return sentence.evaluate("node => getComputedStyle(node).animationName")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_what_is_in_sight_hardly_moves_while_an_answer_comes(visit, address, width, height):
    page = visit(address, width, height)
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_visible()
    page.wait_for_timeout(1000)
    page.evaluate(WATCH)
    for question in (QUESTION, NEXT_QUESTION):
        page.evaluate("window.moved = 0")
        ask(page, question)
        page.wait_for_timeout(2500)  # until it has come to rest
        assert page.evaluate("window.moved") < MOST


def test_it_appears_part_by_part_once(visit, address):
    page = visit(address)
    ask(page, QUESTION)
    assert animation(page) == "appear"
    page.reload()
    expect(newest(page).locator(".sentences")).to_be_visible()
    assert animation(page) == "none"


def test_who_wants_less_motion_sees_it_at_once(visit, address):
    page = visit(address)
    page.emulate_media(reduced_motion="reduce")
    ask(page, QUESTION)
    assert animation(page) == "none"
