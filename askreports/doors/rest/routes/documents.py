"""Reports over REST: the list, one of them, its pages as text and image, and its file."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from askreports.doors.rest.routes.old_routes import desk_of
from askreports.doors.rest.routes.v1 import PROBLEMS
from askreports.errors import NoSuchReport, PageNotDrawn
from askreports.reports import Reports
from askreports.schema import DocumentJson, document_json, status_json
from askreports.schema.hits import PageJson, page_json
from askreports.schema.status import IndexedDocumentJson
from askreports.viewing.pages import render

MAX_A_PAGE = 200  # reports in one response
_PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
router = APIRouter(prefix="/v1/reports", responses=PROBLEMS)

ReportId = Annotated[str, Path(description="Id of a report.")]
PageNumber = Annotated[int, Path(description="Number of the sheet, from 1.", ge=1, le=1_000_000)]


class ReportList(BaseModel):
    """Some of the reports, in the order of their paths."""

    total: int = Field(description="How many reports there are.")
    offset: int = Field(description="How many come before these.")
    reports: list[IndexedDocumentJson] = Field(description="The reports.")


class PageText(BaseModel):
    """A page of a report."""

    document: DocumentJson = Field(description="The report.")
    page: PageJson = Field(description="The page.")
    text: str = Field(description="The text of the page, as it was read.")


@router.get("")
async def reports_v1(
    request: Request,
    offset: Annotated[int, Query(ge=0, le=10_000_000, description="How many reports to leave out.")] = 0,
    limit: Annotated[int, Query(ge=1, le=MAX_A_PAGE, description="How many to return at most.")] = 50,
) -> ReportList:
    """Lists the reports in the index, a part at a time."""
    documents = (await desk_of(request).work(request, status_json))["documents"]
    return ReportList(total=len(documents), offset=offset, reports=documents[offset : offset + limit])


@router.get("/{id}")
async def report_v1(request: Request, id: ReportId) -> IndexedDocumentJson:
    """Returns what is known of a report."""

    def find(reports: Reports) -> IndexedDocumentJson:
        found = [report for report in status_json(reports)["documents"] if report["id"] == id]
        if not found:
            raise no_such_report(id)
        return found[0]

    return await desk_of(request).work(request, find)


@router.get("/{id}/pages/{number}")
async def page_v1(request: Request, id: ReportId, number: PageNumber) -> PageText:
    """Returns the text of a page."""

    def read(reports: Reports) -> PageText:
        page = reports.page(id, number)
        report = next(report for report in reports.documents() if report.id == id)
        return PageText(document=document_json(report), page=page_json(page), text=page.text)

    return await desk_of(request).work(request, read)


@router.get(
    "/{id}/pages/{number}/image",
    response_class=Response,
    responses={200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def page_image_v1(
    request: Request,
    id: ReportId,
    number: PageNumber,
    highlight: Annotated[str, Query(max_length=4000, description="Words of the page to highlight.")] = "",
    width: Annotated[int, Query(ge=100, le=3000, description="Largest width, in pixels.")] = 1200,
) -> Response:
    """Returns a page of a PDF as a PNG, with a quote highlighted in it."""

    def draw(reports: Reports) -> bytes:
        reports.page(id, number)  # it is there, and may be seen
        file = reports.source_file(id)
        if file is None or file.suffix.casefold() != ".pdf":
            raise PageNotDrawn(
                f"the file of report {id} is no PDF, or has gone: ask for the text of the page"
            )
        return render(file, number, width, highlight).png

    return Response(await desk_of(request).work(request, draw), media_type="image/png")


@router.get(
    "/{id}/file",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def report_file_v1(request: Request, id: ReportId) -> Response:
    """Returns the file of a report that is a PDF. Others are not sent: browsers run scripts in them."""

    def find(reports: Reports) -> bytes:
        file = reports.source_file(id)
        if file is None or file.suffix.casefold() != ".pdf":
            raise NoSuchReport(f"report {id} is not there, is no PDF, or its file has gone")
        return file.read_bytes()

    content = await desk_of(request).work(request, find)
    return Response(content, media_type="application/pdf", headers={"Content-Security-Policy": _PDF_POLICY})


def no_such_report(id: str) -> NoSuchReport:
    return NoSuchReport(f"there is no report {id}: GET /v1/reports lists them")
