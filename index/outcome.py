"""The nouns of an ingest: what became of each file, and how far a run is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from index.embedding.backend import Backend


class Outcome(StrEnum):
    """What became of one file."""

    INDEXED = "indexed"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    PARTIAL = "partial"
    REMOVED = "removed"
    SKIPPED = "skipped"
    FORGOTTEN = "forgotten"  # stays out until it is restored: no outcome of a run
    UNPACKED = "unpacked"  # no report itself: each file in it has its own outcome


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file of a run; `pages` is 0 where none could be read."""

    path: str
    outcome: Outcome
    reason: str = ""
    pages: int = 0
    unread_pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ingested:
    """The result of a run. `pages` and `passages` count what was newly indexed in it.

    `backend` is what embeds here: library, device, precision and threads.
    """

    files: tuple[FileOutcome, ...]
    pages: int
    passages: int
    seconds: float
    backend: Backend

    def count(self, *outcomes: Outcome) -> int:
        """How many files had one of these outcomes."""
        return sum(file.outcome in outcomes for file in self.files)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: files and bytes done of those to be read, and passages embedded so far, by what."""

    path: str
    files: int
    total_files: int
    bytes: int
    total_bytes: int
    passages: int
    backend: Backend


OnProgress = Callable[[Progress], None]
