"""The OpenAPI document describes every field of every body, and a client generated from it is typed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from canned import HIT
from full_answer import FULL_ANSWER
from rest_server import FullReports, serving
from starlette.testclient import TestClient

from askreports.doors.rest import create_app
from askreports.doors.rest.problems import OLD_PATHS
from askreports.schema import answer_json, health_json, search_json, status_json

JSON_TYPES = {"application/json", "application/problem+json"}
TEXT_TYPES = {"text/event-stream", "text/plain"}


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
        (path, verb, status, kind): content["schema"]
        for path, verbs in description["paths"].items()
        for verb, operation in verbs.items()
        for status, response in operation["responses"].items()
        for kind, content in response["content"].items()
    }
    assert {kind for _, _, _, kind in bodies} == {*JSON_TYPES, "image/png", "application/pdf", *TEXT_TYPES}
    assert all("$ref" in schema for (*_, kind), schema in bodies.items() if kind in JSON_TYPES)
    failures = {path: kind for path, _, status, kind in bodies if status == "4XX"}
    assert {path for path, kind in failures.items() if kind == "application/json"} == set(OLD_PATHS)


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
from askreports_client import AuthenticatedClient
from askreports_client.api.default import ask_posted, search
from askreports_client.api.default import report_v1, search_v1
from askreports_client.models import AnswerJson, AskRequest, IndexedDocumentJson, OldProblem, Problem
from askreports_client.models import SearchJson, SearchRequest

client = AuthenticatedClient(base_url=sys.argv[1], token="none")
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
assert isinstance(refused, OldProblem)
found_v1 = search_v1.sync(client=client, body=SearchRequest(question="grants", k=1))
assert isinstance(found_v1, SearchJson)
report = report_v1.sync("d1", client=client)
assert isinstance(report, IndexedDocumentJson)
unknown = report_v1.sync("d2", client=client)
assert isinstance(unknown, Problem) and unknown.status == 404
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


def run(folder, module, *arguments):
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
