"""A visitor adds a report and asks it, while the app goes on."""

import shutil

from asking import add
from playwright.sync_api import expect

ZEBRA = "# Zebra project 2024\n\nThe Zebra project counted 4,321 foals in 2024.\n"


def test_a_report_that_is_added_can_be_asked(visit, serve, index, tmp_path):
    shutil.copytree(index, tmp_path / "index")
    with serve(tmp_path / "index") as address:
        page = visit(address)
        page.get_by_role("link", name="Reports").click()
        page.get_by_text("Add reports").click()
        zebra = {"name": "zebra.md", "mimeType": "text/markdown", "buffer": ZEBRA.encode()}
        add(page, zebra)
        expect(page.get_by_role("progressbar")).to_be_visible()
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
        expect(page.get_by_text("Done: 1 indexed.")).to_be_visible()
        assert (tmp_path / "index/uploads/zebra.md").read_text("utf-8") == ZEBRA

        page.get_by_role("link", name="Ask").click()
        page.get_by_test_id("stChatInputTextArea").fill("How many foals did the Zebra project count in 2024?")
        page.keyboard.press("Enter")
        expect(page.locator(".sentences")).to_contain_text("4,321 foals")
        page.close()  # before its server, which it would miss
