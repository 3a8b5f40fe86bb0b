"""Serving: where the server listens, and that nobody holds a connection without using it."""

import asyncio
import logging
import os
import sys

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from askreports.doors.rest.application import create_app
from askreports.doors.rest.policy import LOCAL_NAMES, policy_of
from askreports.errors import BadListening
from askreports.reports import Reports
from askreports.settings import ServerSettings
from askreports.tokens import Tokens, is_loopback, tokens_file

HEAD_SECONDS = 15.0  # for the head of a request, from the opening of the connection


def serve(
    reports: Reports,
    host: str = "127.0.0.1",
    port: int = 8502,
    settings: ServerSettings | None = None,
) -> None:
    """Serves until interrupted. Raises `BadListening` beyond this machine without tokens.

    On a loopback address, only requests to a local name or one of `ASKREPORTS_HOSTS` are answered: otherwise
    a web page could point a name of its own at this machine and read the reports through a visitor's browser
    (DNS rebinding).
    """
    tokens, settings = Tokens(tokens_file(reports.index)), settings or ServerSettings()
    policy = policy_of(settings, allowed_hosts(host, tokens, settings.hosts), os.cpu_count() or 1)
    app = create_app(reports, policy=policy, tokens=tokens)
    _log_requests()
    # no access log: it would print every question, and to standard output
    uvicorn.run(app, host=host, port=port, access_log=False, http=ImpatientProtocol, ws="none")


def allowed_hosts(host: str, tokens: Tokens, named: tuple[str, ...]) -> tuple[str, ...]:
    """The names that requests may call the server by: local ones, and those named. Raises `BadListening`."""
    if is_loopback(host):
        return (*LOCAL_NAMES, *named)
    if not tokens.required():
        raise BadListening(
            f"{host} can be reached from other machines, where everyone could read the reports: "
            "run 'askreports token create NAME' first, or listen on 127.0.0.1"
        )
    return (*LOCAL_NAMES, *named) if named else ("*",)


class ImpatientProtocol(H11Protocol):
    """Closes a connection over which no whole head of a request comes."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._waiting = self.loop.call_later(HEAD_SECONDS, self._close_silent)

    def data_received(self, data: bytes) -> None:
        if self._waiting is None and (self.cycle is None or self.cycle.response_complete):
            self._waiting = self.loop.call_later(HEAD_SECONDS, self._close_silent)
        super().data_received(data)
        if self._waiting and self.cycle is not None and not self.cycle.response_complete:
            self._waiting.cancel()
            self._waiting = None

    def _close_silent(self) -> None:
        self._waiting = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()


def _log_requests() -> None:
    """One JSON object a request, on standard error."""
    log = logging.getLogger("askreports.rest")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.handlers[:] = [handler]
    log.propagate = False
    log.setLevel(logging.INFO)
