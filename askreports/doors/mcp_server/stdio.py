"""MCP over standard input and output, for a client that starts the server itself."""

import json
from typing import Any

import anyio
from mcp.server import MCPServer
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from mcp.types import PARSE_ERROR, ErrorData, JSONRPCError
from pydantic import ValidationError

from askreports.doors.mcp_server.server import create_server
from askreports.reports import Reports


def serve(reports: Reports) -> None:
    """Serves over standard input and output until the client hangs up."""
    anyio.run(_serve, create_server(reports))


async def _serve(server: MCPServer) -> None:
    protocol = server._lowlevel_server  # what `server.run` starts, which takes no streams
    async with stdio_server() as (received, sent):
        valid_in, valid = anyio.create_memory_object_stream[SessionMessage | Exception](0)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_refuse_malformed, received, valid_in, sent)
            await protocol.run(valid, sent, protocol.create_initialization_options())
            tasks.cancel_scope.cancel()


async def _refuse_malformed(received: Any, valid: Any, sent: Any) -> None:
    """Passes valid messages on and answers the others, whose senders would wait forever."""
    async with valid:
        async for message in received:
            if isinstance(message, Exception):
                await sent.send(SessionMessage(_parse_error(message)))
            else:
                await valid.send(message)


def _parse_error(error: Exception) -> JSONRPCError:
    """What is wrong with a line that is not valid JSON, such as half of a character (a lone surrogate)."""
    wrong = error.errors()[0] if isinstance(error, ValidationError) else None
    said = wrong["msg"] if wrong else str(error)
    return JSONRPCError(
        jsonrpc="2.0",
        id=_id_of(wrong["input"]) if wrong else None,
        error=ErrorData(code=PARSE_ERROR, message=f"The message cannot be read: {said}"),
    )


def _id_of(line: object) -> str | int | None:
    """The id of a request, as far as it can be read; None where it cannot."""
    try:
        identity = json.loads(line)["id"] if isinstance(line, str) else None
    except (ValueError, KeyError, TypeError):
        return None
    return identity if isinstance(identity, str | int) else None
