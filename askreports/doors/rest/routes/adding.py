"""Reports added and removed over REST, with a token that may change them: `token create --may-change`."""

import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Lock, Thread
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from askreports import uploads
from askreports.correcting import forget
from askreports.doors.rest.problems import Refused
from askreports.doors.rest.routes.documents import ReportId, no_such_report
from askreports.doors.rest.routes.old_routes import desk_of
from askreports.doors.rest.routes.v1 import PROBLEMS
from askreports.settings import Settings

_LOG = logging.getLogger("askreports.rest")
# a process of its own: what it takes of memory goes, and its work takes no turn of those who ask
_INGEST = "import sys, askreports; askreports.ingest([sys.argv[2]], index=sys.argv[1])"
router = APIRouter(prefix="/v1", responses=PROBLEMS)


class Added(BaseModel):
    """A file that was taken; the next generation of the index has its report, if it can be read."""

    name: str = Field(description="Name under which the file is kept.")


class Removed(BaseModel):
    """Reports that were removed for good: later ingests leave them out."""

    paths: list[str] = Field(description="Paths of the files.")


class AddingStatus(BaseModel):
    """How far the adding of reports is."""

    running: bool = Field(description="Whether files are being read in.")
    failed: bool = Field(description="Whether the last time failed: the log of the server says why.")


class Adding:
    """Reads files in, one time after another. Threads may share it."""

    def __init__(self, index: Path, run: Callable[[Path, Path], bool] | None = None) -> None:
        self.folder = index / uploads.FOLDER
        self._index, self._run = index, run or _ingest
        self._lock = Lock()
        self._wanted = self.running = self.failed = False

    def start(self) -> None:
        """Reads in what is new in the folder, once what is being read in is done."""
        with self._lock:
            self._wanted = True
            if not self.running:
                self.running = True
                Thread(target=self._go_on, daemon=True).start()

    def _go_on(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self.running = False
                    return
                self._wanted = False
            self.failed = not self._run(self._index, self.folder)


@router.post("/reports", status_code=202)
async def add_report_v1(
    request: Request,
    name: Annotated[str, Query(min_length=1, max_length=300, description="Name of the file.")],
    collection: Annotated[
        list[str] | None, Query(description="A collection that it belongs to; may be given several times.")
    ] = None,
) -> Added:
    """Adds a report; the body is the file. It is read in after the response, which `/v1/adding` follows."""
    _check_may_change(request)
    adding: Adding = request.app.state.adding
    content = await request.body()
    if not content:
        raise Refused(400, "the body is empty: send the file as the body")
    file = await run_in_threadpool(uploads.keep, adding.folder, name, content)
    if collection:
        await run_in_threadpool(uploads.state_collections, file, collection)
    adding.start()
    return Added(name=file.name)


@router.delete("/reports/{id}")
async def remove_report_v1(request: Request, id: ReportId) -> Removed:
    """Removes a report for good; `askreports forget ID --restore` on the server lets it in again."""
    _check_may_change(request)

    def remove() -> list[str]:
        with desk_of(request).visible(request) as reports:
            if id not in {report.id for report in reports.documents()}:
                raise no_such_report(id)
            index = reports.index
        return [place.path for place in forget(id, index, Settings())]

    return Removed(paths=await run_in_threadpool(remove))


@router.get("/adding")
async def adding_v1(request: Request) -> AddingStatus:
    """Says whether reports are being read in."""
    adding: Adding = request.app.state.adding
    return AddingStatus(running=adding.running, failed=adding.failed)


def _check_may_change(request: Request) -> None:
    token = request.state.token
    if token is None or not token.may_change:
        raise Refused(403, "reports are changed with a token made by 'askreports token create --may-change'")


def _ingest(index: Path, folder: Path) -> bool:
    done = subprocess.run(
        [sys.executable, "-c", _INGEST, str(index), str(folder)], stdin=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        _LOG.error('{"adding": "failed", "status": %d}', done.returncode)
    return done.returncode == 0
