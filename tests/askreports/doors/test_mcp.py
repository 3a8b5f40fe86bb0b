"""The MCP door, driven by the client of the mcp package, in memory and over stdio."""

import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import canned
import pytest
from canned import CannedReports
from mcp import Client, StdioServerParameters, stdio_client
from mcp.types import CallToolResult

import askreports
from askreports.doors.mcp_server import create_server
from index.errors import BadFilter


def over_memory(reports: CannedReports, use: Callable[[Client], Awaitable[Any]]) -> Any:
    async def talk() -> Any:
        async with Client(create_server(reports)) as client:
            return await use(client)

    return anyio.run(talk)


def call(reports: CannedReports, tool: str, arguments: dict[str, Any]) -> CallToolResult:
    return over_memory(reports, lambda client: client.call_tool(tool, arguments))


def data(result: CallToolResult) -> dict[str, Any]:
    """What a tool answered: the same JSON as structured content and, for older clients, as text."""
    assert not result.is_error
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


def test_the_tools_are_search_ask_and_reports_and_only_read():
    tools = over_memory(CannedReports(), lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == ["search", "ask", "reports"]
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)
    search = tools[0].input_schema
    assert search["required"] == ["question"]
    assert list(search["properties"]) == ["question", "k", "where"]


@pytest.mark.parametrize(("model", "beyond"), [(None, False), ("tiny at 127.0.0.1:11434", True)])
def test_only_a_question_that_a_language_model_gets_leaves_the_reports(model, beyond):
    reports = CannedReports()
    reports.sends_to = model
    tools = over_memory(reports, lambda client: client.list_tools()).tools
    hints = {tool.name: tool.annotations.open_world_hint for tool in tools}
    assert hints == {"search": False, "ask": beyond, "reports": False}


def test_search_answers_with_the_json_of_the_command_line():
    reports = CannedReports()
    told = data(call(reports, "search", {"question": "grants", "k": 2, "where": {"year": 2021}}))
    assert (told["question"], len(told["hits"])) == ("grants", 2)
    assert told["hits"][0]["document"]["path"] == "harbour.md"
    assert told["hits"][0]["page"] == {"number": 1, "label": "i", "read_by": "text", "confidence": None}
    assert reports.asked == [("grants", {"year": 2021})]


def test_ask_answers_with_the_json_of_the_command_line():
    reports = CannedReports()
    told = data(call(reports, "ask", {"question": "grants?", "where": {"organisation": ["A", "B"]}}))
    assert told["found"] is True
    assert told["citations"][0]["quote"] == "27 start-ups"
    assert reports.asked == [("grants?", {"organisation": ["A", "B"]})]


def test_earlier_questions_are_handed_on():
    reports = CannedReports()
    data(call(reports, "ask", {"question": "and in 2020?", "earlier": ["What was spent in 2019?"]}))
    assert reports.earlier == ["What was spent in 2019?"]


def test_reports_lists_what_is_indexed():
    assert "harbour.md" in json.dumps(data(call(CannedReports(), "reports", {})))


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
