"""A real Chromium in front of the real app, with an index built once from the sample reports."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

PROJECT = Path(__file__).parents[2]
PATIENCE_MS = 60_000  # for a machine that is busy with other things
CHROMIUM_ARGS = [
    "--headless",
    "--no-sandbox",  # tests run in containers, as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOSTILE = """# Kraken buoy $x$ ![](http://evil.example/title.png)

The Kraken buoy cost US$1,577 and US$1,373 ![](http://evil.example/x.png) <script>document.title=1</script>.

2018. The Kraken buoy was :red[painted] \u202edesrever\u202c <img src="http://evil.example/y" onerror="a()">
"""


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """Chromium; without one a test is skipped, but in CI it fails."""
    from playwright.sync_api import expect, sync_playwright

    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        reason = "no Chromium on this machine: install it, e.g. apt-get install chromium"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def ingest() -> Callable:
    """Brings an index in line with a folder of reports, of which only broken.pdf may be skipped."""

    def run(reports: Path, index: Path) -> None:
        command = [
            Path(sys.executable).with_name("askreports"),
            "ingest",
            reports,
            "--index",
            index,
            "--json",
        ]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=500)
        assert ran.returncode == 0, ran.stderr
        skipped = [file for file in json.loads(ran.stdout)["files"] if file["outcome"] == "skipped"]
        assert [Path(file["path"]).name for file in skipped] == ["broken.pdf"]

    return run


@pytest.fixture(scope="session")
def index(ingest, models, tmp_path_factory) -> Path:
    """An index of the sample reports, of a hostile one, and of a file that has to be skipped."""
    folder = tmp_path_factory.mktemp("browser")
    reports = folder / "reports"
    shutil.copytree(PROJECT / "corpus", reports)
    (reports / "kraken.txt").write_text(HOSTILE, "utf-8")
    (reports / "broken.pdf").write_bytes(b"")
    shutil.copytree(models, folder / "index" / "models")
    ingest(reports, folder / "index")
    return folder / "index"


@pytest.fixture(scope="session")
def serve(tmp_path_factory) -> Callable:
    """Runs the app over an index as long as the context lasts, and gives its address."""

    @contextmanager
    def run(index: Path, script: str = "app.py", *options: str) -> Iterator[str]:
        log = tmp_path_factory.mktemp("log") / "app.log"
        with log.open("wb") as out:
            app, address = start(index, out, script, *options)
        try:
            wait_until_healthy(app, address)
            yield address
        finally:
            app.terminate()
            app.wait(20)
        assert "Traceback" not in log.read_text("utf-8")

    return run


def start(index: Path, log: IO[bytes], script: str, *options: str) -> tuple[subprocess.Popen, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port), *options]
    environment = {**os.environ, "ASKREPORTS_INDEX": str(index)}
    app = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log)
    return app, f"http://127.0.0.1:{port}"


def wait_until_healthy(app: subprocess.Popen, address: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and app.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except URLError:
            time.sleep(0.1)
    pytest.fail("the app did not start")


@pytest.fixture(scope="session")
def address(index, serve, browser) -> Iterator[str]:
    """Where the app answers from the sample index; it has been asked for once, so it is warm."""
    with serve(index) as address:
        page = browser.new_page()
        page.goto(address)
        page.get_by_test_id("stChatInputTextArea").wait_for(timeout=4 * PATIENCE_MS)
        page.close()
        yield address


@pytest.fixture
def visit(browser) -> Iterator[Callable]:
    """Opens an address in a window of a size. No window may log an error or ask another host for anything."""
    windows, wrong = [], []

    def open_window(address: str, width: int = 1280, height: int = 800):
        page = browser.new_page(viewport={"width": width, "height": height})
        windows.append(page)
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("websocket", lambda socket: None if is_local(socket.url) else wrong.append(socket.url))
        page.on("request", lambda request: None if is_local(request.url) else wrong.append(request.url))
        page.goto(address)
        return page

    yield open_window
    for page in windows:
        page.close()
    assert wrong == []


def is_local(url: str) -> bool:
    return urlsplit(url).hostname == "127.0.0.1" or urlsplit(url).scheme in ("data", "blob")
