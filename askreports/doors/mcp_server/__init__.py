"""MCP: search, answers and pages as tools for a language model. Needs the extra `mcp`."""

from askreports.doors.mcp_server.http import create_http_app, serve_http
from askreports.doors.mcp_server.server import create_server
from askreports.doors.mcp_server.stdio import serve

__all__ = ["create_http_app", "create_server", "serve", "serve_http"]
