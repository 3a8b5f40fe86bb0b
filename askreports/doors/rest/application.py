"""The application: routes, errors and the gate before them, over an index that is open."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from askreports import __version__
from askreports.doors.rest.desk import Desk
from askreports.doors.rest.gate import Gate
from askreports.doors.rest.metrics import Metrics
from askreports.doors.rest.policy import Policy
from askreports.doors.rest.problems import OLD_PATHS, PROBLEM_JSON, add_handlers
from askreports.doors.rest.routes import adding, checks, dify, documents, health, old_routes, openai_api, v1
from askreports.live import LiveReports
from askreports.reports import Reports
from askreports.tokens import Tokens

_OPEN = ("/healthz", "/readyz")
_JSON = "application/json"


def create_app(
    reports: Reports,
    hosts: Sequence[str] = ("*",),
    policy: Policy | None = None,
    tokens: Tokens | None = None,
) -> FastAPI:
    """The application for an index that is open already, as `reports`.

    It answers requests to one of the names in `hosts`, with a token where there are `tokens`. When an ingest
    has changed the index, it opens the new generation and closes `reports`.
    """
    policy = policy or Policy(hosts=tuple(hosts))
    app = FastAPI(
        title="askreports",
        version=__version__,
        generate_unique_id_function=lambda route: route.name,  # names the functions of generated clients
        docs_url=None,  # the usual pages load their scripts from a public server
        redoc_url=None,
    )
    metrics = app.state.metrics = Metrics()
    app.state.live = LiveReports(reports)
    app.state.adding = adding.Adding(reports.index)
    app.state.desk = Desk(app.state.live, policy, metrics)
    for room in (old_routes, v1, checks, documents, adding, openai_api, dify, health):
        app.include_router(room.router)
    add_handlers(app)
    if policy.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=policy.origins,
            allow_methods=("GET", "POST", "DELETE"),
            allow_headers=("Authorization", "Content-Type"),
            expose_headers=("X-Request-ID",),
        )
    app.add_middleware(Gate, policy=policy, metrics=metrics, tokens=tokens)
    _describe(app)
    return app


def _describe(app: FastAPI) -> None:
    """Says in the OpenAPI document what FastAPI does not know: the type of problems, and the token."""
    made = app.openapi

    def described() -> dict[str, Any]:
        document = made()
        document["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        for path, operations in document["paths"].items():
            for operation in operations.values():
                if path not in _OPEN:
                    operation["security"] = [{}, {"token": []}]
                operation["responses"].pop("422", None)  # a malformed request has status 400
                for status, response in operation["responses"].items():
                    if path not in OLD_PATHS and status in ("4XX", "5XX") and _JSON in response["content"]:
                        response["content"][PROBLEM_JSON] = response["content"].pop(_JSON)
        return document

    app.openapi = described  # type: ignore[method-assign]
