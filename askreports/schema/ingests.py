"""The result of an ingest as JSON."""

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from askreports.schema.described import described
from index.embedding.backend import Backend
from index.outcome import FileOutcome, Ingested, Outcome

if TYPE_CHECKING:
    from index.build.upgrade import Upgraded


@described
class FileJson(TypedDict):
    """What happened to one file."""

    path: str
    """Path of the file, relative to the folder that was ingested."""
    outcome: str
    """One of indexed, unchanged, replaced, partial, unpacked, removed, skipped."""
    reason: str | None
    """Why it was skipped, or indexed in part; else null."""
    pages: int
    """Pages that were read in this run."""
    unread_pages: list[int]
    """Sheets, from 1, that could not be read."""


@described
class BackendJson(TypedDict):
    """What computes embeddings here."""

    library: str
    """Such as "openvino"."""
    device: str
    """Such as "cpu"."""
    precision: str
    """Such as "f16"."""
    threads: int
    """How many threads it uses."""


@described
class IngestedJson(TypedDict):
    """The result of an ingest. A file that was indexed in part counts as indexed."""

    indexed: int
    """Files that are new, in whole or in part."""
    unchanged: int
    """Files that are as they were."""
    replaced: int
    """Files that had changed."""
    removed: int
    """Files that are no longer there."""
    skipped: int
    """Files that could not be used."""
    seconds: float
    """Time the ingest took."""
    pages: int
    """Pages indexed in this run."""
    passages: int
    """Passages indexed in this run."""
    ocr_pages: int
    """Waiting pages that OCR has worked off in this run."""
    waiting_pages: int
    """Pages of the whole index that still wait for OCR."""
    backend: BackendJson
    """What computes embeddings here."""
    files: list[FileJson]
    """What happened to each file."""


@described
class UpgradedJson(TypedDict):
    """The result of an upgrade."""

    model: str
    """The embedding model that the index has now."""
    before: str
    """The one that it had."""
    reports: int
    """How many reports were embedded."""
    passages: int
    """How many passages were embedded; 0 where the index had the model already."""
    seconds: float
    """Time the upgrade took."""
    backend: BackendJson
    """What computes embeddings here."""


def upgraded_json(result: "Upgraded") -> UpgradedJson:
    """The result of an upgrade."""
    return {
        "model": result.model,
        "before": result.before,
        "reports": result.reports,
        "passages": result.passages,
        "seconds": result.seconds,
        "backend": backend_json(result.backend),
    }


def ingested_json(result: Ingested) -> IngestedJson:
    """The result of an ingest."""
    return {
        "indexed": result.count(Outcome.INDEXED, Outcome.PARTIAL),
        "unchanged": result.count(Outcome.UNCHANGED),
        "replaced": result.count(Outcome.REPLACED),
        "removed": result.count(Outcome.REMOVED),
        "skipped": result.count(Outcome.SKIPPED),
        "seconds": round(result.seconds, 2),
        "pages": result.pages,
        "passages": result.passages,
        "ocr_pages": result.ocr_pages,
        "waiting_pages": result.waiting_pages,
        "backend": backend_json(result.backend),
        "files": [file_json(file) for file in result.files],
    }


def backend_json(backend: Backend) -> BackendJson:
    return {
        "library": backend.library,
        "device": backend.device,
        "precision": backend.precision,
        "threads": backend.threads,
    }


def file_json(file: FileOutcome) -> FileJson:
    return {
        "path": file.path,
        "outcome": str(file.outcome),
        "reason": file.reason or None,
        "pages": file.pages,
        "unread_pages": list(file.unread_pages),
    }
