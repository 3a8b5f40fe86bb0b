"""REST: the JSON of the command line over HTTP. Needs the extra `rest`."""

import ipaddress
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, TypeAlias

import uvicorn
from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from askreports import __version__
from askreports.live import LiveReports
from askreports.reports import Reports
from askreports.schema import (
    AnswerJson,
    HealthJson,
    SearchJson,
    StatusJson,
    answer_json,
    health_json,
    search_json,
    status_json,
)
from index.errors import BadFilter, BadQuestion
from index.query.filters import parse_where
from ingest.errors import AskReportsError

LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")

Where: TypeAlias = dict[str, str | int | list[str | int]]

_QUESTION = "The question."
_K = "How many pages to return, best first."
_EARLIER = "Questions asked before in this conversation, oldest first, where this one follows them up."
_FIELDS = "organisation, period, year, kind, language, title and path"


class Problem(BaseModel):
    """The body of every response with a status other than 200."""

    error: str = Field(description="What is wrong, and what to do next.")


class _Question(BaseModel):
    model_config = ConfigDict(extra="forbid")
    question: str = Field(description=_QUESTION)
    where: Where | None = Field(
        None,
        description=f"Only reports with these values: a field, and a value or a list of values, one of which "
        f"a report must have. Fields are {_FIELDS}.",
    )


class SearchRequest(_Question):
    """A question, and how many pages to return."""

    k: int = Field(10, description=_K)


class AskRequest(_Question):
    """A question, which may follow up earlier ones."""

    earlier: list[str] = Field([], description=_EARLIER)


def _reports(request: Request) -> Iterator[Reports]:
    """The reports as the last ingest left them, for the length of this request."""
    live: LiveReports = request.app.state.reports
    with live.lease() as reports:
        yield reports


def _filters(
    where: Annotated[
        list[str] | None,
        Query(
            description="Only reports with this value, as `year=2021`. May be given several times: different "
            f"fields are joined by and, a field given twice by or. Fields are {_FIELDS}."
        ),
    ] = None,
) -> Mapping[str, object]:
    return parse_where(where or ())


Opened = Annotated[Reports, Depends(_reports)]
Filters = Annotated[Mapping[str, object], Depends(_filters)]
Question = Annotated[str, Query(description=_QUESTION)]

router = APIRouter(responses={"4XX": {"model": Problem}, "5XX": {"model": Problem}})


@router.get("/search")
def search(
    reports: Opened, q: Question, where: Filters, k: Annotated[int, Query(description=_K)] = 10
) -> SearchJson:
    """Returns the pages that fit a question best, each with its best passage."""
    return _search(reports, q, k, where)


@router.post("/search")
def search_posted(reports: Opened, wanted: SearchRequest) -> SearchJson:
    """Returns the pages that fit a question best, each with its best passage."""
    return _search(reports, wanted.question, wanted.k, wanted.where)


@router.get("/ask")
def ask(
    reports: Opened,
    q: Question,
    where: Filters,
    earlier: Annotated[list[str] | None, Query(description=_EARLIER)] = None,
) -> AnswerJson:
    """Answers a question; every sentence of the answer cites its page."""
    return answer_json(reports.ask(q, where=where, earlier=earlier or ()))


@router.post("/ask")
def ask_posted(reports: Opened, wanted: AskRequest) -> AnswerJson:
    """Answers a question; every sentence of the answer cites its page."""
    return answer_json(reports.ask(wanted.question, where=wanted.where, earlier=wanted.earlier))


@router.get("/reports")
def list_reports(reports: Opened) -> StatusJson:
    """Lists the reports in the index, and the files that were skipped with the reason."""
    return status_json(reports)


@router.get("/health")
def health(reports: Opened) -> HealthJson:
    """Says whether the index can be read, and how many reports it holds."""
    return health_json(reports)


def _search(reports: Reports, question: str, k: int, where: Mapping[str, object] | None) -> SearchJson:
    start = time.perf_counter()
    hits = reports.search(question, k=k, where=where)
    return search_json(question, hits, time.perf_counter() - start)


def create_app(reports: Reports, hosts: Sequence[str] = ("*",)) -> FastAPI:
    """The application for an index that is open already, as `reports`.

    It answers requests to one of the names in `hosts`. When an ingest has changed the index, it opens the new
    generation and closes `reports`.
    """
    app = FastAPI(
        title="askreports",
        version=__version__,
        generate_unique_id_function=lambda route: route.name,  # names the functions of generated clients
        docs_url=None,  # the usual pages load their scripts from a public server
        redoc_url=None,
    )
    app.state.reports = LiveReports(reports)
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
    """Serves until interrupted. On a loopback address, only requests to a local name are answered.

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
