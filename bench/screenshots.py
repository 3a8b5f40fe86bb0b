"""Takes the pictures of docs/screenshots: each state of the browser app, on a desktop and on a phone.

    bench/screenshots.py INDEX [FOLDER] [--only NAME...]

INDEX is one of the sample reports in corpus/. Needs Chromium.
"""

import argparse
import io
import shutil
import tempfile
from pathlib import Path

from load import serving
from PIL import Image
from playwright.sync_api import sync_playwright
from scenes import SCENES, States

SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE_MS = 60_000
REST_MS = 1500  # until what was drawn has come to rest


def main() -> None:
    """Every state of every scene, or those that are named, at every size."""
    wanted = arguments()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    for prepare, all_states in SCENES:
        states = {name: s for name, s in all_states.items() if not wanted.only or name in wanted.only}
        if states:
            with (
                tempfile.TemporaryDirectory() as room,
                prepare(wanted.index, Path(room)) as index,
                serving(index) as (_, address),
            ):
                shoot(address, wanted.folder, states)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("docs/screenshots"))
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    return parser.parse_args()


def shoot(address: str, folder: Path, states: States) -> None:
    """Save a picture of each state of one app."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM)
        for name, (query, reach) in states.items():
            for size, (width, height) in SIZES.items():
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if name.startswith("dark") else "light",
                )
                page.set_default_timeout(PATIENCE_MS)
                page.goto(f"{address}/{query}")
                reach(page)
                page.mouse.move(0, 0)  # what only a pointer shows goes
                page.wait_for_timeout(REST_MS)
                save(page.screenshot(), folder / f"{name}-{size}.png")
                page.close()
        browser.close()


def save(png: bytes, file: Path) -> None:
    """As a palette image, a third of the size."""
    Image.open(io.BytesIO(png)).convert("RGB").quantize(128).save(file, optimize=True)


if __name__ == "__main__":
    main()
