"""Takes the pictures of docs/screenshots: each state of the browser app, on a desktop and on a phone.

    bench/screenshots.py INDEX [FOLDER]

INDEX is one of the sample reports in corpus/. Needs Chromium.
"""

import io
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote_plus

from load import serving
from PIL import Image
from playwright.sync_api import Page, sync_playwright

SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
QUESTION = "How many projects were under way at BioTernal at the end of 2023?"
NOT_THERE = "What is the melting point of tungsten?"
PATIENCE_MS = 60_000
REST_MS = 1500  # until what was drawn has come to rest

State = tuple[str, Callable[[Page], None]]  # the address after /?, and what to do there


def main() -> None:
    """Every state at every size."""
    index, folder = Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "docs/screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    with serving(index) as (_, address):
        shoot(address, folder, STATES)
    with tempfile.TemporaryDirectory() as empty, serving(Path(empty)) as (_, address):
        shoot(address, folder, {"no-index": ("", lambda page: page.get_by_text("no index yet").wait_for())})


def shoot(address: str, folder: Path, states: dict[str, State]) -> None:
    """Save a picture of each state of one app."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM)
        for name, (query, reach) in states.items():
            for size, (width, height) in SIZES.items():
                page = browser.new_page(viewport={"width": width, "height": height})
                page.set_default_timeout(PATIENCE_MS)
                page.goto(f"{address}/?{query}")
                reach(page)
                page.wait_for_timeout(REST_MS)
                save(page.screenshot(), folder / f"{name}-{size}.png")
                page.close()
        browser.close()


def save(png: bytes, file: Path) -> None:
    """As a palette image, a third of the size."""
    Image.open(io.BytesIO(png)).convert("RGB").quantize(128).save(file, optimize=True)


def answered(page: Page) -> None:
    page.locator(".coverage").first.wait_for()


def reports(view: str) -> Callable[[Page], None]:
    """The way to a view of the reports."""

    def reach(page: Page) -> None:
        page.get_by_role("link", name="Reports").click()
        page.locator(".reports tbody tr").first.wait_for()
        if view != "List":
            page.get_by_text(view, exact=True).click()
            page.wait_for_timeout(REST_MS)

    return reach


STATES: dict[str, State] = {
    "start": ("", lambda page: page.get_by_test_id("stChatInputTextArea").wait_for()),
    "answer": (f"q={quote_plus(QUESTION)}", answered),
    "nothing-found": (f"q={quote_plus(NOT_THERE)}", answered),
    "no-such-page": ("source=unknown:9", lambda page: page.locator(".missing-title").wait_for()),
    "reports": ("", reports("List")),
    "pictures": ("", reports("Pictures")),
    "adding": ("", reports("Add reports")),
}


if __name__ == "__main__":
    main()
