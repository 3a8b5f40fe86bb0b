"""What an index holds, as JSON."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from askreports.schema.described import described
from askreports.schema.hits import document_json

if TYPE_CHECKING:
    from askreports.reports import Reports, Skipped


@described
class IndexedDocumentJson(TypedDict):
    """A report of the index. Repeats the fields of `DocumentJson`: pydantic reads no inherited docstrings."""

    id: str
    """Derived from the file's content: the same file has the same id in every index."""
    path: str
    """Path of the file, relative to the folder that was ingested."""
    title: str
    """Title, from the report itself where it has one."""
    organisation: str
    """The organisation that the report is about; empty where unknown."""
    period: str
    """The period covered: 2018, 2018-2020, 2023 Q2 or a date; empty where unknown."""
    kind: str
    """The kind of report, such as "annual report"; empty where unknown."""
    language: str
    """Main language, as an ISO 639-1 code."""
    collections: list[str]
    """The collections that it belongs to."""
    paths: list[str]
    """Every path at which the file lies: several where there are copies of it."""
    pages: int
    """How many pages it has."""
    unread_pages: list[int]
    """Sheets, from 1, that are not read, or could not be."""
    waiting_pages: list[int]
    """Those of them that wait for OCR."""
    ocr_pages: int
    """How many pages were read by OCR."""
    ingested: str
    """When it was indexed, in UTC (ISO 8601)."""


@described
class FileReasonJson(TypedDict):
    """A file that could not be used, or not all of it."""

    path: str
    """Path of the file, relative to the folder that was ingested."""
    reason: str
    """What is wrong with it."""


@described
class ForgottenJson(TypedDict):
    """A report that was forgotten."""

    id: str
    """The id that it had; empty for a file that could not be used."""
    path: str
    """Path of the file, relative to the folder that was ingested."""
    file: str
    """The file's absolute path."""


@described
class StatusJson(TypedDict):
    """What an index holds."""

    generation: str
    """Name of the generation: each ingest that changes something makes a new one."""
    model: str
    """The embedding model."""
    reports: int
    """How many reports it holds."""
    pages: int
    """How many pages they have."""
    waiting_pages: int
    """How many of them wait for OCR."""
    passages: int
    """How many passages they were split into."""
    documents: list[IndexedDocumentJson]
    """The reports, by path."""
    partial: list[FileReasonJson]
    """Files of which some pages could not be read."""
    skipped: list[FileReasonJson]
    """Files that could not be used."""
    forgotten: list[ForgottenJson]
    """Reports that stay out until they are restored."""


@described
class HealthJson(TypedDict):
    """That the index can be read."""

    status: str
    """Always "ok": an index that cannot be read is an error with status 503."""
    reports: int
    """How many reports the index holds."""


def status_json(reports: "Reports") -> StatusJson:
    """What is indexed, under which paths, what was read in part, and what was skipped and why."""
    documents, counts = reports.documents(), reports.counts()
    return {
        "generation": reports.generation,
        "model": reports.manifest.embedder.name,
        "reports": len(documents),
        "pages": sum(report.page_count for report in documents),
        "waiting_pages": sum(len(report.waiting_pages) for report in documents),
        "passages": sum(count.passages for count in counts.values()),
        "documents": _documents(reports),
        "partial": _reasons(reports.partial()),
        "skipped": _reasons(reports.skipped()),
        "forgotten": [{"id": one.report, "path": one.path, "file": one.file} for one in reports.forgotten()],
    }


def health_json(reports: "Reports") -> HealthJson:
    """That the index can be read, and how many reports it holds."""
    return {"status": "ok", "reports": len(reports.documents())}


def _documents(reports: "Reports") -> list[IndexedDocumentJson]:
    paths, counts, ingested = reports.paths(), reports.counts(), reports.ingested()
    return [
        {
            **document_json(report),
            "paths": list(paths[report.id]),
            "pages": report.page_count,
            "unread_pages": list(report.unread_pages),
            "waiting_pages": list(report.waiting_pages),
            "ocr_pages": counts[report.id].ocr_pages,
            "ingested": ingested[report.id],
        }
        for report in reports.documents()
    ]


def _reasons(files: "Iterable[Skipped]") -> list[FileReasonJson]:
    return [{"path": file.path, "reason": file.reason} for file in files]
