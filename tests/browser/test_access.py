"""No page has a serious fault that axe-core finds, in light and dark."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

QUESTION = "How many projects were under way at BioTernal at the end of 2023?"


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core; without it a test is skipped, but in CI it fails."""
    spec = find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        reason = "axe-core is not installed: pip install axe-playwright-python"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    return Path(spec.origin).with_name("axe.min.js").read_text("utf-8")


def serious_faults(page: Page, axe: str) -> list[tuple[str, str]]:
    page.evaluate(f"{axe}; null")
    found = page.evaluate("() => axe.run(document)")
    assert found["passes"]  # it has looked at something
    return [
        (fault["id"], fault["nodes"][0]["failureSummary"])
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_fault(visit, address, axe, scheme):
    page = visit(address)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # nothing is seen half faded in
    page.reload()
    page.get_by_test_id("stChatInputTextArea").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".page img[data-located=true]")).to_be_visible()
    assert serious_faults(page, axe) == []

    page.get_by_role("link", name="Reports").click()
    expect(page.locator(".reports tbody tr").first).to_be_visible()
    assert serious_faults(page, axe) == []
    for view, shown in (
        ("Pictures", page.get_by_test_id("stVegaLiteChart").last),
        ("Files not read", page.get_by_test_id("stDataFrame")),
        ("Add reports", page.get_by_role("button", name="Add to the reports")),
    ):
        page.get_by_text(view, exact=True).click()
        expect(shown).to_be_visible()
        assert serious_faults(page, axe) == []
