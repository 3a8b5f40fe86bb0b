"""What people decide about reports of an index: other facts, out for good, nothing left of what is gone."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from askreports.history import History, history_file
from askreports.settings import Settings
from index.embedding.embedder import Embedder, load_embedder
from index.storage.corrections import ReportKey
from index.storage.generation import live, read_manifest
from ingest.document import Report
from ingest.facts.description import Description


@dataclass(frozen=True, slots=True)
class Purged:
    """What went in a purge: generations that were not live, files with texts of reports, kept answers."""

    generations: int
    texts: int
    answers: int


def describe(name: str, index: Path, settings: Settings, says: Description, clear: bool = False) -> Report:
    """Corrects what is known of the report with this path or id; `clear` takes earlier corrections back.

    It outweighs `reports.toml` and what was read, at once and after every later ingest. Returns the report
    as it is known now. Raises `NoSuchReport`, and what an ingest raises.
    """
    from index.build.describe import describe as write

    return write(name, index, _embedder(index, settings), says, clear)


def forget(name: str, index: Path, settings: Settings) -> list[ReportKey]:
    """Takes reports out for good: those with this path or id, or in this folder or archive.

    They stay out of later ingests until they are restored. Raises like `describe`.
    """
    from index.build.forget import forget as write

    return write(name, index, _embedder(index, settings))


def restore(name: str, index: Path) -> list[ReportKey]:
    """Lets the next ingest take in what was forgotten under this name. Raises `NoSuchReport`."""
    from index.build.forget import restore as write

    return write(name, index)


def purge(index: Path) -> Purged:
    """Deletes all that is left of reports that are gone: older generations, texts, answers that cite them."""
    from index.build.forget import purge as write

    gone = write(index)
    names = frozenset(report.organisation for report in gone.reports)
    ids = frozenset(report.id for report in gone.reports)
    answers = History(index).purge(ids, names) if history_file(index).exists() else 0
    return Purged(gone.generations, gone.texts, answers)


def _embedder(index: Path, settings: Settings) -> Callable[[], Embedder]:
    """The embedder that an index was built with: corrected reports are embedded anew."""
    model = read_manifest(live(index)).embedder.name
    return partial(load_embedder, model, index / "models", settings.backend)
