"""Doors follow an index from generation to generation; a request ends on the one it began with."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

import askreports
from askreports.live import LiveReports
from index.errors import IndexDamaged

pytestmark = pytest.mark.slow


class Generation:
    """Reports whose next generation is known; opening it waits for `opening`, where that is given."""

    def __init__(self, name, following=None, opening=None, failure=None):
        self.name, self.following, self.opening, self.failure = name, following, opening, failure
        self.began, self.is_closed = Event(), False
        self.sends_to = None

    def refresh(self):
        if self.failure:
            raise self.failure
        if self.following is None:
            return self
        self.began.set()
        if self.opening:
            assert self.opening.wait(30)
        return self.following

    def close(self):
        assert not self.is_closed
        self.is_closed = True


def test_a_request_gets_the_generation_of_the_moment():
    second = Generation("2")
    first = Generation("1", following=second)
    live = LiveReports(first)
    with live.lease() as reports:
        assert reports is second
    assert first.is_closed
    assert not second.is_closed


def test_a_request_ends_on_the_generation_it_began_with():
    first, second = Generation("1"), Generation("2")
    live = LiveReports(first)
    with live.lease() as early:
        first.following = second
        with live.lease() as late:
            assert (early, late) == (first, second)
        assert not first.is_closed
    assert first.is_closed
    assert not second.is_closed


def test_nobody_waits_while_another_opens_a_generation():
    opening = Event()
    second = Generation("2")
    first = Generation("1", following=second, opening=opening)
    live = LiveReports(first)

    def ask():
        with live.lease() as reports:
            return reports.name

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(ask)
        assert first.began.wait(30)
        assert ask() == "1"
        opening.set()
        assert slow.result(30) == "2"
    assert ask() == "2"
    assert first.is_closed


def test_an_index_that_cannot_be_opened_again_is_an_error_until_it_can():
    first = Generation("1", failure=IndexDamaged("cut short: run 'askreports rollback'"))
    live = LiveReports(first)
    for _ in range(2):
        with pytest.raises(IndexDamaged), live.lease():
            pass
    first.failure = None
    with live.lease() as reports:
        assert reports is first


@pytest.fixture
def harbour(tmp_path, fresh_index):
    """Ingests a report about so many start-ups."""
    folder = tmp_path / "reports"
    folder.mkdir()

    def write(number):
        (folder / "a.md").write_text(
            f"# Harbour report 2021\n\nThe harbour awarded grants to {number} start-ups.\n"
        )
        askreports.ingest([folder], index=fresh_index)
        return fresh_index

    return write


def test_refreshed_reports_are_those_of_the_last_ingest(harbour):
    index = harbour(27)
    with askreports.open(index) as before:
        assert before.refresh() is before
        harbour(31)
        with before.refresh() as after:
            assert after.generation == askreports.live_generation(index)
            assert after.embedder is before.embedder  # loaded once
            assert "31" in after.search("grants to start-ups", k=1)[0].passage.text
            assert "27" in before.search("grants to start-ups", k=1)[0].passage.text
