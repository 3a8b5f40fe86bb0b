"""Settings, read once at the door and handed on as arguments."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.embed import DEFAULT_MODEL
from ingest.split import SplitSettings

DEFAULT_INDEX = ".askreports"


@dataclass(frozen=True, slots=True)
class Settings:
    """How askreports works here.

    `model` is the embedder: a sentence-transformers model by hub name or local folder. `reranker` is a
    cross-encoder for a second pass over the best pages, empty for none. `workers` is the number of
    reader processes.
    """

    model: str = DEFAULT_MODEL
    reranker: str = ""
    split: SplitSettings = field(default_factory=SplitSettings)
    workers: int = field(default_factory=lambda: min(4, os.cpu_count() or 1))


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Settings from `ASKREPORTS_MODEL` and `ASKREPORTS_RERANKER`; everything else keeps its default."""
    return Settings(
        model=environment.get("ASKREPORTS_MODEL") or DEFAULT_MODEL,
        reranker=environment.get("ASKREPORTS_RERANKER") or "",
    )


def index_folder(environment: Mapping[str, str]) -> Path:
    """The index that is meant when none is named: `ASKREPORTS_INDEX`, else `.askreports`."""
    return Path(environment.get("ASKREPORTS_INDEX") or DEFAULT_INDEX)
