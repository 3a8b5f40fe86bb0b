"""Settings, passed on as arguments. No other module reads environment variables."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from askreports.answering.llm.generator import Endpoint
from askreports.errors import BadListening, ModelNotSet
from index.embedding.backend import BACKENDS, OPENVINO
from index.errors import ModelUnavailable
from ingest.split import SplitSettings

DEFAULT_INDEX = ".askreports"


@dataclass(frozen=True, slots=True)
class Settings:
    """How askreports works on this machine.

    `model` is the embedder: a sentence-transformers model by hub name or local folder; empty for that of the
    index, and for the default one where there is no index yet. `reader` is a
    cross-encoder for a second pass over the best pages, empty for none. `workers` is the number of
    reader processes. `llm` is the language model that writes answers, None for none. `backend` is what an
    ingest embeds with: "openvino", or "torch" to use a graphics card. `ocr_pages` is how many waiting pages
    an ingest reads by OCR; None for all.
    """

    model: str = ""
    reader: str = ""
    split: SplitSettings = field(default_factory=SplitSettings)
    workers: int = field(default_factory=lambda: min(4, os.cpu_count() or 1))
    llm: Endpoint | None = None
    backend: str = OPENVINO
    ocr_pages: int | None = None


@dataclass(frozen=True, slots=True)
class AppSettings:
    """How the browser app may be reached, and what its visitors may do.

    `hosts` are names that a proxy calls the app by. `allow_remote` allows listening beyond this machine
    without a sign-in. `allow_ingest` allows visitors to add reports; None allows it on this machine only.
    `reports` are the folders that they may have read again. `reads_by_ocr` says whether pages that wait for
    OCR are read while the app runs.
    """

    hosts: tuple[str, ...] = ()
    allow_remote: bool = False
    allow_ingest: bool | None = None
    reports: tuple[Path, ...] = ()
    reads_by_ocr: bool = True


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from `ASKREPORTS_MODEL`, `_BACKEND`, `_READER` and `_LLM_*`; all else keeps its default.

    Raises `ModelNotSet` where the language model is set only in part, `ModelUnavailable` for an unknown
    backend.
    """
    backend = environment.get("ASKREPORTS_BACKEND") or OPENVINO
    if backend not in BACKENDS:
        raise ModelUnavailable(f"ASKREPORTS_BACKEND is {backend!r}: set {' or '.join(BACKENDS)}")
    return Settings(
        model=environment.get("ASKREPORTS_MODEL") or "",
        reader=environment.get("ASKREPORTS_READER") or environment.get("ASKREPORTS_RERANKER") or "",
        llm=_llm(environment),
        backend=backend,
    )


def _llm(environment: Mapping[str, str]) -> Endpoint | None:
    """The language model of `ASKREPORTS_LLM_URL`, `_MODEL` and `_API_KEY`; None where none is named."""
    url, model, key = (
        environment.get(f"ASKREPORTS_LLM_{name}", "").strip() for name in ("URL", "MODEL", "API_KEY")
    )
    if not url and not model:
        return None
    if not url:
        raise ModelNotSet(
            "ASKREPORTS_LLM_MODEL is set and ASKREPORTS_LLM_URL is not: set the address that serves it"
        )
    if not model:
        raise ModelNotSet(
            "ASKREPORTS_LLM_URL is set and ASKREPORTS_LLM_MODEL is not: set the name of the model"
        )
    _check_address(url)
    return Endpoint(url, model, key)


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError:  # square brackets that hold no address
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ModelNotSet(
            "ASKREPORTS_LLM_URL is not a web address: it must look like http://127.0.0.1:11434/v1"
        )
    if parts.username or parts.password or parts.query:
        raise ModelNotSet(
            "ASKREPORTS_LLM_URL contains more than an address: put the key in ASKREPORTS_LLM_API_KEY"
        )


def app_from_environment(environment: Mapping[str, str] = os.environ) -> AppSettings:
    """The app's settings from `ASKREPORTS_HOSTS`, `_ALLOW_REMOTE`, `_ALLOW_INGEST`, `_REPORTS` and `_OCR`.

    Raises `BadListening` where one is neither yes nor no.
    """
    return AppSettings(
        hosts=tuple(host for host in environment.get("ASKREPORTS_HOSTS", "").split(",") if host),
        allow_remote=_yes_or_no(environment, "ASKREPORTS_ALLOW_REMOTE") or False,
        allow_ingest=_yes_or_no(environment, "ASKREPORTS_ALLOW_INGEST"),
        reports=report_folders(environment),
        reads_by_ocr=_yes_or_no(environment, "ASKREPORTS_OCR") is not False,
    )


def _yes_or_no(environment: Mapping[str, str], name: str) -> bool | None:
    said = environment.get(name)
    if not said:
        return None
    if said not in ("yes", "no"):
        raise BadListening(f"{name} is {said!r}: set yes or no")
    return said == "yes"


def index_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The default index: `ASKREPORTS_INDEX`, else `.askreports`."""
    return Path(environment.get("ASKREPORTS_INDEX") or DEFAULT_INDEX)


def report_folders(environment: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Folders that the app may ingest again: `ASKREPORTS_REPORTS`, separated by colons."""
    return tuple(Path(name) for name in environment.get("ASKREPORTS_REPORTS", "").split(os.pathsep) if name)


def environment_for(index: Path) -> dict[str, str]:
    """The environment of a process that is to serve this index."""
    return {**os.environ, "ASKREPORTS_INDEX": str(index.absolute())}
