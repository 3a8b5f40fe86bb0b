"""What a visitor does in Chromium in more than one test."""

import re
from urllib.parse import quote_plus

from playwright.sync_api import FilePayload, Locator, Page, Response, expect

QUESTION = "How many projects were under way at BioTernal at the end of 2023?"
NEXT_QUESTION = "Which company bought the Nordic distributor?"
NOT_THERE = "What is the melting point of tungsten?"


def ask(page: Page, question: str) -> None:
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.keyboard.press("Enter")
    expect(newest(page).locator("h2")).to_have_text(question)
    expect(page.locator(".exchange > :not(details) .coverage").filter(visible=True)).to_have_count(1)
    page.wait_for_url(lambda url: quote_plus(question) in url)  # written last, when all is drawn


def newest(page: Page) -> Locator:
    """The answer that is not folded. One that has gone is kept, unseen, until the app has come to rest."""
    return page.locator(".exchange > section").filter(visible=True).first


def located_image(page: Page) -> Locator:
    return page.locator(".page img[data-located=true]")


def source_of(page: Page) -> str:
    """The open page as the address names it."""
    found = re.search(r"source=([^&]+)", page.url)
    return found[1] if found else ""


def add(page: Page, *files: FilePayload) -> None:
    """Hands in files, and adds them once the last has arrived: before that there is nothing to add."""
    arrived: list[Response] = []
    page.on("response", lambda one: arrived.append(one) if one.request.method == "PUT" else None)
    page.locator("input[type=file]").set_input_files(files)
    while len(arrived) < len(files):
        page.wait_for_timeout(50)
    page.get_by_role("button", name="Add to the reports").click()
