"""Where a sign-in is configured, a stranger sees the way in alone, and each person their own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from asking import QUESTION, ask, located_image
from oidc_provider import provider
from playwright.sync_api import Page, expect

PROJECT = Path(__file__).parents[2]
pytest.importorskip("authlib", reason="needs askreports[oidc]")


@pytest.fixture(scope="module")
def guarded(index, serve, tmp_path_factory):
    """The address of an app that asks for a sign-in at a provider of its own."""
    with provider() as here:
        file = tmp_path_factory.mktemp("secrets") / "secrets.toml"
        file.write_text(here.secrets_toml(), "utf-8")
        with serve(index, "app.py", "--secrets.files", str(file)) as address:
            yield address


def sign_in(page: Page, person: str) -> None:
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=f"Continue as {person}").click()
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_visible()


def sees_the_way_in_alone(page: Page) -> None:
    expect(page.get_by_test_id("stMain").get_by_role("button")).to_have_text(["Sign in"])
    for shown_within in ("[data-testid=stChatInput]", ".st-key-head", ".viewer", ".exchange", ".reports"):
        expect(page.locator(shown_within)).to_have_count(0)


def status(page: Page, address: str, **headers: str) -> int:
    return page.request.get(address, headers=headers).status


def test_a_stranger_sees_the_way_in_alone_then_the_app_and_after_leaving_the_way_in_again(visit, guarded):
    page = visit(f"{guarded}/?q=How+many+projects")
    sees_the_way_in_alone(page)
    for room in ("reports", "conversations"):
        page.goto(f"{guarded}/{room}")
        sees_the_way_in_alone(page)

    sign_in(page, "ada")
    expect(page.get_by_text("ada@example.org")).to_be_visible()
    ask(page, QUESTION)
    expect(located_image(page)).to_be_visible()
    report = f"{guarded}/{page.get_by_role('link', name='Open PDF').get_attribute('href')}"
    got = page.request.get(report)
    assert (got.status, got.headers["content-type"]) == (200, "application/pdf")
    asked = page.url

    page.get_by_role("button", name="Sign out").click()
    sees_the_way_in_alone(page)
    assert status(page, report) == 401
    page.goto(asked)  # a link shows nothing either
    sees_the_way_in_alone(page)
    page.close()  # before its server, which it would miss


def test_own_routes_refuse_whoever_brings_no_cookie_or_one_that_was_not_signed_here(browser, guarded):
    page = browser.new_page()
    report = f"{guarded}/report/any.pdf"
    assert status(page, report) == 401
    forged = '{"is_logged_in": true, "sub": "ada"}'
    assert status(page, report, Cookie=f"_streamlit_user={forged}") == 401
    page.close()


def test_each_person_has_conversations_of_their_own(visit, guarded):
    ada = visit(guarded)
    sign_in(ada, "ada")
    ask(ada, "What is the density of iridium?")
    link = ada.url
    ben = visit(guarded)  # a window with cookies of its own
    sign_in(ben, "ben")
    ben.get_by_role("link", name="Conversations").click()
    expect(ben.locator(".conversations .summary")).to_contain_text("Nothing was asked yet")
    ben.goto(re.sub(r"[?&]q=[^&]*", "", link))  # the other's conversation, by its name alone
    expect(ben.get_by_test_id("stChatInputTextArea")).to_be_visible()
    expect(ben.locator(".exchange")).to_have_count(0)
    ben.close()
    ada.close()


@pytest.mark.parametrize(
    ("secrets", "told"),
    [('[auth]\ncookie_secret = "x"\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"', "client_id")],
)
def test_a_sign_in_with_which_nobody_could_sign_in_does_not_start(secrets, told, tmp_path):
    file = tmp_path / "secrets.toml"
    file.write_text(secrets, "utf-8")
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--secrets.files", str(file)]
    ran = subprocess.run(command, cwd=PROJECT, env=os.environ, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 1
    assert told in ran.stderr
    assert "Traceback" not in ran.stderr
