"""The MCP door, driven by the client of the mcp package, in memory and over stdio."""

import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import canned
import httpx2
import pytest
from canned import PAGE, CannedReports
from hypothesis import given, settings
from hypothesis import strategies as st
from mcp import Client, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult
from starlette.testclient import TestClient

import askreports
from askreports.doors.mcp_server import create_http_app, create_server, serve_http
from askreports.doors.mcp_server.brief import brief_answer
from askreports.errors import BadListening
from askreports.schema import answer_json, check_json, status_json
from askreports.tokens import Tokens
from index.errors import BadFilter, NoSuchPage
from ingest.document import Page

CHECKING = ("check", "grid", "restatements")


def over_memory(reports: CannedReports, use: Callable[[Client], Awaitable[Any]]) -> Any:
    async def talk() -> Any:
        async with Client(create_server(reports)) as client:
            return await use(client)

    return anyio.run(talk)


def call(reports: CannedReports, tool: str, arguments: dict[str, Any]) -> CallToolResult:
    return over_memory(reports, lambda client: client.call_tool(tool, arguments))


def data(result: CallToolResult) -> dict[str, Any]:
    """What a tool answered: once, as structured content, with a short text that says so."""
    assert not result.is_error, result.content
    (text,) = result.content
    assert text.text.endswith("See the structured content.")
    assert len(text.text) < 100
    return result.structured_content


def test_the_tools_only_read_and_describe_every_argument_and_every_field():
    tools = over_memory(CannedReports(), lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == ["search", "ask", "read_page", "list_reports", *CHECKING]
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)
    for tool in tools:
        assert all(argument.get("description") for argument in tool.input_schema["properties"].values())
        schemas = [tool.output_schema, *tool.output_schema.get("$defs", {}).values()]
        assert all(field.get("description") for schema in schemas for field in schema["properties"].values())
    search = tools[0].input_schema
    assert search["required"] == ["question"]
    assert list(search["properties"]) == ["question", "k", "where", "detail"]


@pytest.mark.parametrize(("model", "beyond"), [(None, False), ("tiny at 127.0.0.1:11434", True)])
def test_only_a_question_that_a_language_model_gets_leaves_the_reports(model, beyond):
    reports = CannedReports()
    reports.sends_to = model
    tools = over_memory(reports, lambda client: client.list_tools()).tools
    hints = {tool.name: tool.annotations.open_world_hint for tool in tools}
    others = dict.fromkeys(("search", "read_page", "list_reports", *CHECKING), False)
    assert hints == {**others, "ask": beyond}


def test_search_answers_with_the_json_of_the_command_line():
    reports = CannedReports()
    told = data(call(reports, "search", {"question": "grants", "k": 2, "where": {"year": 2021}}))
    assert (told["question"], len(told["hits"])) == ("grants", 2)
    hit = told["hits"][0]
    assert (hit["report"], hit["path"], hit["page"], hit["label"]) == ("d1", "harbour.md", 1, "i")
    assert hit["text"] == PAGE.text
    assert told["full"] is None
    assert reports.asked == [("grants", {"year": 2021})]


def test_ask_answers_with_the_json_of_the_command_line():
    reports = CannedReports()
    told = data(call(reports, "ask", {"question": "grants?", "where": {"organisation": ["A", "B"]}}))
    assert told["status"] == "answers"
    assert told["citations"][0]["quote"] == "27 start-ups"
    assert reports.asked == [("grants?", {"organisation": ["A", "B"]})]


def test_earlier_questions_are_handed_on():
    reports = CannedReports()
    data(call(reports, "ask", {"question": "and in 2020?", "earlier": ["What was spent in 2019?"]}))
    assert reports.earlier == ["What was spent in 2019?"]


def test_list_reports_lists_what_is_indexed():
    told = data(call(CannedReports(), "list_reports", {}))
    assert [report["path"] for report in told["reports"]] == ["harbour.md"]
    assert (told["total"], told["next_offset"]) == (1, None)


def test_detail_has_the_json_of_the_command_line():
    told = data(call(CannedReports(), "ask", {"question": "grants?", "detail": True}))
    assert told["full"] == answer_json(CannedReports().ask("grants?"))
    assert data(call(CannedReports(), "search", {"question": "x", "k": 1, "detail": True}))["full"]["hits"]
    assert data(call(CannedReports(), "list_reports", {"detail": True}))["full"] == status_json(
        CannedReports()
    )


def test_a_page_is_read_in_parts_and_as_a_resource():
    reports = PagedReports("é" * 10_000)
    text, offset = "", 0
    while offset is not None:
        part = data(call(reports, "read_page", {"report": "d1", "page": 1, "offset": offset}))
        assert len(json.dumps(part, ensure_ascii=False).encode()) < 6000
        text, offset = text + part["text"], part["next_offset"]
    assert text == "é" * 10_000
    (page,) = over_memory(reports, lambda client: client.read_resource("reports://d1/pages/1")).contents
    assert page.text == text
    assert call(reports, "read_page", {"report": "d2", "page": 1}).is_error
    (listed,) = over_memory(reports, lambda client: client.read_resource("reports://all")).contents
    assert json.loads(listed.text)["reports"] == 1


class PagedReports(CannedReports):
    """Has one page with this text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def page(self, document_id: str, number: int) -> Page:
        if (document_id, number) != ("d1", 1):
            raise NoSuchPage(f"no page {number} in report {document_id}")
        return Page(1, "i", self.text, 0, 0, len(self.text))


@given(
    st.lists(st.text(max_size=4000), max_size=12),
    st.lists(st.text(max_size=9000), max_size=12),
    st.integers(0, 400),
)
@settings(max_examples=60)
def test_an_answer_is_short_however_much_is_quoted(said, quoted, rows):
    answer = answer_json(CannedReports().ask("x" * 300))
    answer["sentences"] = [{**answer["sentences"][0], "text": text} for text in said]
    answer["citations"] = [{**answer["citations"][0], "quote": text} for text in quoted]
    answer["table"] = {"columns": ["", "2023"], "rows": [[{"text": "x", "citation": 1}] * 2] * rows}
    brief = brief_answer(answer, detail=False)
    assert len(json.dumps(brief, ensure_ascii=False).encode()) <= 5_600
    assert brief_answer(answer, detail=True)["full"] == answer


def test_over_http_a_token_shows_its_collections(tmp_path):
    tokens = Tokens(tmp_path / "tokens.json")
    _, secret = tokens.create("helper", ["inner"])
    reports = CannedReports()
    reports.within = lambda names: asked.append(names) or reports
    asked: list[object] = []

    async def talk(headers: dict[str, str]) -> CallToolResult:
        app = create_http_app(reports, tokens)
        transport = httpx2.ASGITransport(app=app)
        async with (
            app.router.lifespan_context(app),
            httpx2.AsyncClient(transport=transport, headers=headers) as line,
            Client(streamable_http_client("http://127.0.0.1:8503/mcp", http_client=line)) as client,
        ):
            return await client.call_tool("ask", {"question": "grants?"})

    assert data(anyio.run(talk, {"authorization": f"Bearer {secret}"}))["status"] == "answers"
    assert asked == [("inner",)]
    with pytest.raises(ExceptionGroup):
        anyio.run(talk, {})


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"authorization": "Bearer wrong"}, 401),
        ({"host": "evil.example"}, 403),
        ({"origin": "https://evil.example"}, 403),
    ],
)
def test_over_http_others_are_turned_away(tmp_path, headers, status):
    tokens = Tokens(tmp_path / "tokens.json")
    tokens.create("helper")
    client = TestClient(create_http_app(CannedReports(), tokens, ("127.0.0.1",)), base_url="http://127.0.0.1")
    assert client.post("/mcp", json={}, headers=headers).status_code == status


def test_beyond_this_machine_it_takes_tokens(tmp_path):
    reports = CannedReports()
    reports.index = tmp_path / "index"
    with pytest.raises(BadListening, match="token create"):
        serve_http(reports, "0.0.0.0")


def test_an_error_of_ours_is_told_in_its_own_words():
    failure = BadFilter("no field 'nonsense': use year")
    result = call(CannedReports(failure), "search", {"question": "grants"})
    assert result.is_error
    assert str(failure) in result.content[0].text


def test_any_other_error_says_nothing_of_the_inside():
    result = call(CannedReports(KeyError("/secret/place")), "ask", {"question": "grants"})
    assert result.is_error
    assert "secret" not in result.content[0].text


@pytest.mark.parametrize(
    "arguments", [{}, {"question": "x", "k": "many"}, {"question": "x", "where": "year"}]
)
def test_malformed_arguments_are_an_error(arguments):
    reports = CannedReports()
    assert call(reports, "search", arguments).is_error
    assert reports.asked == []


@pytest.mark.parametrize(
    ("line", "identity"),
    [
        (r'{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"\ud800"}}', 7),
        ('{"jsonrpc":"2.0","id":', None),
        ("nonsense", None),
    ],
)
def test_a_line_that_is_no_message_is_answered_with_an_error(line, identity):
    server = [sys.executable, canned.__file__, "mcp"]
    with subprocess.Popen(server, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        process.stdin.write(line + "\n")
        process.stdin.flush()
        told = json.loads(process.stdout.readline())
        process.stdin.close()
        assert process.wait(60) == 0
    assert told["id"] == identity
    assert told["error"]["code"] == -32700
    assert told["error"]["message"].startswith("The message cannot be read: ")


def test_half_a_character_in_a_question_is_an_error(sample_index):
    with askreports.open(sample_index) as reports:
        result = call(reports, "search", {"question": "\ud800 grants"})
    assert result.is_error
    assert "not valid Unicode" in result.content[0].text


def test_over_stdio_the_answers_are_the_same():
    server = StdioServerParameters(
        command=sys.executable, args=[canned.__file__, "mcp"], env=dict(os.environ)
    )

    async def talk() -> CallToolResult:
        async with Client(stdio_client(server)) as client:
            return await client.call_tool("ask", {"question": "grants?"})

    told = data(anyio.run(talk))
    assert told == data(call(CannedReports(), "ask", {"question": "grants?"}))


class HarbourReports(CannedReports):
    """Canned reports whose texts and grids are those of real ones."""

    def __init__(self, real) -> None:
        super().__init__()
        self.check, self.grid, self.restatements = real.check, real.grid, real.restatements
        self.count_cells = real.count_cells


def test_a_text_is_checked_as_on_the_command_line(reports):
    text = "The Harbour Trust had 2,110 members in 2023."
    told = data(call(HarbourReports(reports), "check", {"text": text}))
    assert [claim["verdict"] for claim in told["claims"]] == ["supported"]
    assert told["claims"] == check_json(reports.check(text))["claims"]


def test_grids_and_restatements_are_tools(reports):
    asked = {
        "questions": ["How many members were there?"],
        "over": "year",
        "where": {"organisation": "Harbour Trust"},
    }
    told = data(call(HarbourReports(reports), "grid", asked))
    assert told["cells"][0][told["columns"].index("2023")]["value"] == "2110"
    assert data(call(HarbourReports(reports), "restatements", {}))["restatements"]


def test_a_grid_that_takes_too_long_is_refused(reports):
    asked = {"questions": [f"Question {number}?" for number in range(100)], "over": "report"}
    assert call(HarbourReports(reports), "grid", asked).is_error
