"""The REST door over a real index: what it says of text that is no text, and how it follows the index."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from starlette.testclient import TestClient

import askreports
from askreports.doors.rest import create_app
from askreports.tokens import Tokens

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


@pytest.mark.slow
def test_a_report_is_added_to_its_collection_and_removed(tmp_path, fresh_index):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.md").write_text("# Harbour report\n\nGrants went to 27 start-ups in 2021.\n")
    askreports.ingest([folder], index=fresh_index)
    tokens = Tokens(tmp_path / "tokens.json")
    _, reading = tokens.create("reader")
    _, changing = tokens.create("writer", may_change=True)
    client = TestClient(
        create_app(askreports.open(fresh_index), tokens=tokens), raise_server_exceptions=False
    )
    added = {"name": "../../mill report.md", "collection": ["mills", 'o"dd']}
    body = b"# Mill report\n\nThe mill ground 77 tons in 2023.\n"

    def post(token: str, content: bytes) -> int:
        let_in = {"authorization": f"Bearer {token}"}
        return client.post("/v1/reports", params=added, content=content, headers=let_in).status_code

    assert [post(reading, body), post(changing, b""), post(changing, body)] == [403, 400, 202]
    client.headers["authorization"] = f"Bearer {changing}"
    deadline = time.monotonic() + 120
    while client.get("/v1/adding").json()["running"] and time.monotonic() < deadline:
        time.sleep(0.2)
    assert client.get("/v1/adding").json() == {"running": False, "failed": False}
    (mill,) = (r for r in client.get("/v1/reports").json()["reports"] if r["path"].endswith("mill report.md"))
    assert set(mill["collections"]) == {"mills", 'o"dd'}
    assert client.delete(f"/v1/reports/{mill['id']}").json()["paths"]
    assert client.delete(f"/v1/reports/{mill['id']}").status_code == 404
    assert "77 tons" not in client.post("/v1/search", json={"question": "tons of the mill"}).text
