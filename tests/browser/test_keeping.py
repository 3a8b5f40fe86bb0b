"""Conversations outlive the window they were had in; all of it can be done by keyboard."""

from asking import QUESTION, ask, located_image, newest
from playwright.sync_api import Page, expect

FIRST = "What is the boiling point of osmium?"  # no other test asks it


def press(page: Page, name: str) -> None:
    """Reach a button and press it by keyboard."""
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")


def test_a_conversation_is_kept_found_renamed_taken_up_and_deleted(visit, address):
    page = visit(address)
    ask(page, FIRST)
    ask(page, QUESTION)
    expect(located_image(page)).to_be_visible()
    page.get_by_role("radio", name="Not helpful").press("Enter")
    page.get_by_label("What was wrong or missing? (optional)").fill("the year <b>")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Thank you")).to_be_visible()
    kept = page.url
    page.reload()
    expect(newest(page).locator("h2")).to_have_text(QUESTION)
    expect(page.locator("details > summary", has_text=FIRST)).to_be_visible()
    expect(located_image(page)).to_be_visible()
    expect(page.get_by_label("What was wrong or missing? (optional)")).to_have_value("the year <b>")
    assert page.url == kept

    page.get_by_role("link", name="Conversations").click()
    search = page.get_by_label("Search in questions and answers")
    search.fill("zebra")
    search.press("Enter")
    expect(page.locator(".conversations .summary")).to_have_text("No conversation holds these words.")
    search.fill("OSMIUM")
    search.press("Enter")

    press(page, f"Rename {FIRST}")
    page.keyboard.type("Metal $x$ <b>")
    page.keyboard.press("Enter")
    expect(page.locator(".conversations .title").first).to_have_text("Metal $x$ <b>")
    page.locator(".conversations .open", has_text="Metal $x$ <b>").press("Enter")
    expect(newest(page).locator("h2")).to_have_text(QUESTION)

    page.get_by_role("link", name="Conversations").click()
    press(page, "Delete Metal $x$ <b>")
    expect(page.get_by_role("button", name="Keep it")).to_be_focused()
    press(page, "Delete it")
    expect(page.get_by_text("Metal $x$ <b>")).to_have_count(0)
