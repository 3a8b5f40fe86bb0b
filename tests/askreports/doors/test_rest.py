"""The REST door, driven over HTTP with reports whose answers are written down beforehand."""

import json
import signal
import socket
import subprocess
import sys
import time

import canned
import httpx2
import pytest
from canned import PAGE, CannedReports
from starlette.testclient import TestClient

from askreports.doors.rest import create_app
from index.errors import BadFilter, BadQuestion, IndexDamaged, IndexStale


def client(reports: CannedReports) -> TestClient:
    return TestClient(create_app(reports), raise_server_exceptions=False)


def test_search_answers_with_the_json_of_the_command_line():
    told = client(CannedReports()).get("/search", params={"q": "grants", "k": 2}).json()
    assert told["question"] == "grants"
    assert told["seconds"] >= 0
    assert len(told["hits"]) == 2
    assert told["hits"][0]["document"]["path"] == "harbour.md"
    assert told["hits"][0]["page"] == {"number": 1, "label": "i", "read_by": "text", "confidence": None}
    assert told["hits"][0]["passage"]["text"] == PAGE.text


def test_ask_answers_with_the_json_of_the_command_line():
    told = client(CannedReports()).get("/ask", params={"q": "grants?"}).json()
    assert (told["question"], told["found"]) == ("grants?", True)
    assert told["sentences"] == [
        {"text": "It went to 27 start-ups.", "citations": [1], "verified": True, "doubts": []}
    ]
    assert told["citations"][0]["quote"] == "27 start-ups"
    assert told["searched"] == {
        "reports": 1,
        "skipped": 0,
        "unread_pages": 0,
        "waiting_pages": 0,
        "unknown": [],
        "missing_years": [],
        "held": [],
        "unwritten": [],
        "missing": "",
    }


@pytest.mark.parametrize("path", ["/search", "/ask"])
def test_posted_and_got_are_the_same(path):
    got, posted = CannedReports(), CannedReports()
    where = [("where", "year=2021"), ("where", "organisation=A=B"), ("where", "year=2022")]
    one = client(got).get(path, params=[("q", "grants"), *where]).json()
    body = {"question": "grants", "where": {"year": ["2021", "2022"], "organisation": ["A=B"]}}
    two = client(posted).post(path, json=body).json()
    assert one | {"seconds": 0} == two | {"seconds": 0}
    assert got.asked == posted.asked == [("grants", body["where"])]


def test_earlier_questions_are_handed_on_in_their_order():
    got, posted = CannedReports(), CannedReports()
    client(got).get("/ask", params=[("q", "and now?"), ("earlier", "b"), ("earlier", "a")])
    client(posted).post("/ask", json={"question": "and now?", "earlier": ["b", "a"]})
    assert got.earlier == posted.earlier == ["b", "a"]


def test_a_number_in_a_posted_filter_stays_a_number():
    reports = CannedReports()
    client(reports).post("/search", json={"question": "grants", "k": 3, "where": {"year": 2021}})
    assert reports.asked == [("grants", {"year": 2021})]


def test_reports_lists_what_is_indexed():
    told = client(CannedReports()).get("/reports")
    assert told.status_code == 200
    (report,) = told.json()["documents"]
    assert (report["path"], report["ingested"]) == ("harbour.md", "2026-01-31T09:30:00+00:00")


def test_health_counts_the_reports():
    assert client(CannedReports()).get("/health").json() == {"status": "ok", "reports": 1}


@pytest.mark.parametrize("path", ["/search?q=x", "/ask?q=x", "/health"])
@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (BadQuestion("the question is empty: ask something"), 400),
        (BadFilter("no field 'nonsense': use year"), 400),
        (IndexStale("built with model A: run 'askreports ingest --rebuild'"), 503),
        (IndexDamaged("vectors.faiss was altered: run 'askreports rollback'"), 503),
    ],
)
def test_an_error_of_ours_is_told_in_its_own_words(path, failure, status):
    answer = client(CannedReports(failure)).get(path)
    assert answer.status_code == status
    assert answer.json() == {"error": str(failure)}


def test_any_other_error_says_nothing_of_the_inside():
    answer = client(CannedReports(KeyError("/secret/place"))).get("/search?q=x")
    assert answer.status_code == 500
    assert list(answer.json()) == ["error"]
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("/search", "q"),
        ("/search?q=x&k=many", "k"),
        ("/ask", "q"),
        ("/ask?q=x&where=year", "'year' has no '='"),
    ],
)
def test_a_malformed_request_is_told_what_is_wrong(path, wrong):
    answer = client(CannedReports()).get(path)
    assert answer.status_code == 400
    assert wrong in answer.json()["error"]


@pytest.mark.parametrize("body", ["{", "[]", '{"question": 7}', '{"question": "x", "limit": 3}', '{"k": 3}'])
def test_a_malformed_body_is_told_what_is_wrong(body):
    answer = client(CannedReports()).post(
        "/search", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 400
    assert list(answer.json()) == ["error"]
    assert "body" in answer.json()["error"]


def test_a_method_that_is_not_there_is_an_error_in_json():
    answer = client(CannedReports()).delete("/search")
    assert answer.status_code == 405
    assert list(answer.json()) == ["error"]


def test_the_description_needs_nothing_from_outside():
    browser = client(CannedReports())
    described = browser.get("/openapi.json").json()
    assert {"/search", "/ask", "/reports", "/health"} <= set(described["paths"])
    for path in described["paths"].values():
        for verb in path.values():
            assert set(verb["responses"]) in ({"200", "4XX", "5XX"}, {"202", "4XX", "5XX"})
    assert "://" not in json.dumps(described)
    assert [browser.get(path).status_code for path in ("/docs", "/redoc")] == [404, 404]


def test_a_name_that_is_not_ours_is_refused():
    app = create_app(CannedReports(), hosts=("localhost",))
    assert TestClient(app, base_url="http://localhost:8502").get("/health").status_code == 200
    assert TestClient(app, base_url="http://reports.attacker.example").get("/health").status_code == 400


def test_serving_answers_on_a_port_and_prints_nothing_on_standard_output(tmp_path):
    port, log = free_port(), tmp_path / "log"
    with log.open("w") as err:
        server = subprocess.Popen(
            [sys.executable, canned.__file__, "rest", str(port)], stdout=subprocess.PIPE, stderr=err
        )
    try:
        assert answer_from(port, "/health").json() == {"status": "ok", "reports": 1}
        assert answer_from(port, "/search?q=a+private+question").status_code == 200
        assert answer_from(port, "/health", host="reports.attacker.example").status_code == 400
    finally:
        server.send_signal(signal.SIGINT)
        out, _ = server.communicate(timeout=30)
    assert out == b""
    assert "private" not in log.read_text()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer_from(port: int, path: str, host: str = "127.0.0.1") -> httpx2.Response:
    """What the server says once it is up, waiting at most 60 seconds for that."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return httpx2.get(f"http://127.0.0.1:{port}{path}", headers={"host": host}, trust_env=False)
        except httpx2.ConnectError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
