"""Every operation of the OpenAPI document, called with what it allows and what it does not (schemathesis).

No answer has a status of 500 or above, each is as the document describes it, and none comes without a token.
"""

from pathlib import Path

import hypothesis
import pytest
from rest_server import FullReports

from askreports.doors.rest import create_app
from askreports.tokens import Tokens
from index.errors import BadQuestion, NoSuchPage
from index.hit import Hit
from ingest.document import Page

schemathesis = pytest.importorskip("schemathesis", reason="needs the package schemathesis")
positive_data_acceptance = pytest.importorskip("schemathesis.specs.openapi.checks").positive_data_acceptance
pytestmark = pytest.mark.slow


class AnyReports(FullReports):
    """Has one page."""

    def page(self, document_id: str, number: int) -> Page:
        if (document_id, number) != ("d1", 1):
            raise NoSuchPage(f"no page {number} in report {document_id}")
        return Page(1, "i", "A page.", 0, 0, 7)

    def search(self, question: str, k: int = 10, where: object = None) -> list[Hit]:
        if not 1 <= k <= 1000:
            raise BadQuestion(f"k is {k}: ask for 1 to 1000 hits")
        return super().search(question, min(k, 3), where)

    def source_file(self, _: str) -> Path | None:
        return None


@pytest.fixture(scope="module")
def operations(tmp_path_factory):
    """Every operation by its name, as the application describes it, and a token for it."""
    tokens = Tokens(tmp_path_factory.mktemp("fuzz") / "tokens.json")
    _, secret = tokens.create("fuzz")
    schema = schemathesis.openapi.from_asgi("/openapi.json", create_app(AnyReports(), tokens=tokens))
    return {found.ok().label: found.ok() for found in schema.get_all_operations()}, secret


def labels() -> list[str]:
    paths = create_app(AnyReports()).openapi()["paths"]
    return [f"{method.upper()} {path}" for path, methods in paths.items() for method in methods]


@pytest.mark.parametrize("label", labels())
def test_an_operation_is_as_it_is_described(operations, label):
    operation, secret = operations[0][label], operations[1]
    let_in = {"Authorization": f"Bearer {secret}"}

    @hypothesis.settings(max_examples=30, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
    @hypothesis.given(case=operation.as_strategy())
    def check(case):
        # what the document cannot say, such as that a filter has a "=", is refused with 400
        case.call_and_validate(headers=let_in, excluded_checks=[positive_data_acceptance])

    check()


@pytest.mark.parametrize("label", labels())
def test_nothing_is_answered_without_a_token(operations, label):
    @hypothesis.settings(max_examples=5, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
    @hypothesis.given(case=operations[0][label].as_strategy())
    def check(case):
        assert (case.call().status_code == 401) is (label not in ("GET /healthz", "GET /readyz"))

    check()
