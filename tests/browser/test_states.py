"""What a visitor sees where not all is as it should be."""

import shutil

import pytest
from asking import QUESTION, add, ask, newest
from playwright.sync_api import expect

from index.storage.generation import writing

FOAL = "# Zebra project 2024\n\nThe Zebra project counted 4,321 foals in 2024.\n"


@pytest.mark.parametrize(("room", "shown"), [("reports", ".reports"), ("conversations", ".conversations")])
def test_a_room_opened_by_its_address_asks_for_nothing_that_is_not_there(visit, address, room, shown):
    page = visit(f"{address}/{room}")  # which may log no error, such as a 404
    expect(page.locator(shown)).to_be_visible()
    page.get_by_role("link", name="Ask", exact=True).click()
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_visible()


def test_whoever_asks_while_an_ingest_runs_is_told_and_told_again_when_it_has_ended(
    visit, serve, index, tmp_path
):
    copy = shutil.copytree(index, tmp_path / "index")
    with serve(copy) as address:
        page = visit(address)
        with writing(copy):
            ask(page, QUESTION)
            expect(newest(page).locator(".sentences")).to_contain_text("nineteen projects")
            expect(page.get_by_text("New reports are being read in.")).to_be_visible()
        expect(page.get_by_text("Reading has ended; the reports are those of before.")).to_be_visible()
        expect(newest(page).locator(".sentences")).to_contain_text("nineteen projects")
        page.close()  # before its server, which it would miss


def test_a_stranger_hands_in_the_first_reports_and_asks_them(visit, serve, models, tmp_path):
    shutil.copytree(models, tmp_path / "index" / "models")
    with serve(tmp_path / "index") as address:
        waiting = visit(address)
        page = visit(address)
        expect(page.get_by_role("heading", name="There is no index yet")).to_be_visible()
        add(
            page,
            {"name": "zebra.md", "mimeType": "text/markdown", "buffer": FOAL.encode()},
            {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"no pdf"},
        )
        expect(page.get_by_role("heading", name="The first reports are being read in")).to_be_visible()
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
        ask(page, "How many foals did the Zebra project count in 2024?")  # which waits until one can ask
        expect(newest(page).locator(".sentences")).to_contain_text("4,321 foals")
        waiting.get_by_role("button", name="Try again").click()
        expect(waiting.get_by_text("Ask about 1 report")).to_be_visible()
        for window in (page, waiting):
            window.close()  # before its server, which it would miss


def test_reports_that_are_all_of_no_use_are_told_with_their_reasons(visit, serve, models, tmp_path):
    shutil.copytree(models, tmp_path / "index" / "models")
    with serve(tmp_path / "index") as address:
        page = visit(address)
        broken = {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"no pdf"}
        add(page, broken)
        expect(page.get_by_role("heading", name="The index is empty")).to_be_visible()
        expect(page.get_by_text("1 file could not be used:")).to_be_visible()
        expect(page.get_by_test_id("stDataFrame")).to_be_visible()
        page.close()  # before its server, which it would miss


def test_on_a_phone_a_page_that_is_not_there_is_said_in_sight(visit, address):
    page = visit(f"{address}/?source=unknown:9", width=390, height=844)
    expect(page.get_by_text("This page is not in the index")).to_be_in_viewport()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_text("This page is not in the index")).to_be_hidden()
