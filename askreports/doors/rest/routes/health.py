"""Whether the server lives, whether it can answer, and what it counts. For whoever watches over it."""

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from askreports.doors.rest.metrics import Metrics
from askreports.doors.rest.problems import Refused
from askreports.doors.rest.routes.old_routes import desk_of
from askreports.doors.rest.routes.v1 import PROBLEMS

router = APIRouter(responses=PROBLEMS)
_METRICS_TEXT = "text/plain; version=0.0.4; charset=utf-8"


class Alive(BaseModel):
    """That the server lives, or can answer."""

    status: Literal["ok"] = Field(description='Always "ok": anything else is an error.')


@router.get("/healthz")
async def healthz() -> Alive:
    """Says that the server lives; it looks at no index."""
    return Alive(status="ok")


@router.get("/readyz")
async def readyz(request: Request) -> Alive:
    """Says that the index is open and models are loaded; an error with status 503 where they are not."""
    await run_in_threadpool(_look, request)
    return Alive(status="ok")


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def metrics(request: Request) -> Response:
    """Returns requests, latencies, queue, generation and memory in the text format of Prometheus."""
    if request.state.collections is not None:
        raise Refused(403, "this token sees some collections only: metrics count all reports")
    text = await run_in_threadpool(_look, request)
    return Response(text, media_type=_METRICS_TEXT)


def _look(request: Request) -> bytes:
    kept: Metrics = request.app.state.metrics
    with desk_of(request).live.lease() as reports:
        kept.reports.set(len(reports.documents()))
        kept.generation.set(int(reports.generation))
    return kept.text()
