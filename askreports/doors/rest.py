"""The REST door: what the command line says in JSON, over HTTP. Needs the extra `rest`."""

import ipaddress
import time
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeAlias

import uvicorn
from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from askreports.reports import Reports
from askreports.schema import answer_json, search_json, status_json
from index.errors import BadFilter, BadQuestion
from index.query.filters import parse_where
from ingest.errors import AskReportsError

LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")

Where: TypeAlias = dict[str, str | int | list[str | int]]


class Problem(BaseModel):
    """What every answer other than 200 says."""

    error: str


class _Question(BaseModel):
    """A question; `where` maps a field to the value, or to the list of values, that it may have."""

    model_config = ConfigDict(extra="forbid")
    question: str
    where: Where | None = None


class SearchRequest(_Question):
    """A question and how many pages to return."""

    k: int = 10


class AskRequest(_Question):
    """A question that may follow up earlier ones, the oldest first."""

    earlier: list[str] = []


def _reports(request: Request) -> Reports:
    reports: Reports = request.app.state.reports
    return reports


def _filters(where: Annotated[list[str] | None, Query()] = None) -> Mapping[str, object]:
    """`where=year=2021&where=year=2022` as filters."""
    return parse_where(where or ())


Opened = Annotated[Reports, Depends(_reports)]
Filters = Annotated[Mapping[str, object], Depends(_filters)]

router = APIRouter(responses={"4XX": {"model": Problem}, "5XX": {"model": Problem}})


@router.get("/search")
def search(reports: Opened, q: str, where: Filters, k: int = 10) -> dict[str, Any]:
    """The pages that fit a question best, each with its best passage."""
    return _search(reports, q, k, where)


@router.post("/search")
def search_posted(reports: Opened, wanted: SearchRequest) -> dict[str, Any]:
    """The pages that fit a question best, each with its best passage."""
    return _search(reports, wanted.question, wanted.k, wanted.where)


@router.get("/ask")
def ask(
    reports: Opened, q: str, where: Filters, earlier: Annotated[list[str] | None, Query()] = None
) -> dict[str, Any]:
    """An answer whose every sentence cites its page; `earlier` are the questions before, the oldest first."""
    return answer_json(reports.ask(q, where=where, earlier=earlier or ()))


@router.post("/ask")
def ask_posted(reports: Opened, wanted: AskRequest) -> dict[str, Any]:
    """An answer whose every sentence cites its page; `earlier` are the questions before, the oldest first."""
    return answer_json(reports.ask(wanted.question, where=wanted.where, earlier=wanted.earlier))


@router.get("/reports")
def list_reports(reports: Opened) -> dict[str, Any]:
    """The reports in the index, and the files that were skipped with the reason."""
    return status_json(reports)


@router.get("/health")
def health(reports: Opened) -> dict[str, Any]:
    """Whether the index can be read, and how many reports it holds."""
    return {"status": "ok", "reports": len(reports.documents())}


def _search(reports: Reports, question: str, k: int, where: Mapping[str, object] | None) -> dict[str, Any]:
    start = time.perf_counter()
    hits = reports.search(question, k=k, where=where)
    return search_json(question, hits, time.perf_counter() - start)


def create_app(reports: Reports, hosts: Sequence[str] = ("*",)) -> FastAPI:
    """The application over `reports`; it answers requests that call it by one of the names in `hosts`."""
    # the usual pages at /docs and /redoc load their scripts from a public server
    app = FastAPI(title="askreports", docs_url=None, redoc_url=None)
    app.state.reports = reports
    app.include_router(router)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    app.exception_handler(BadQuestion)(_asked_wrongly)
    app.exception_handler(BadFilter)(_asked_wrongly)
    app.exception_handler(RequestValidationError)(_malformed)
    app.exception_handler(HTTPException)(_refused)
    app.exception_handler(AskReportsError)(_unavailable)
    app.exception_handler(Exception)(_failed)
    return app


def serve(reports: Reports, host: str = "127.0.0.1", port: int = 8502) -> None:
    """Serve until interrupted. On a loopback address only requests to a local name are answered.

    Without that a web page could point a name of its own at this machine and read the reports through
    the visitor's browser (DNS rebinding). Another address is the operator's to guard.
    """
    hosts = LOCAL_NAMES if _is_loopback(host) else ("*",)
    # no access log: it would print every question, and to standard output
    uvicorn.run(create_app(reports, hosts), host=host, port=port, access_log=False)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _asked_wrongly(_: Request, error: Exception) -> JSONResponse:
    return _problem(400, str(error))


def _malformed(_: Request, error: RequestValidationError) -> JSONResponse:
    wrong = [f"{'.'.join(str(part) for part in e['loc'])}: {e['msg']}" for e in error.errors()]
    return _problem(400, "; ".join(wrong))


def _refused(_: Request, error: HTTPException) -> JSONResponse:
    return _problem(error.status_code, error.detail, error.headers)


def _unavailable(_: Request, error: Exception) -> JSONResponse:
    return _problem(503, str(error))


def _failed(_: Request, __: Exception) -> JSONResponse:
    return _problem(500, "something went wrong here: the server's log says what")  # which gets the traceback


def _problem(status: int, text: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": text}, status_code=status, headers=headers)
