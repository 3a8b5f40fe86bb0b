"""Whoever waits for a slow answer can stop, and go on asking."""

from asking import newest
from playwright.sync_api import expect

# Those of the app lie beside its script, and this one is another.
OPTIONS = ("--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false")


def test_a_slow_answer_is_stopped_by_keyboard_and_the_next_question_answered(visit, serve, tmp_path):
    with serve(tmp_path, "tests/support/slow_app.py", *OPTIONS) as address:
        page = visit(address)
        question = page.get_by_test_id("stChatInputTextArea")
        question.fill("Which paint?")
        question.press("Enter")
        expect(newest(page).locator("h2")).to_have_text("Which paint?")
        expect(page.locator(".status")).to_have_text("Searching 2 reports …")
        expect(page.get_by_text("Being written, not checked yet:")).to_contain_text("Red $x$ paint")
        stop = page.locator("button.stop")
        stop.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".failure strong")).to_have_text("Stopped")
        expect(page.get_by_role("button", name="Try again")).to_be_visible()
        question.fill("Grants?")
        question.press("Enter")
        expect(newest(page).locator(".sentences")).to_contain_text("US$1,577 and US$1,373 ![](http://evil")
        page.close()  # before its server, which it would miss
