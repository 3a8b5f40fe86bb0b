"""A visitor narrows the question to some reports, widens it again, and follows it up."""

import re

from asking import QUESTION, ask, newest
from playwright.sync_api import expect

ALL = re.compile(r"Searched \d+ reports with [\d,]+ pages; 1 file")


def test_what_a_question_names_becomes_a_filter_and_goes_with_one_click(visit, address):
    page = visit(address)
    ask(page, QUESTION)
    coverage = page.locator(".exchange > section .coverage")
    expect(coverage).to_have_text(ALL)
    page.get_by_role("button", name="Organisation: BioTernal Foundation – only these").press("Enter")
    expect(coverage).to_contain_text("only Organisation: BioTernal Foundation")
    page.get_by_role("button", name="Organisation: BioTernal Foundation – remove").press("Enter")
    expect(coverage).to_have_text(ALL)
    expect(newest(page).locator("h2")).to_have_text(QUESTION)
    expect(page.get_by_role("button", name=re.compile("remove$"))).to_have_count(0)

    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_test_id("stPopoverBody").get_by_text("Language", exact=True)).to_be_visible()
    page.keyboard.press("Escape")


def test_a_follow_up_shows_what_it_was_taken_for_and_can_be_reworded(visit, address):
    page = visit(address)
    ask(page, QUESTION)
    ask(page, "And in 2021?")
    understood = page.get_by_label("Understood as")
    expect(understood).to_have_value(QUESTION.replace("2023", "2021"))
    understood.fill(QUESTION.replace("2023", "2022"))
    page.keyboard.press("Enter")
    expect(newest(page).locator("h2")).to_have_text(QUESTION.replace("2023", "2022"))
