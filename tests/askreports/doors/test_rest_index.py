"""The REST door over a real index: what it says of text that is no text, and how it follows the index."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from starlette.testclient import TestClient

import askreports
from askreports.doors.rest import create_app

HALF = r"\ud800 grants"  # half of a character
SWAPS, CLIENTS = 10, 4


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/search", f'{{"question": "{HALF}"}}'),
        ("/ask", f'{{"question": "{HALF}"}}'),
        ("/ask", f'{{"question": "and now?", "earlier": ["{HALF}"]}}'),
        ("/search", f'{{"question": "grants", "where": {{"organisation": "{HALF}"}}}}'),
        ("/search", f'{{"question": "grants", "where": {{"{HALF}": "x"}}}}'),
        ("/search", f'{{"question": "grants", "{HALF}": "x"}}'),
    ],
)
def test_half_a_character_is_a_bad_request(sample_index, path, body):
    with askreports.open(sample_index) as reports:
        client = TestClient(create_app(reports), raise_server_exceptions=False)
        answer = client.post(path, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert "nicode" in answer.json()["error"]


@pytest.mark.slow
def test_every_request_is_answered_while_the_index_changes_ten_times(tmp_path, fresh_index):
    folder = tmp_path / "reports"
    folder.mkdir()

    def ingest(number):
        (folder / "a.md").write_text(f"# Harbour report\n\nGrants went to {number} start-ups in 2021.\n")
        askreports.ingest([folder], index=fresh_index)

    ingest(100)
    done = Event()
    client = TestClient(create_app(askreports.open(fresh_index)), raise_server_exceptions=False)

    def load():
        seen = []
        while not done.is_set():
            for path in ("/search?q=grants+to+start-ups", "/reports", "/health"):
                answer = client.get(path)
                assert answer.status_code == 200, answer.text
                seen.append(client.get("/reports").json()["generation"])
        return seen

    with ThreadPoolExecutor(CLIENTS) as pool:
        clients = [pool.submit(load) for _ in range(CLIENTS)]
        try:
            for number in range(SWAPS):
                ingest(101 + number)
                time.sleep(0.2)
        finally:
            done.set()
        seen = [generation for one in clients for generation in one.result(120)]
    assert len(set(seen)) >= SWAPS // 2  # each was live long enough to be seen by somebody
    text = client.get("/search?q=grants+to+start-ups").json()["hits"][0]["passage"]["text"]
    assert f"{100 + SWAPS} start-ups" in text
