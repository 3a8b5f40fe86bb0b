"""What the tools have in common: their arguments, whose reports they see, and how they answer."""

import json
from collections.abc import Callable, Collection
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeAlias, TypeVar

from mcp.server.mcpserver import Context
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from ingest.errors import AskReportsError

STRUCTURED_SINCE = "2025-06-18"  # the version of the protocol that brought structured content

Where: TypeAlias = dict[str, str | int | list[str | int]]
SeesOnly = Callable[[Any], Collection[str] | None]  # a context -> the collections of its caller, None for all
P = ParamSpec("P")
R = TypeVar("R")

Question = Annotated[str, Field(description="The question, in any language.")]
Filter = Annotated[
    Where | None,
    Field(
        description='Only reports with these values, such as {"year": 2021} or {"organisation": ["3M", '
        '"Adobe"]}; also period, kind, language, title, path and collection.'
    ),
]
Detail = Annotated[bool, Field(description="Whether to return everything, however long it is.")]
Offset = Annotated[int, Field(ge=0, description="Where to begin: next_offset of the call before.")]

Visible: TypeAlias = Callable[[Any], Any]  # a context -> a context manager with the reports of its caller


def result(context: Context, structured: Any, summary: str) -> CallToolResult:
    """The result of a tool, sent once: as text only to clients from before there was structured content."""
    is_old = (context.protocol_version or STRUCTURED_SINCE) < STRUCTURED_SINCE
    text = json.dumps(structured, ensure_ascii=False) if is_old else f"{summary} See the structured content."
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=structured)


def reads(beyond: bool = False) -> ToolAnnotations:
    """Marks a tool as read-only; `beyond` says that it sends something to a language model."""
    return ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=beyond)


def told(call: Callable[P, R], kind: type[Exception]) -> Callable[P, R]:
    """The call with our own errors passed on to the caller; any other error is only logged."""

    @wraps(call)
    def call_told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return call(*args, **kwargs)
        except AskReportsError as error:
            raise kind(str(error)) from error

    return call_told
