"""A visitor narrows the question to some reports, and widens it again."""

import re

from asking import QUESTION, ask, newest
from playwright.sync_api import expect

ALL = re.compile(r"Searched \d+ reports;")


def test_what_a_question_names_becomes_a_filter_and_goes_with_one_click(visit, address):
    page = visit(address)
    ask(page, QUESTION)
    coverage = page.locator(".exchange > section .coverage")
    expect(coverage).to_have_text(ALL)
    page.get_by_role("button", name="Organisation: BioTernal Foundation – only these").press("Enter")
    expect(coverage).to_contain_text("(organisation BioTernal Foundation)")
    page.get_by_role("button", name="Organisation: BioTernal Foundation – remove").press("Enter")
    expect(coverage).to_have_text(ALL)
    expect(newest(page).locator("h2")).to_have_text(QUESTION)
    expect(page.get_by_role("button", name=re.compile("remove$"))).to_have_count(0)

    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_text("Language", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
