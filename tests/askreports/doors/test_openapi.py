"""The OpenAPI document describes every field of every body, and a client generated from it is typed."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from canned import HIT, CannedReports
from full_answer import FULL_ANSWER
from starlette.testclient import TestClient

from askreports.answering.answer import Answer
from askreports.doors.rest import create_app
from askreports.reports import Skipped
from askreports.schema import answer_json, health_json, search_json, status_json


class FullReports(CannedReports):
    """Answers with every field filled."""

    def ask(self, question: str, **options: object) -> Answer:  # noqa: ARG002
        return FULL_ANSWER

    def partial(self) -> list[Skipped]:
        return [Skipped("half.pdf", "page 2 cannot be read")]

    def skipped(self) -> list[Skipped]:
        return [Skipped("locked.pdf", "locked")]


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    return create_app(FullReports()).openapi()


def fields(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of every body and every parameter of every request, with what is said of it."""
    for kind, schema in description["components"]["schemas"].items():
        for name, field in schema["properties"].items():
            yield f"{kind}.{name}", field
    for path, verbs in description["paths"].items():
        for verb, operation in verbs.items():
            for parameter in operation.get("parameters", ()):
                yield f"{verb} {path} {parameter['name']}", parameter["schema"]


def test_every_field_has_a_type_and_a_description(description):
    found = dict(fields(description))
    assert {"AnswerJson.table", "IndexedDocumentJson.id", "SearchRequest.k", "get /ask where"} <= found.keys()
    assert [name for name, field in found.items() if not field.get("description")] == []
    assert [name for name, field in found.items() if not {"type", "$ref", "anyOf"} & field.keys()] == []


def test_every_body_is_described(description):
    bodies = {
        (path, verb, status): response["content"]["application/json"]["schema"]
        for path, verbs in description["paths"].items()
        for verb, operation in verbs.items()
        for status, response in operation["responses"].items()
    }
    assert len(bodies) == 6 * 3
    assert all("$ref" in schema for schema in bodies.values())


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/ask?q=x", answer_json(FULL_ANSWER)),
        ("/search?q=x&k=1", search_json("x", [HIT], 0.0)),
        ("/reports", status_json(FullReports())),
        ("/health", health_json(FullReports())),
    ],
)
def test_a_body_is_the_json_of_the_command_line_to_the_byte(path, expected):
    """A field that the description lacks would be dropped, and a number written in another way."""
    body = TestClient(create_app(FullReports())).get(path).content
    told = json.loads(body)
    if "seconds" in told and path.startswith("/search"):
        expected = {**expected, "seconds": told["seconds"]}
    assert body == json.dumps(expected, ensure_ascii=False, separators=(",", ":")).encode()


USE = """
import sys
from askreports_client import Client
from askreports_client.api.default import ask_posted, search
from askreports_client.models import AnswerJson, AskRequest, Problem, SearchJson

client = Client(base_url=sys.argv[1])
found = search.sync(client=client, q="grants", k=1, where=["year=2021"])
assert isinstance(found, SearchJson)
path: str = found.hits[0].document.path
score: float = found.hits[0].score
answer = ask_posted.sync(client=client, body=AskRequest(question="grants?", earlier=["boats?"]))
assert isinstance(answer, AnswerJson)
assert answer.figure is not None and answer.table is not None
value: str = answer.figure.value
cited: int | None = answer.table.rows[0][1].citation
refused = search.sync(client=client, q="grants", where=["year"])
assert isinstance(refused, Problem)
print(path, score, value, cited, refused.error)
"""


@pytest.mark.slow
def test_a_generated_client_is_typed_and_works(description, tmp_path):
    (tmp_path / "openapi.json").write_text(json.dumps(description))
    (tmp_path / "config.json").write_text('{"post_hooks": []}')
    (tmp_path / "use.py").write_text(USE)
    generate = "openapi_python_client generate --path openapi.json --config config.json --meta none"
    run(tmp_path, *generate.split(), "--output-path", "askreports_client")
    run(tmp_path, "mypy", "--strict", "askreports_client", "use.py")
    with serving(FullReports()) as address:
        used = subprocess.run(
            [sys.executable, "use.py", address], cwd=tmp_path, capture_output=True, text=True, check=False
        )
    assert used.returncode == 0, used.stderr
    assert used.stdout.startswith("harbour.md 0.71 0.66 1 the filter 'year' has no '='")


@contextmanager
def serving(reports: CannedReports) -> Iterator[str]:
    """Serves in a thread, on a free port of this machine; yields the address."""
    server = uvicorn.Server(uvicorn.Config(create_app(reports), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        deadline = time.monotonic() + 60
        while not server.started:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def run(folder, module, *arguments):
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
