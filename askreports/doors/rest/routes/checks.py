"""Texts, grids and restatements over REST, version 1."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from askreports.doors.rest.requests import FIELDS, Where
from askreports.doors.rest.routes.old_routes import desk_of
from askreports.doors.rest.routes.v1 import PROBLEMS
from askreports.errors import BadText
from askreports.reports import Reports
from askreports.schema import (
    CheckJson,
    GridJson,
    RestatementsJson,
    check_json,
    grid_json,
    restatements_json,
)

MAX_CELLS = 200  # of a grid: somebody waits for the answer
router = APIRouter(prefix="/v1", responses=PROBLEMS)


class _Within(BaseModel):
    model_config = ConfigDict(extra="forbid")
    where: Where | None = Field(
        default=None,
        description=f"Only reports with these values: a field, and a value or a list of values, one of which "
        f"a report must have. Fields are {FIELDS}.",
    )


class CheckRequest(_Within):
    """A text whose claims are to be checked."""

    text: str = Field(description="The text.")


class GridRequest(_Within):
    """Questions, and what the columns of their table are."""

    questions: list[str] = Field(description="The questions, a row each.")
    over: str = Field(default="report", description='"report", "organisation" or "year".')


class RestatementsRequest(_Within):
    """Which reports are to be compared."""


@router.post("/check")
async def check_v1(request: Request, wanted: CheckRequest) -> CheckJson:
    """Checks each claim of a text: supported, contradicted, of another period, or not found."""

    def check(reports: Reports) -> CheckJson:
        return check_json(reports.check(wanted.text, wanted.where))

    return await desk_of(request).work(request, check)


@router.post("/grid")
async def grid_v1(request: Request, wanted: GridRequest) -> GridJson:
    """Answers the same questions for each report, organisation or year, as a table of at most 200 cells."""

    def grid(reports: Reports) -> GridJson:
        asked = "\n".join(" ".join(question.split()) for question in wanted.questions)
        cells = reports.count_cells(asked, wanted.over, wanted.where)
        if cells > MAX_CELLS:
            raise BadText(f"the grid has {cells} cells, at most {MAX_CELLS} are made at once: narrow it")
        return grid_json(reports.grid(asked, wanted.over, wanted.where))

    return await desk_of(request).work(request, grid)


@router.post("/restatements")
async def restatements_v1(request: Request, wanted: RestatementsRequest) -> RestatementsJson:
    """Lists figures that reports of one organisation give differently for the same item and year."""

    def restatements(reports: Reports) -> RestatementsJson:
        return restatements_json(reports.restatements(wanted.where))

    return await desk_of(request).work(request, restatements)
