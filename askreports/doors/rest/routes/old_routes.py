"""The paths without a version, as they were before there was one: their bodies stay."""

import time
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from askreports.doors.rest.desk import Desk
from askreports.doors.rest.problems import OldProblem
from askreports.doors.rest.requests import EARLIER, FIELDS, QUESTION, AskRequest, K, SearchRequest
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
from index.query.filters import parse_where


def _filters(
    where: Annotated[
        list[str] | None,
        Query(
            description="Only reports with this value, as `year=2021`. May be given several times: different "
            f"fields are joined by and, a field given twice by or. Fields are {FIELDS}."
        ),
    ] = None,
) -> Mapping[str, object]:
    return parse_where(where or ())


Filters = Annotated[Mapping[str, object], Depends(_filters)]
Question = Annotated[str, Query(description=QUESTION)]

router = APIRouter(responses={"4XX": {"model": OldProblem}, "5XX": {"model": OldProblem}})


@router.get("/search")
async def search(
    request: Request, q: Question, where: Filters, k: Annotated[int, Query(description=K)] = 10
) -> SearchJson:
    """Returns the pages that fit a question best, each with its best passage."""
    return await searched(request, q, k, where)


@router.post("/search")
async def search_posted(request: Request, wanted: SearchRequest) -> SearchJson:
    """Returns the pages that fit a question best, each with its best passage."""
    return await searched(request, wanted.question, wanted.k, wanted.where)


@router.get("/ask")
async def ask(
    request: Request,
    q: Question,
    where: Filters,
    earlier: Annotated[list[str] | None, Query(description=EARLIER)] = None,
) -> AnswerJson:
    """Answers a question; every sentence of the answer cites its page."""
    return await answered(request, AskRequest.model_construct(question=q, where=where, earlier=earlier or []))


@router.post("/ask")
async def ask_posted(request: Request, wanted: AskRequest) -> AnswerJson:
    """Answers a question; every sentence of the answer cites its page."""
    return await answered(request, wanted)


@router.get("/reports")
async def list_reports(request: Request) -> StatusJson:
    """Lists the reports in the index, and the files that were skipped with the reason."""
    return await desk_of(request).work(request, status_json)


@router.get("/health")
async def health(request: Request) -> HealthJson:
    """Says whether the index can be read, and how many reports it holds."""
    return await desk_of(request).work(request, health_json)


def desk_of(request: Request) -> Desk:
    """Where the work of requests is done."""
    desk: Desk = request.app.state.desk
    return desk


async def searched(request: Request, question: str, k: int, where: Mapping[str, object] | None) -> SearchJson:
    """The hits of a question."""
    request.state.question = question

    def search(reports: Reports) -> SearchJson:
        start = time.perf_counter()
        hits = reports.search(question, k=k, where=where)
        return search_json(question, hits, time.perf_counter() - start)

    return await desk_of(request).work(request, search)


async def answered(request: Request, wanted: AskRequest) -> AnswerJson:
    """The answer to a question."""
    request.state.question = wanted.question
    return await desk_of(request).work(
        request,
        lambda reports: answer_json(reports.ask(wanted.question, where=wanted.where, earlier=wanted.earlier)),
    )
