"""Errors as bodies: problem details (RFC 9457), and `{"error": ...}` on the paths that came before them."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from askreports.errors import (
    AskReportsError,
    BadDescription,
    BadFilter,
    BadQuestion,
    BadText,
    NoSuchPage,
    NoSuchReport,
    PageNotDrawn,
)

OLD_PATHS = ("/ask", "/search", "/reports", "/health")
OPENAI_PATHS = ("/v1/models", "/v1/chat/completions")
PROBLEM_JSON = "application/problem+json"
CLIENT_LEFT = 499
UNEXPECTED = "something went wrong here: the server's log says what"
_STATUS: Mapping[type[Exception], int] = {
    BadQuestion: 400,
    BadFilter: 400,
    BadDescription: 400,
    BadText: 400,
    NoSuchPage: 404,
    NoSuchReport: 404,
    PageNotDrawn: 404,
    AskReportsError: 503,
}


class OldProblem(BaseModel):
    """The body of a response of `/ask`, `/search`, `/reports` or `/health` with a status other than 200."""

    error: str = Field(description="What is wrong, and what to do next.")


class Problem(BaseModel):
    """Problem details (RFC 9457)."""

    type: str = Field(description='A URI that names the kind of problem; "about:blank": the status says it.')
    title: str = Field(description="The kind of problem in a few words.")
    status: int = Field(description="The status of the response.")
    detail: str = Field(description="What is wrong, and what to do next.")
    request_id: str = Field(description="The request, as the server's log names it.")


class Refused(HTTPException):
    """A request that is turned away; `retry_after` are the seconds after which it may succeed."""

    def __init__(self, status: int, detail: str, retry_after: int | None = None) -> None:
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        if status == HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = 'Bearer realm="askreports"'
        super().__init__(status, detail, headers or None)


def problem(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """The response for a request that failed."""
    path = request.url.path
    if path in OLD_PATHS:
        return JSONResponse({"error": detail}, status, headers)
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": _title(status),
        "status": status,
        "detail": detail,
        "request_id": request.state.request_id if hasattr(request.state, "request_id") else "",
    }
    if path in OPENAI_PATHS:  # where its clients look for it
        body["error"] = {"message": detail, "type": _title(status), "code": status}
    return JSONResponse(body, status, headers, media_type=PROBLEM_JSON)


def status_of(error: Exception) -> int:
    """The status for an error of ours."""
    return next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)


def add_handlers(app: FastAPI) -> None:
    """Lets an application answer every error as a problem."""

    def ours(request: Request, error: Exception) -> JSONResponse:
        return problem(request, status_of(error), str(error))

    def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        wrong = [f"{'.'.join(str(part) for part in e['loc'])}: {e['msg']}" for e in error.errors()]
        return problem(request, 400, "; ".join(wrong))

    def refused(request: Request, error: HTTPException) -> JSONResponse:
        return problem(request, error.status_code, error.detail, error.headers)

    def failed(request: Request, __: Exception) -> JSONResponse:
        return problem(request, 500, UNEXPECTED)

    app.exception_handler(AskReportsError)(ours)
    app.exception_handler(RequestValidationError)(malformed)
    app.exception_handler(HTTPException)(refused)
    app.exception_handler(Exception)(failed)


def _title(status: int) -> str:
    return "Client Closed Request" if status == CLIENT_LEFT else HTTPStatus(status).phrase
