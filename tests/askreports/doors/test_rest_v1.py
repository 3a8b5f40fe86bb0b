"""Version 1 of REST: answers at once and as a stream, reports and pages, problems, limits, tokens."""

import json
import logging
import time
from datetime import timedelta

import openai
import pytest
from canned import PAGE, REPORT, CannedReports
from rest_server import FullReports, serving
from starlette.testclient import TestClient

from askreports.doors.rest import create_app
from askreports.doors.rest.limits import Rates
from askreports.doors.rest.policy import Policy
from askreports.doors.rest.problems import Refused
from askreports.doors.rest.serving import allowed_hosts
from askreports.errors import BadListening
from askreports.tokens import Tokens
from index.errors import BadQuestion, IndexDamaged, NoSuchPage
from ingest.document import Page

JSON = {"content-type": "application/json"}


class PagedReports(CannedReports):
    """Has a page, and no file."""

    def page(self, document_id: str, number: int) -> Page:
        if (document_id, number) != (REPORT.id, 1):
            raise NoSuchPage(f"no page {number} in report {document_id}")
        return PAGE

    def source_file(self, _: str) -> None:
        return None


class WritingReports(CannedReports):
    """Answers as if a model wrote it piece by piece."""

    def ask(self, question, on_text=lambda _: None, **options):
        for piece in ("It went ", "to 27 start-ups."):
            on_text(piece)
        return super().ask(question, **options)


def client(reports=None, **options) -> TestClient:
    return TestClient(create_app(reports or PagedReports(), **options), raise_server_exceptions=False)


def events(text: str) -> list[tuple[str, object]]:
    """The events of a stream: name and data."""
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if fields:
            found.append((fields.get("event", ""), fields["data"]))
    return found


def test_search_and_ask_have_the_bodies_of_the_old_paths():
    caller = client()
    body = {"question": "grants?", "k": 2, "where": {"year": 2021}}
    old, new = (caller.post(path, json=body).json() for path in ("/search", "/v1/search"))
    assert old | {"seconds": 0} == new | {"seconds": 0}
    assert (
        caller.post("/ask", json={"question": "x"}).json()
        == caller.post("/v1/ask", json={"question": "x"}).json()
    )
    assert caller.get("/reports").json() == caller.get("/v1/status").json()


def test_an_answer_comes_as_a_stream():
    stream = client(WritingReports()).post("/v1/ask", json={"question": "grants?", "stream": True})
    assert stream.headers["content-type"].startswith("text/event-stream")
    *pieces, (kind, answer) = events(stream.text)
    assert [(name, json.loads(data)["text"]) for name, data in pieces] == [
        ("text", "It went "),
        ("text", "to 27 start-ups."),
    ]
    assert kind == "answer"
    assert json.loads(answer)["found"] is True


def test_an_error_in_a_stream_is_its_last_event():
    stream = client(CannedReports(BadQuestion("empty"))).post(
        "/v1/ask", json={"question": "", "stream": True}
    )
    ((kind, data),) = events(stream.text)
    assert (kind, json.loads(data)["status"], json.loads(data)["detail"]) == ("problem", 400, "empty")


def test_reports_come_in_parts_and_one_by_its_id():
    caller = client()
    whole = caller.get("/v1/reports").json()
    assert (whole["total"], whole["offset"], [one["id"] for one in whole["reports"]]) == (1, 0, ["d1"])
    assert caller.get("/v1/reports?offset=1").json()["reports"] == []
    assert caller.get("/v1/reports/d1").json() == whole["reports"][0]
    assert caller.get("/v1/reports/d2").status_code == 404


def test_a_page_has_its_text():
    told = client().get("/v1/reports/d1/pages/1").json()
    assert (told["text"], told["page"]["label"], told["document"]["id"]) == (PAGE.text, "i", "d1")
    assert client().get("/v1/reports/d1/pages/2").status_code == 404


@pytest.mark.parametrize("path", ["/v1/reports/d1/pages/1/image", "/v1/reports/d1/file"])
def test_what_is_no_pdf_has_no_image_and_no_file(path):
    assert client().get(path).status_code == 404


def test_a_page_of_a_pdf_is_drawn_with_the_quote_and_the_file_is_sent(sample_index):
    import askreports

    with askreports.open(sample_index) as reports:
        pdf = next(r for r in reports.documents() if r.path.endswith(".pdf"))
        words = reports.page(pdf.id, 1).text[:40]
        caller = client(reports)
        plain = caller.get(f"/v1/reports/{pdf.id}/pages/1/image?width=400")
        framed = caller.get(f"/v1/reports/{pdf.id}/pages/1/image", params={"width": 400, "highlight": words})
        file = caller.get(f"/v1/reports/{pdf.id}/file")
    assert plain.content.startswith(b"\x89PNG")
    assert framed.content != plain.content
    assert file.content.startswith(b"%PDF")
    assert "default-src 'none'" in file.headers["content-security-policy"]


PROBLEMS = [
    ("POST", "/v1/search", "{", 400),
    ("POST", "/v1/search", '{"question": 7}', 400),
    ("GET", "/nowhere", "", 404),
    ("DELETE", "/v1/status", "", 405),
    ("GET", "/v1/reports?limit=0", "", 400),
    ("POST", "/v1/chat/completions", '{"messages": []}', 400),
    ("POST", "/dify/retrieval", "{}", 400),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), PROBLEMS)
def test_an_error_is_a_problem_with_the_id_of_the_request(method, path, body, status):
    answer = client().request(method, path, content=body, headers=JSON)
    told = answer.json()
    assert (answer.status_code, told["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert told["detail"]
    assert told["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize(("failure", "status"), [(IndexDamaged("run it"), 503), (KeyError("/secret"), 500)])
def test_a_failure_is_a_problem_too(failure, status):
    answer = client(CannedReports(failure)).post("/v1/search", json={"question": "x"})
    assert answer.status_code == answer.json()["status"] == status
    assert "secret" not in answer.text


def test_a_wrong_host_is_a_problem():
    app = create_app(CannedReports(), hosts=("localhost", "::1"))
    for good in ("http://localhost:8502", "http://[::1]:8502"):
        assert TestClient(app, base_url=good).get("/health").status_code == 200
    answer = TestClient(app, base_url="http://evil.example").get("/v1/status")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


def test_the_id_that_a_proxy_gives_is_kept_and_an_odd_one_is_not():
    caller = client()
    assert caller.get("/healthz", headers={"x-request-id": "abc-1"}).headers["x-request-id"] == "abc-1"
    assert caller.get("/healthz", headers={"x-request-id": 'a"b\\'}).headers["x-request-id"] != 'a"b\\'


def test_the_log_has_a_line_a_request_and_no_question(caplog):
    caplog.set_level(logging.INFO, "askreports.rest")
    logging.getLogger("askreports.rest").propagate = True
    client().post("/v1/search", json={"question": "a private question"})
    client(policy=Policy(log_questions=True)).post("/v1/search", json={"question": "an open question"})
    first, second = (
        json.loads(record.message) for record in caplog.records if record.name == "askreports.rest"
    )
    assert (first["route"], first["status"], first["method"]) == ("/v1/search", 200, "POST")
    assert "private" not in json.dumps(first)
    assert second["question"] == "an open question"


def test_bodies_that_are_too_large_are_refused():
    caller = client(policy=Policy(max_body=100))
    long = json.dumps({"question": "x" * 200})
    assert caller.post("/v1/search", content=long, headers=JSON).status_code == 413
    in_pieces = caller.post("/v1/search", content=iter([long.encode()]), headers=JSON)  # no length is told
    assert in_pieces.status_code == 413


def test_more_requests_than_allowed_are_refused_for_a_while():
    caller = client(policy=Policy(rate=2))
    statuses = [caller.get("/v1/models").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert caller.get("/healthz").status_code == 200
    now = [0.0]
    rates = Rates(2, lambda: now[0])
    rates.check("a"), rates.check("a"), rates.check("b")
    with pytest.raises(Refused):
        rates.check("a")
    now[0] = 31.0
    rates.check("a")


def test_an_answer_that_takes_too_long_is_refused():
    class Slow(CannedReports):
        def search(self, *_: object, **__: object) -> list:
            time.sleep(1.5)
            return []

    answer = client(Slow(), policy=Policy(seconds=0.3)).post("/v1/search", json={"question": "x"})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]


def test_other_sites_may_not_call_unless_they_are_named():
    asked = {"Origin": "https://wiki.example", "Access-Control-Request-Method": "POST"}
    assert "access-control-allow-origin" not in client().get("/healthz", headers=asked).headers
    named = client(policy=Policy(origins=("https://wiki.example",)))
    assert (
        named.options("/v1/ask", headers=asked).headers["access-control-allow-origin"]
        == "https://wiki.example"
    )


def test_health_readiness_and_metrics():
    caller = client()
    assert caller.get("/healthz").json() == caller.get("/readyz").json() == {"status": "ok"}
    caller.post("/v1/search", json={"question": "grants"})
    text = caller.get("/metrics").text
    assert 'askreports_requests_total{method="POST",route="/v1/search",status="200"} 1.0' in text
    for name in ("request_seconds_bucket", "queue_length 0", "generation 1", "reports 1"):
        assert f"askreports_{name}" in text
    assert "process_resident_memory_bytes" in text
    assert "grants" not in text
    assert client(CannedReports(IndexDamaged("x"))).get("/readyz").status_code == 503


# Tokens


@pytest.fixture
def tokens(tmp_path) -> Tokens:
    return Tokens(tmp_path / "index-tokens.json")


def test_without_tokens_anybody_on_this_machine_may_ask_and_with_them_nobody_else(tokens):
    caller = client(tokens=tokens)
    assert caller.get("/v1/status").status_code == 200
    _, secret = tokens.create("wiki")
    for path in ("/v1/status", "/reports", "/metrics", "/v1/models", "/nowhere"):
        refused = caller.get(path)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Bearer")
        assert caller.get(path, headers={"authorization": "Bearer wrong"}).status_code == 401
    assert caller.get("/healthz").status_code == 200
    let_in = {"authorization": f"Bearer {secret}"}
    assert caller.get("/v1/status", headers=let_in).status_code == 200
    tokens.revoke("wiki")
    assert caller.get("/v1/status", headers=let_in).status_code == 401
    assert caller.get("/v1/status").status_code == 401  # revoking the last token opens nothing


def test_a_token_ends(tokens):
    _, secret = tokens.create("short", expires=timedelta(seconds=-1))
    assert tokens.find(secret) is None
    _, secret = tokens.create("long", expires=timedelta(days=1))
    assert tokens.find(secret).name == "long"


def test_tokens_are_stored_as_hashes_that_nobody_else_may_read(tokens, tmp_path):
    _, secret = tokens.create("wiki", ["Ports"])
    file = tmp_path / "index-tokens.json"
    assert secret not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
    assert Tokens(file).find(secret).collections == ("Ports",)


def test_beyond_this_machine_it_takes_tokens(tokens):
    assert "localhost" in allowed_hosts("127.0.0.1", tokens, ("reports.example",))
    with pytest.raises(BadListening, match="token create"):
        allowed_hosts("0.0.0.0", tokens, ())
    tokens.create("wiki")
    assert allowed_hosts("0.0.0.0", tokens, ()) == ("*",)
    assert "reports.example" in allowed_hosts("0.0.0.0", tokens, ("reports.example",))


# What other tools speak


def test_the_client_of_openai_is_answered():
    with serving(FullReports()) as address:
        caller = openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0)
        assert [model.id for model in caller.models.list()] == ["askreports"]
        asked = [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "grants?"},
            {"role": "assistant", "content": "27."},
            {"role": "user", "content": [{"type": "text", "text": "and in 2020?"}]},
        ]
        whole = caller.chat.completions.create(model="askreports", messages=asked, temperature=0)
        pieces = list(caller.chat.completions.create(model="askreports", messages=asked, stream=True))
        with pytest.raises(openai.BadRequestError, match="role"):
            caller.chat.completions.create(model="askreports", messages=asked[:1])
    text = whole.choices[0].message.content
    assert f"]({address}/v1/reports/" in text
    assert whole.askreports["citations"]
    assert "".join(p.choices[0].delta.content or "" for p in pieces).strip() == text
    assert pieces[-1].choices[0].finish_reason == "stop"
    assert pieces[-1].askreports["citations"] == whole.askreports["citations"]


def test_earlier_messages_of_the_user_are_earlier_questions():
    reports = CannedReports()
    messages = [
        {"role": role, "content": text} for role, text in (("user", "a"), ("assistant", "b"), ("user", "c"))
    ]
    client(reports).post("/v1/chat/completions", json={"messages": messages})
    assert (reports.asked[-1][0], reports.earlier) == ("c", ["a"])


def test_text_of_a_report_makes_no_link_and_no_html():
    from askreports.doors.rest.routes.openai_api import markdown
    from askreports.schema import answer_json

    answer = answer_json(CannedReports().ask("x"))
    answer["sentences"][0]["text"] = "![x](http://evil.example) <img src=x> [a](b)"
    written = markdown(answer, "http://here/")
    assert "![" not in written
    assert "\\<img" in written
    assert written.count("](") == 1 + written.count("\\](")


def test_dify_gets_records():
    body = {
        "knowledge_id": "askreports",
        "query": "grants",
        "retrieval_setting": {"top_k": 2, "score_threshold": 0.5},
    }
    (record, _) = client().post("/dify/retrieval", json=body).json()["records"]
    assert (record["content"], record["score"], record["title"]) == (PAGE.text, 1.0, REPORT.title)
    assert record["metadata"]["page"] == 1
    assert client().post("/dify/retrieval", json=body | {"knowledge_id": "other"}).status_code == 404
