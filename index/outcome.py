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
    """What became of one file of a run; `pages` is 0 where none could be read.

    `report` is the id of the content that was read, and `was_indexed` says whether other content of the file
    was in the index before.
    """

    path: str
    outcome: Outcome
    reason: str = ""
    pages: int = 0
    unread_pages: tuple[int, ...] = ()
    report: str = ""
    was_indexed: bool = False


@dataclass(frozen=True, slots=True)
class Ingested:
    """The result of a run. `pages` and `passages` count what was newly indexed in it.

    `ocr_pages` is how many pages OCR has worked off in it, `waiting_pages` how many of the whole index still
    wait for it.
    `backend` is what embeds here: library, device, precision and threads.
    """

    files: tuple[FileOutcome, ...]
    pages: int
    passages: int
    seconds: float
    backend: Backend
    ocr_pages: int = 0
    waiting_pages: int = 0

    def count(self, *outcomes: Outcome) -> int:
        """How many files had one of these outcomes."""
        return sum(file.outcome in outcomes for file in self.files)


@dataclass(frozen=True, slots=True)
class OcrProgress:
    """How far OCR is: pages done, whether they could be read or not, of those that wait.

    `seconds_left` goes by what the pages of this run took; None before the first.
    """

    pages: int
    total_pages: int
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: files and bytes done of those to be read, and passages embedded so far, by what.

    `ocr` says how far OCR is, which begins when all files are done; None until then.
    """

    path: str
    files: int
    total_files: int
    bytes: int
    total_bytes: int
    passages: int
    backend: Backend
    ocr: OcrProgress | None = None


OnProgress = Callable[[Progress], None]
