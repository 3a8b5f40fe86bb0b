"""Questions over REST, version 1: search, and ask with an answer at once or as a stream."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from fastapi.sse import format_sse_event
from starlette.responses import StreamingResponse

from askreports.doors.rest.problems import UNEXPECTED, Problem, Refused, problem, status_of
from askreports.doors.rest.requests import AskRequest, AskV1Request, SearchRequest
from askreports.doors.rest.routes.old_routes import answered, desk_of, searched
from askreports.errors import AskReportsError
from askreports.reports import Reports
from askreports.schema import AnswerJson, SearchJson, StatusJson, answer_json, status_json

PING_SECONDS = 15.0  # longest silence of a stream: proxies close one that says nothing
STREAM = "text/event-stream"
EVENT = {  # as OpenAPI 3.2 describes one
    "type": "object",
    "properties": {"event": {"type": "string"}, "data": {"type": "string", "description": "JSON."}},
}
PROBLEMS: dict[int | str, dict[str, Any]] = {"4XX": {"model": Problem}, "5XX": {"model": Problem}}
router = APIRouter(prefix="/v1", responses=PROBLEMS)


@router.post("/search")
async def search_v1(request: Request, wanted: SearchRequest) -> SearchJson:
    """Returns the pages that fit a question best, each with its best passage."""
    return await searched(request, wanted.question, wanted.k, wanted.where)


@router.post(
    "/ask",
    response_model=AnswerJson,
    responses={200: {"content": {STREAM: {"schema": EVENT}}}},
)
async def ask_v1(request: Request, wanted: AskV1Request) -> Response:
    """Answers a question; every sentence of the answer cites its page."""
    if wanted.stream:
        return StreamingResponse(_events(request, wanted), media_type=STREAM)
    return json_response(await answered(request, wanted))


@router.get("/status")
async def status_v1(request: Request) -> StatusJson:
    """Says what the index holds: its reports, and the files that were skipped with the reason."""
    return await desk_of(request).work(request, status_json)


def json_response(value: Any) -> JSONResponse:
    """A body that has been made already."""
    return JSONResponse(value)


async def answer_stream(
    request: Request, wanted: AskRequest
) -> AsyncIterator[tuple[str, str | AnswerJson | None]]:
    """Pairs of what comes, and it: ("text", a piece) as a model writes, ("ping", None) now and then, and at
    last ("answer", the answer). Raises what `ask` raises."""
    request.state.question = wanted.question
    loop, pieces = asyncio.get_running_loop(), asyncio.Queue[str]()

    def ask(reports: Reports) -> AnswerJson:
        def on_text(text: str) -> None:
            if request.state.stop.is_set():
                raise Refused(499, "the client has left")  # ends the model's answer too
            loop.call_soon_threadsafe(pieces.put_nowait, text)

        return answer_json(
            reports.ask(wanted.question, where=wanted.where, earlier=wanted.earlier, on_text=on_text)
        )

    answering = asyncio.ensure_future(desk_of(request).work(request, ask))
    try:
        while not answering.done():
            piece = asyncio.ensure_future(pieces.get())
            await asyncio.wait({piece, answering}, timeout=PING_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            if piece.done():
                yield "text", piece.result()
            else:
                piece.cancel()
                if not answering.done():
                    yield "ping", None
        while not pieces.empty():
            yield "text", pieces.get_nowait()
        yield "answer", answering.result()
    finally:
        answering.cancel()


async def _events(request: Request, wanted: AskRequest) -> AsyncIterator[bytes]:
    try:
        async for kind, what in answer_stream(request, wanted):
            if kind == "ping":
                yield format_sse_event(comment="still working")
            else:
                yield event(what if kind == "answer" else {"text": what}, kind)
    except (AskReportsError, Refused) as error:
        yield _problem_event(request, error)
    except Exception as error:
        yield _problem_event(request, error)
        raise  # into the log


def event(data: object, kind: str | None = None) -> bytes:
    """A server-sent event with JSON."""
    return format_sse_event(data_str=json.dumps(data, ensure_ascii=False), event=kind)


def _problem_event(request: Request, error: Exception) -> bytes:
    return event(json.loads(bytes(problem_of(request, error).body)), "problem")


def problem_of(request: Request, error: Exception) -> JSONResponse:
    """What is told of an error in the middle of a stream, whose status was sent long ago."""
    if isinstance(error, Refused):
        return problem(request, error.status_code, error.detail)
    if isinstance(error, AskReportsError):
        return problem(request, status_of(error), str(error))
    return problem(request, 500, UNEXPECTED)
