"""Makes the docstring below a field its description in OpenAPI and MCP."""

from typing import TypeVar

Kind = TypeVar("Kind", bound=type)


def described(kind: Kind) -> Kind:
    """A `TypedDict` whose fields pydantic describes by their docstrings.

    The setting is pydantic's, and set without it: the command line does not load pydantic.
    """
    setattr(kind, "__pydantic_config__", {"use_attribute_docstrings": True})  # noqa: B010  (no TypedDict has it)
    return kind
