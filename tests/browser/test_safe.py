"""What a browser and a stranger on the network can get the app to do."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

PROJECT = Path(__file__).parents[2]
HOSTILE_SCRIPT = """() => {
    const script = document.createElement("script");
    script.textContent = "window.harmed = true";
    document.body.append(script);
    return window.harmed === true;
}"""


def headers_of(url, **request):
    """The headers of a response, whatever its status, which is among them."""
    try:
        with urlopen(Request(url, **request)) as response:
            return {**response.headers, "status": response.status}
    except HTTPError as error:
        with error:
            return {**error.headers, "status": error.code}


@pytest.mark.parametrize(
    "path", ["/", "/reports", "/report/none.pdf", "/_stcore/health", "/static/nothing.js"]
)
def test_every_response_forbids_what_is_not_ours(address, path):
    headers = headers_of(address + path)
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_the_app_answers_to_local_names_alone(address):
    assert headers_of(address, headers={"Host": "evil.example"})["status"] == 400


def test_a_script_that_is_not_ours_does_not_run(browser, address):
    page = browser.new_page()
    page.goto(address)
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_visible()
    assert page.evaluate(HOSTILE_SCRIPT) is False
    page.close()


@pytest.mark.parametrize(
    ("listens", "settings", "told"),
    [
        ("0.0.0.0", {}, "ASKREPORTS_ALLOW_REMOTE=yes"),
        ("127.0.0.1", {"ASKREPORTS_LLM_MODEL": "tiny"}, "ASKREPORTS_LLM_URL is not"),
    ],
)
def test_the_app_does_not_start_beyond_this_machine_unasked_nor_with_half_a_model(listens, settings, told):
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", listens]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ASKREPORTS_")}
    ran = subprocess.run(
        command, cwd=PROJECT, env={**environment, **settings}, capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 1
    assert told in ran.stderr
    assert "Traceback" not in ran.stderr
