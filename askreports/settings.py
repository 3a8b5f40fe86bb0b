"""Settings, passed on as arguments. No other module reads environment variables."""

import math
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
    ingest embeds with: "openvino", or "torch" to use a graphics card. `models` is a folder of compiled models
    that an index takes over, so that none has to be compiled. `ocr_pages` is how many waiting pages an ingest
    reads by OCR; None for all.
    """

    model: str = ""
    reader: str = ""
    split: SplitSettings = field(default_factory=SplitSettings)
    workers: int = field(default_factory=lambda: min(4, os.cpu_count() or 1))
    llm: Endpoint | None = None
    backend: str = OPENVINO
    models: Path | None = None
    ocr_pages: int | None = None


@dataclass(frozen=True, slots=True)
class AppSettings:
    """How the browser app may be reached, and what its visitors may do.

    `hosts` are names that a proxy calls the app by. `allow_remote` allows listening beyond this machine
    without a sign-in. `allow_ingest` allows visitors to add reports; None allows it on this machine only.
    `reports` are the folders that they may have read again. `keep_days` is how long a conversation is kept
    after its last question; None for ever. `reads_by_ocr` says whether pages that wait for OCR are read while
    the app runs.
    """

    hosts: tuple[str, ...] = ()
    allow_remote: bool = False
    allow_ingest: bool | None = None
    reports: tuple[Path, ...] = ()
    keep_days: int | None = None
    reads_by_ocr: bool = True


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """How REST and MCP over HTTP may be reached, and what one client may ask of them.

    `hosts` are names that a proxy calls them by, `origins` other sites whose pages may call REST. `rate` is
    how many requests a minute one client may make, 0 for any number; `queue` how many may wait;
    `request_seconds` the longest time for one.
    """

    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    rate: int = 0
    queue: int = 256
    request_seconds: float = 120.0
    log_questions: bool = False


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
        models=Path(environment["ASKREPORTS_MODELS"]) if environment.get("ASKREPORTS_MODELS") else None,
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
    usual = Endpoint(url, model, key)
    silence = _seconds(environment, "ASKREPORTS_LLM_SILENCE_SECONDS", usual.silence_seconds)
    total = _seconds(environment, "ASKREPORTS_LLM_TOTAL_SECONDS", usual.total_seconds)
    return Endpoint(url, model, key, silence, total)


def _seconds(environment: Mapping[str, str], name: str, default: float) -> float:
    said = environment.get(name, "").strip()
    try:
        seconds = float(said) if said else default
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < math.inf:
        raise ModelNotSet(f"{name} is {said!r}: set a number of seconds above 0")
    return seconds


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
    """The settings of the app, from `ASKREPORTS_HOSTS`, `_ALLOW_REMOTE` and so on.

    Raises `BadListening` where one is misspelt.
    """
    return AppSettings(
        hosts=_names(environment, "ASKREPORTS_HOSTS"),
        allow_remote=_yes_or_no(environment, "ASKREPORTS_ALLOW_REMOTE") or False,
        allow_ingest=_yes_or_no(environment, "ASKREPORTS_ALLOW_INGEST"),
        reports=report_folders(environment),
        keep_days=_number(environment, "ASKREPORTS_KEEP_DAYS", 0) or None,
        reads_by_ocr=_yes_or_no(environment, "ASKREPORTS_OCR") is not False,
    )


def server_from_environment(environment: Mapping[str, str] = os.environ) -> ServerSettings:
    """The settings of REST and MCP over HTTP. Raises `BadListening` where one is misspelt."""
    usual = ServerSettings()
    seconds = _number(environment, "ASKREPORTS_REQUEST_SECONDS", 0)
    return ServerSettings(
        hosts=_names(environment, "ASKREPORTS_HOSTS"),
        origins=_names(environment, "ASKREPORTS_CORS_ORIGINS"),
        rate=_number(environment, "ASKREPORTS_RATE", usual.rate),
        queue=_number(environment, "ASKREPORTS_QUEUE", usual.queue),
        request_seconds=float(seconds) or usual.request_seconds,
        log_questions=_yes_or_no(environment, "ASKREPORTS_LOG_QUESTIONS") or False,
    )


def _names(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    """The parts of a variable that are separated by commas."""
    return tuple(part.strip() for part in environment.get(name, "").split(",") if part.strip())


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    said = environment.get(name, "").strip()
    if said and not (said.isascii() and said.isdecimal()):
        raise BadListening(f"{name} is {said!r}: set a whole number")
    return int(said) if said else default


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
