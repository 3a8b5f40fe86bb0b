"""MCP over HTTP (streamable), with the tokens of REST."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from askreports.doors.mcp_server.server import create_server
from askreports.errors import AskReportsError, BadListening
from askreports.reports import Reports
from askreports.tokens import Tokens, is_loopback, tokens_file

LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")
_SEES = "askreports.collections"  # in the scope of a request that was let in


def create_http_app(reports: Reports, tokens: Tokens, hosts: tuple[str, ...] = ("*",)) -> Starlette:
    """The application for an index that is open already; the path is `/mcp`.

    It answers requests to one of the names in `hosts`, with a token where there are `tokens`.
    """
    server = create_server(reports, _collections_of)
    app = server.streamable_http_app(
        stateless_http=True,
        json_response=True,
        # names are checked below, where those of a proxy are known
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    app.add_middleware(_LetIn, tokens=tokens, hosts=hosts)
    return app


def serve_http(
    reports: Reports,
    host: str = "127.0.0.1",
    port: int = 8503,
    named: tuple[str, ...] = (),
) -> None:
    """Serves until interrupted; `named` are the names that a proxy calls the server by.

    Raises `BadListening` beyond this machine without tokens.
    """
    tokens = Tokens(tokens_file(reports.index))
    if not is_loopback(host) and not tokens.required():
        raise BadListening(
            f"{host} can be reached from other machines, where everyone could read the reports: "
            "run 'askreports token create NAME' first, or listen on 127.0.0.1"
        )
    hosts = (*LOCAL_NAMES, *named) if named or is_loopback(host) else ("*",)
    uvicorn.run(create_http_app(reports, tokens, hosts), host=host, port=port, access_log=False, ws="none")


def _collections_of(context: Any) -> Collection[str] | None:
    """The collections that the caller may see. A request that was not let in has none: it is an error."""
    seen: Collection[str] | None = context.request_context.request.scope[_SEES]
    return seen


class _LetIn:
    """Turns away requests to other names, from web pages of other sites, and without a valid token."""

    def __init__(self, app: ASGIApp, tokens: Tokens, hosts: tuple[str, ...]) -> None:
        self._app, self._tokens, self._hosts = app, tokens, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            refusal = self._refusal(headers)
            if refusal is None:
                scope[_SEES] = self._collections(headers)
        except AskReportsError as error:
            refusal = 503, str(error)
        if refusal is None:
            await self._app(scope, receive, send)
            return
        status, text = refusal
        challenge = {"WWW-Authenticate": 'Bearer realm="askreports"'} if status == 401 else None
        await JSONResponse({"error": text}, status, challenge)(scope, receive, send)

    def _refusal(self, headers: Headers) -> tuple[int, str] | None:
        for name in ("host", "origin"):
            if name in headers and not self._is_ours(headers[name]):
                return 403, "the server is not called by this name: set ASKREPORTS_HOSTS to allow it"
        if self._tokens.required() and self._tokens.bearer(headers.get("authorization", "")) is None:
            return 401, "send a valid token as 'Authorization: Bearer TOKEN'"
        return None

    def _collections(self, headers: Headers) -> Collection[str] | None:
        token = self._tokens.bearer(headers.get("authorization", ""))
        return None if token is None else token.collections

    def _is_ours(self, place: str) -> bool:
        try:
            name = urlsplit(place if "//" in place else f"//{place}").hostname
        except ValueError:
            name = None
        return "*" in self._hosts or name in self._hosts
