"""Takes reports out for good, and leaves nothing of those that are gone."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from index.build.prepared_store import PreparedStore
from index.build.rewrite import names_of, places_called, rewriting
from index.embedding.embedder import Embedder
from index.errors import IndexDamaged, NoSuchReport
from index.outcome import Outcome
from index.storage.catalog import Catalog, FileEntry
from index.storage.corrections import Place, read_corrections, write_corrections
from index.storage.generation import CATALOG, discard_others, kept_generations, live, writing
from index.storage.ocr_texts import OcrTexts
from index.storage.vector_cache import discard_vectors
from ingest.document import Report


@dataclass(frozen=True, slots=True)
class Purged:
    """What went in a purge: older generations and texts that were kept. `reports` are those that stay."""

    generations: int
    texts: int
    reports: tuple[Report, ...]


def forget(name: str, root: Path, load: Callable[[], Embedder]) -> list[Place]:
    """Takes the reports with this path or id, or in this folder, out of the index, and keeps them out.

    A report of an older generation can be named too: no rollback brings it back. Returns what was
    forgotten. Raises `NoSuchReport` and what a writer of the index raises.
    """
    with rewriting(root, load) as index:
        entries = index.previous.catalog.files()
        places = places_called(name, [*entries, *_older_files(root)])
        gone = {place.report for place in places if place.report}
        corrections = read_corrections(root).forgetting(dict.fromkeys(places))
        write_corrections(root, corrections)
        left = [_forgotten(one) if corrections.forgets(one.report, one.file) else one for one in entries]
        index.write(corrections, left)
        discard_others(root, lambda folder: _may_hold(folder, gone))
        index.store.remove(gone)
        OcrTexts(root).remove(gone)
        return list(dict.fromkeys(places))


def restore(name: str, root: Path) -> list[Place]:
    """Lets forgotten reports of this name in again, which the next ingest does. Raises `NoSuchReport`."""
    live(root)  # an index that is not there is an error, not one to be made
    with writing(root):
        before = after = read_corrections(root)
        for one in names_of(name):
            after = after.remembering(one)
        back = [place for place in before.forgotten if place not in after.forgotten]
        if not back:
            raise NoSuchReport(f"no forgotten report {name!r}: 'askreports status --json' lists them")
        write_corrections(root, after)
        return back


def purge(root: Path) -> Purged:
    """Deletes all older generations, the texts of reports that are gone, and remembered vectors.

    What is live stays as it is. Raises `IndexMissing` and what a writer of the index raises.
    """
    live(root)
    with writing(root):
        reports = _catalog(live(root))[1]
        generations = discard_others(root, lambda _: True)
        live_ids = {report.id for report in reports}
        texts = PreparedStore(root / "documents", "").keep_only(live_ids)
        texts += OcrTexts(root).keep_only(live_ids)
        discard_vectors(root / "vectors")
        return Purged(generations, texts, tuple(reports))


def _forgotten(entry: FileEntry) -> FileEntry:
    return replace(entry, outcome=Outcome.FORGOTTEN, reason="", ingested="")


def _older_files(root: Path) -> list[FileEntry]:
    """The files of all generations that can be read: who mends a damaged one need not be here to forget."""
    files: list[FileEntry] = []
    for folder in kept_generations(root):
        with suppress(IndexDamaged):
            files += _catalog(folder)[0]
    return files


def _may_hold(generation: Path, reports: set[str]) -> bool:
    """Whether a generation has one of these reports, or cannot be read."""
    try:
        return not reports.isdisjoint(_reports_of(generation))
    except IndexDamaged:
        return True


def _reports_of(generation: Path) -> set[str]:
    return {report.id for report in _catalog(generation)[1]}


def _catalog(generation: Path) -> tuple[list[FileEntry], list[Report]]:
    catalog = Catalog(generation / CATALOG)
    try:
        return catalog.files(), catalog.reports()
    finally:
        catalog.close()
