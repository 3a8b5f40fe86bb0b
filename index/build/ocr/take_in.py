"""The next generation, with the pages that OCR has read since the last one."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from index.build.ingest_report import unread_reason
from index.build.ocr.queue import sources_of
from index.build.read_and_embed import id_of_result, taken
from index.build.rewrite import Rewriting, rewriting
from index.embedding.embedder import Embedder
from index.outcome import Outcome
from index.storage.catalog import Catalog, FileEntry
from index.storage.corrections import read_corrections
from index.storage.generation import CATALOG, live
from index.storage.ocr_texts import OcrTexts
from ingest.document import Report
from ingest.errors import FileSkipped, Reason
from ingest.isolation.isolate import Result, Task, read_all
from ingest.pipeline import Prepared, Unpacked


@dataclass(frozen=True, slots=True)
class Change:
    """What OCR made of a report: how it stands now, and how many passages it won. `pages` is 0 where none of
    it could be read, and it is a report no longer.
    """

    report: str
    outcome: Outcome
    reason: str
    pages: int
    unread_pages: tuple[int, ...]
    passages: int


def take_in(root: Path, load: Callable[[], Embedder], workers: int) -> list[Change]:
    """Publishes a generation with all readings that the live one lacks; none where it lacks none.

    `workers` is the number of reader processes. Raises what a writer of the index raises.
    """
    texts = OcrTexts(root)
    with closing(Catalog(live(root) / CATALOG)) as catalog:
        if not _fresh(catalog.reports(), texts):
            return []
    with rewriting(root, load) as index:
        fresh = _fresh(index.previous.reports.values(), texts)
        changes: dict[str, Change] = {}
        read: dict[str, Prepared] = {}
        for report, result in _read_again(index, fresh, texts, workers):
            if isinstance(result, Prepared):
                read[report] = result
                index.store.put(result)
            before = len(index.previous.catalog.rows(report))
            if change := _change(fresh[report], result, texts, before):
                changes[report] = change
        if changes:
            entries = [_changed(entry, changes.get(entry.report)) for entry in index.previous.catalog.files()]
            index.write(read_corrections(root), entries, read)
        return list(changes.values())


def _fresh(reports: Iterable[Report], texts: OcrTexts) -> dict[str, Report]:
    """Those of which pages still wait that have been read meanwhile, by their ids."""
    return {one.id: one for one in reports if not texts.pages(one.id).isdisjoint(one.waiting_pages)}


def _read_again(
    index: Rewriting, reports: dict[str, Report], texts: OcrTexts, workers: int
) -> Iterator[tuple[str, Result]]:
    """Each of the reports, read with what OCR made of its pages."""
    sources = sources_of(index.previous.catalog.files())
    tasks: dict[Task, str] = {}
    for report in reports:
        source = sources[report]
        tasks[Task(source.file, source.path, source.inside, texts.of(report))] = report
    split, tokenizer = index.previous.manifest.split, index.embedder.tokenizer_file
    for task, result in read_all(tasks, tokenizer, split, workers):
        if id_of_result(result) in ("", tasks[task]):  # else the file has changed, and an ingest sees to it
            yield tasks[task], result


def _change(report: Report, result: Result, texts: OcrTexts, before: int) -> Change | None:
    """None where the file could not be read this time: its pages go on waiting."""
    if isinstance(result, Unpacked):
        return Change(report.id, Outcome.UNPACKED, "", 0, (), -before)
    if isinstance(result, FileSkipped):
        if result.reason is not Reason.NO_TEXT:
            return None
        return Change(report.id, Outcome.SKIPPED, str(result), 0, (), -before)
    now = taken(result, texts)
    outcome = Outcome.PARTIAL if now.unread_pages else Outcome.INDEXED
    reason = unread_reason(now) if now.unread_pages else ""
    return Change(report.id, outcome, reason, now.pages, now.unread_pages, now.passages - before)


def _changed(entry: FileEntry, change: Change | None) -> FileEntry:
    if change is None or not entry.is_report:
        return entry
    ingested = entry.ingested if change.pages else ""
    return replace(entry, outcome=change.outcome, reason=change.reason, ingested=ingested)
