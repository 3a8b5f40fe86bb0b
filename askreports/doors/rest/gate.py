"""What every request passes first: its id, the name it calls the server by, its token, its size and rate."""

import asyncio
import json
import logging
import re
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from askreports.doors.rest.limits import Rates
from askreports.doors.rest.metrics import Metrics
from askreports.doors.rest.policy import Policy
from askreports.doors.rest.problems import Refused, problem, status_of
from askreports.errors import AskReportsError
from askreports.tokens import Token, Tokens

OPEN_PATHS = ("/healthz", "/readyz", "/openapi.json")  # which say nothing of reports
BODY_SECONDS = 30.0  # longest wait for the next piece of a body
_UPLOADS = "/v1/reports"
_METHODS = ("GET", "HEAD", "POST", "DELETE", "OPTIONS")
_REQUEST_ID = re.compile(r"[\w.:-]{1,100}", re.ASCII)
_LOG = logging.getLogger("askreports.rest")


class Gate:
    """Lets requests through to an application, and writes down how they ended."""

    def __init__(self, app: ASGIApp, policy: Policy, metrics: Metrics, tokens: Tokens | None) -> None:
        self._app, self._policy, self._metrics, self._tokens = app, policy, metrics, tokens
        self._rates = Rates(policy.rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        state = scope.setdefault("state", {})
        state |= {"request_id": _request_id(request.headers), "collections": None, "token": None}
        with self._written_down(scope) as ended:

            async def send_on(message: Message) -> None:
                if message["type"] == "http.response.start":
                    ended["status"] = message["status"]
                    headers = MutableHeaders(scope=message)
                    headers["X-Request-ID"] = state["request_id"]
                    headers.setdefault("Cache-Control", "no-store")
                    headers.setdefault("X-Content-Type-Options", "nosniff")
                await send(message)

            try:
                self._check(request)
            except Refused as refused:
                response = problem(request, refused.status_code, refused.detail, refused.headers)
                await response(scope, receive, send_on)
            except AskReportsError as error:
                await problem(request, status_of(error), str(error))(scope, receive, send_on)
            else:
                limit = self._policy.max_upload if request.url.path == _UPLOADS else self._policy.max_body
                await self._pass(request, _bounded(receive, limit), send_on)

    async def _pass(self, request: Request, receive: Receive, send: Send) -> None:
        with suppress(ClientDisconnect):  # then there is nobody to answer
            await self._app(request.scope, receive, send)

    def _check(self, request: Request) -> None:
        """Raises `Refused` for a request that must not go on."""
        _check_host(request.headers.get("host", ""), self._policy.hosts)
        length = request.headers.get("content-length", "0")
        limit = self._policy.max_upload if request.url.path == _UPLOADS else self._policy.max_body
        if length.isdecimal() and int(length) > limit:
            raise Refused(413, f"the body has {length} bytes: at most {limit} are taken")
        if request.url.path in OPEN_PATHS or request.method == "OPTIONS":
            return
        token = self._token(request.headers)
        self._rates.check(token.id if token else request.client.host if request.client else "")
        if token:
            request.scope["state"] |= {"token": token, "collections": token.collections}

    def _token(self, headers: Headers) -> Token | None:
        """The token of a request; None where nobody needs one."""
        if self._tokens is None or not self._tokens.required():
            return None
        token = self._tokens.bearer(headers.get("authorization", ""))
        if token is None:
            raise Refused(401, "send a valid token as 'Authorization: Bearer TOKEN'")
        return token

    @contextmanager
    def _written_down(self, scope: Scope) -> Iterator[dict[str, int]]:
        """Counts and logs a request, at its end. Of what was asked the log has nothing, unless it is to."""
        began, ended = time.perf_counter(), {"status": 500}
        try:
            yield ended
        finally:
            seconds = time.perf_counter() - began
            route = getattr(scope.get("route"), "path", "other")
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self._metrics.requests.labels(method, route, str(ended["status"])).inc()
            self._metrics.latency.labels(route).observe(seconds)
            state = scope["state"]
            said: dict[str, object] = {
                "request": state["request_id"],
                "method": scope["method"],
                "route": route,
                "status": ended["status"],
                "seconds": round(seconds, 4),
                "token": state["token"].id if state["token"] else None,
            }
            if self._policy.log_questions and "question" in state:
                said["question"] = state["question"]
            _LOG.info(json.dumps(said))


def _bounded(receive: Receive, limit: int) -> Receive:
    """Receives a body of at most so many bytes, which comes without long pauses."""
    received, complete = 0, False

    async def bounded() -> Message:
        nonlocal received, complete
        if complete:  # what comes now is that the client leaves
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), BODY_SECONDS)
        except TimeoutError:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, "the body did not come in time") from None
        received += len(message.get("body", b""))
        if received > limit:
            raise Refused(413, f"the body is too large: at most {limit} bytes are taken")
        complete = not message.get("more_body", False)
        return message

    return bounded


def _check_host(host: str, allowed: tuple[str, ...]) -> None:
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        name = None
    if "*" not in allowed and name not in allowed:
        raise Refused(400, "the server is not called by this name: set ASKREPORTS_HOSTS to allow it")


def _request_id(headers: Mapping[str, str]) -> str:
    """The id that a proxy gave the request, if it is a plain one, else a new one."""
    given = headers.get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
