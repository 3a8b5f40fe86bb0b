"""Texts, grids and restatements over REST: the JSON of the command line, and what is refused."""

import pytest
from canned import CannedReports
from starlette.testclient import TestClient

from askreports.doors.rest import create_app
from askreports.schema import check_json


class HarbourReports(CannedReports):
    """Canned reports whose texts and grids are those of real ones."""

    def __init__(self, real) -> None:
        super().__init__()
        self.check, self.grid, self.restatements = real.check, real.grid, real.restatements
        self.count_cells = real.count_cells


@pytest.fixture
def client(reports) -> TestClient:
    return TestClient(create_app(HarbourReports(reports)), raise_server_exceptions=False)


def test_a_text_is_checked_as_on_the_command_line(client, reports):
    text = "The Harbour Trust had 2,110 members in 2023. The Harbour Trust had 2,410 members in 2023."
    told = client.post("/v1/check", json={"text": text}).json()
    assert [claim["verdict"] for claim in told["claims"]] == ["supported", "contradicted"]
    assert told["claims"] == check_json(reports.check(text))["claims"]
    assert told["citations"] == check_json(reports.check(text))["citations"]


def test_questions_become_a_table(client):
    wanted = {"questions": ["How many members were there?"], "over": "year"}
    told = client.post("/v1/grid", json={**wanted, "where": {"organisation": "Harbour Trust"}}).json()
    assert told["cells"][0][told["columns"].index("2023")]["value"] == "2110"


def test_restated_figures_are_listed(client):
    told = client.post("/v1/restatements", json={}).json()
    assert any(
        {"1965", "1929"} == {value["value"] for value in one["values"]} for one in told["restatements"]
    )


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("check", {"text": " "}),
        ("check", {}),
        ("check", {"text": "x", "more": 1}),
        ("grid", {"questions": []}),
        ("grid", {"questions": ["x?"], "over": "planet"}),
        ("grid", {"questions": [f"{number}?" for number in range(100)]}),
        ("restatements", {"where": {"colour": "red"}}),
    ],
)
def test_what_cannot_be_done_is_a_problem(client, path, wanted):
    response = client.post(f"/v1/{path}", json=wanted)
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
