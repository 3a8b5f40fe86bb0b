"""Routes of the app besides its pages: a report as a PDF, for the browser's own viewer."""

from collections.abc import Callable, Collection

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from askreports.doors.web.server import access
from askreports.doors.web.state.shelf import Shelf, part_of
from ingest.document import Report
from ingest.errors import AskReportsError

_PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_NOT_CACHED = {"Cache-Control": "private, no-store"}  # another visitor of this browser may not be allowed


def report_url(report: Report, page: int = 1) -> str | None:
    """The address of a report at a page (sheet from 1); None where it is not a PDF."""
    return f"report/{report.id}.pdf#page={page}" if is_pdf(report) else None


def is_pdf(report: Report) -> bool:
    """Whether the report is a PDF, which browsers show safely."""
    return report.path.casefold().endswith(".pdf")


def routes(
    open_shelf: Callable[[], Shelf],
    is_open: Callable[[Request], bool] = access.route_is_open,
    seen_by: Callable[[Request], Collection[str] | None] = access.seen_by_request,
) -> list[Route]:
    """The routes for the index that `open_shelf` opens.

    `is_open` says whether to answer a request, `seen_by` which collections it may see.
    """

    def report(request: Request) -> Response:
        if not is_open(request):
            return _refused(401, "Sign in first.")
        seen = seen_by(request)
        return _report_file(lambda: part_of(open_shelf(), seen), request.path_params["id"])

    return [Route("/report/{id}.pdf", report, methods=["GET"])]


def _report_file(open_shelf: Callable[[], Shelf], identity: str) -> Response:
    """The file of a report, if the report is in the index and its file still exists."""
    try:
        shelf = open_shelf()
    except AskReportsError:
        return _refused(503, "The index cannot be opened.")
    report = shelf.documents.get(identity)
    file = shelf.reports.source_file(identity) if report and is_pdf(report) else None
    if file is None:
        return _refused(404, "There is no such report, or its file has gone.")
    headers = {**_NOT_CACHED, "Content-Security-Policy": _PDF_POLICY}
    return FileResponse(file, media_type="application/pdf", headers=headers)


def _refused(status: int, text: str) -> Response:
    return PlainTextResponse(text, status, headers=_NOT_CACHED)
