"""Checks an installation and an index: what works, what is odd, what is wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from askreports.reports import open_reports
from askreports.settings import Settings
from askreports.surroundings import observe, versions
from index.embedding.backend import OPENVINO, Backend
from ingest.errors import NEEDS_LIBREOFFICE, AskReportsError
from ingest.readers.legacy import libreoffice


class State(StrEnum):
    FINE = "fine"
    ODD = "odd"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check, and what to do if something is wrong."""

    what: str
    state: State
    detail: str

    @property
    def is_wrong(self) -> bool:
        return self.state is State.WRONG


def findings_json(findings: Sequence[Finding]) -> dict[str, Any]:
    """Findings as JSON."""
    return {"findings": [{"what": f.what, "state": str(f.state), "detail": f.detail} for f in findings]}


def examine(index: Path, settings: Settings) -> list[Finding]:
    """All checks, in order."""
    without_llm = replace(settings, llm=None)  # the index is examined also where its package is missing
    return [*_names(), *_extras(settings), _converter(), *_index(index, without_llm), *_surroundings(index)]


def _surroundings(index: Path) -> Iterable[Finding]:
    """Of all these, only a damaged model keeps questions from being answered."""
    for what, fine, detail in (versions(), *observe(index)):
        bad = State.WRONG if what.startswith("model ") else State.ODD
        yield Finding(what, State.FINE if fine else bad, detail)


def _names() -> Iterable[Finding]:
    """`ingest` and `index` are common names: another package of that name would hide ours."""
    providers = packages_distributions()
    for name in ("ingest", "index"):
        others = sorted(set(providers.get(name, ())) - {"askreports"})
        if others:
            detail = (
                f"also provided by {', '.join(others)}: install askreports into an environment of its own"
            )
            yield Finding(f"package {name}", State.WRONG, detail)
        else:
            yield Finding(f"package {name}", State.FINE, "provided by askreports alone")


_EXTRAS = {
    "models": ("torch", "sentence_transformers"),
    "rest": ("fastapi", "uvicorn", "prometheus_client"),
    "mcp": ("mcp", "uvicorn"),
    "llm": ("openai",),
    "oidc": ("authlib", "httpx"),
    "ocr": ("rapidocr", "onnxruntime"),
}


def _extras(settings: Settings) -> Iterable[Finding]:
    for extra, packages in _EXTRAS.items():
        installed = all(find_spec(package) for package in packages)
        needed = extra == "llm" and settings.llm is not None
        detail = "installed" if installed else f"not installed; pip install 'askreports[{extra}]' adds it"
        if needed and not installed:
            yield Finding(f"extra {extra}", State.WRONG, f"a language model is set; {detail}")
        else:
            yield Finding(f"extra {extra}", State.FINE, detail)


def _converter() -> Finding:
    """Whether Word and PowerPoint files of before 2007 can be read."""
    found = libreoffice.program()
    return Finding(
        "LibreOffice", State.FINE, found or f"not installed; a .doc or .ppt file {NEEDS_LIBREOFFICE}"
    )


def _index(index: Path, settings: Settings) -> Iterable[Finding]:
    try:
        with open_reports(index, settings) as reports:
            hits = reports.search("report", k=1)
            counts = f"{len(reports.documents())} reports, {reports.manifest.passages} passages"
            reports.embedder.embed_passages(["Many texts", "take the way of an ingest."])
            backend = reports.embedder.backend
    except AskReportsError as error:
        yield Finding("index", State.WRONG, str(error))
        return
    if hits:
        yield Finding("index", State.FINE, f"{counts}, checksums match, search works")
    else:
        yield Finding("index", State.ODD, f"{counts}, but nothing is found in it")
    yield _embedding(backend)


def _embedding(backend: Backend) -> Finding:
    """What computes embeddings here. Without OpenVINO everything works, but slowly."""
    if backend.library == OPENVINO:
        return Finding("embedding", State.FINE, str(backend))
    detail = f"{backend}: OpenVINO cannot be loaded here, so embedding is slow; run 'pip install openvino'"
    return Finding("embedding", State.ODD, detail)
