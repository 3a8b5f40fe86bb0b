"""Works the queue of waiting pages off: each page is kept as soon as it is read, and published in batches."""

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from index.build.ocr.queue import Queue, count_waiting
from index.build.ocr.take_in import Change, take_in
from index.embedding.embedder import Embedder
from index.errors import IndexBusy
from index.outcome import FileOutcome, Ingested, OcrProgress, Outcome
from index.storage.generation import reading_by_ocr
from index.storage.ocr_texts import OcrTexts
from ingest.document import PageReading
from ingest.errors import FileSkipped
from ingest.isolation.ocr_pages import LIMITS, PageTask, all_cores, recognise_all
from ingest.isolation.worker import Limits
from ingest.readers.pdf.ocr import is_installed

Recognise = Callable[[Iterable[PageTask], int, Limits], Iterator[tuple[PageTask, PageReading | FileSkipped]]]
OnOcr = Callable[[str, OcrProgress], None]  # the path of a report, and how far OCR is
_SHARE = 0.1  # of the time, at most, goes into publishing


@dataclass(frozen=True, slots=True)
class OcrSettings:
    """How waiting pages are read: at most `most_pages` of them, by so many `workers`, each within `limits`.

    What came in is published after `batch_seconds`, or later where publishing takes long. `readers` is the
    number of processes that read files again.
    """

    most_pages: int | None = None
    workers: int = field(default_factory=all_cores)
    limits: Limits = LIMITS
    batch_seconds: float = 60.0
    readers: int = 1


@dataclass(slots=True)
class OcrRun:
    """The result of a run: pages worked off, what became of reports by their ids, and pages that still wait.

    With `is_elsewhere` another process is at it.
    """

    pages: int = 0
    waiting_pages: int = 0
    changes: dict[str, Change] = field(default_factory=dict)
    is_elsewhere: bool = False

    def note(self, changes: list[Change]) -> None:
        """Adds what became of reports; the passages they won add up."""
        for change in changes:
            earlier = self.changes.get(change.report)
            passages = change.passages + (earlier.passages if earlier else 0)
            self.changes[change.report] = replace(change, passages=passages)


def read_waiting(
    root: Path,
    load: Callable[[], Embedder],
    settings: OcrSettings,
    on_ocr: OnOcr = lambda *_: None,
    recognise: Recognise = recognise_all,
) -> OcrRun:
    """Reads the pages that wait for OCR, until none does or `most_pages` are read.

    It may be killed at any time: the next run goes on with the pages that were not yet read. Does nothing
    where another process is at it. Raises what a writer of the index raises, and `ReaderFailed`.
    """
    run = OcrRun(waiting_pages=count_waiting(root))
    if not run.waiting_pages:
        return run
    with reading_by_ocr(root) as is_ours:
        if not is_ours:
            run.is_elsewhere = True
            return run
        batches = _Batches(root, cache(load), settings, run)
        batches.publish()  # what an earlier run has left
        if is_installed() and settings.most_pages != 0:
            with closing(_pages_read(root, settings, run, recognise)) as pages:
                for path, progress in pages:
                    on_ocr(path, progress)
                    batches.publish_if_due()
            batches.publish()
    run.waiting_pages = count_waiting(root)
    return run


def _pages_read(
    root: Path, settings: OcrSettings, run: OcrRun, recognise: Recognise
) -> Generator[tuple[str, OcrProgress]]:
    """Reads and keeps the pages; after each one the path of its report, and how far the run is."""
    texts, began = OcrTexts(root), time.monotonic()
    queue = Queue(root, texts, settings.most_pages)
    total = queue.left()
    if total:
        yield "", OcrProgress(0, total)
    while left := queue.left():  # once more, where an ingest brought pages while the last were read
        for task, reading in recognise(queue, min(settings.workers, left), settings.limits):
            if isinstance(reading, PageReading):  # else the file has changed or gone, and the page waits on
                texts.put(task.report, reading)
                if not queue.holds(task.report):  # forgotten or removed while the page was read
                    texts.remove({task.report})
                run.pages += 1
            total = max(total, run.pages + queue.left())
            seconds = (time.monotonic() - began) / max(1, run.pages)
            progress = OcrProgress(run.pages, total, seconds * (total - run.pages))
            yield queue.paths.get(task.report, ""), progress


class _Batches:
    """Publishes what has come in, not too often, and notes in `run` what became of it."""

    def __init__(self, root: Path, load: Callable[[], Embedder], settings: OcrSettings, run: OcrRun) -> None:
        self._root, self._load, self._settings, self._run = root, load, settings, run
        self._last, self._took = time.monotonic(), 0.0

    def publish(self) -> None:
        began = time.monotonic()
        try:
            self._run.note(take_in(self._root, self._load, self._settings.readers))
        finally:
            self._last = time.monotonic()
            self._took = self._last - began

    def publish_if_due(self) -> None:
        """The same after a pause; later where another process writes the index, for nothing is lost so."""
        pause = max(self._settings.batch_seconds, self._took / _SHARE)
        if time.monotonic() - self._last >= pause:
            with suppress(IndexBusy):
                self.publish()


def with_ocr(ingested: Ingested, run: OcrRun, seconds: float) -> Ingested:
    """The result of an ingest with what OCR has made of its files; `seconds` is what both took."""
    new = {file.report for file in ingested.files if file.outcome is not Outcome.UNCHANGED}
    lost = {file.report: file.pages for file in ingested.files if file.report in new}
    changes = run.changes.values()
    return replace(
        ingested,
        files=tuple(_after(file, run.changes.get(file.report)) for file in ingested.files),
        pages=ingested.pages - sum(lost.get(one.report, 0) for one in changes if not one.pages),
        passages=ingested.passages + sum(change.passages for change in changes),
        seconds=seconds,
        ocr_pages=run.pages,
        waiting_pages=run.waiting_pages,
    )


def _after(file: FileOutcome, change: Change | None) -> FileOutcome:
    if change is None or file.outcome in (Outcome.REMOVED, Outcome.SKIPPED):
        return file
    outcome = change.outcome
    if file.outcome is Outcome.UNCHANGED and change.pages:
        outcome = Outcome.UNCHANGED
    elif outcome is Outcome.INDEXED and file.was_indexed:
        outcome = Outcome.REPLACED
    return replace(
        file, outcome=outcome, reason=change.reason, pages=change.pages, unread_pages=change.unread_pages
    )
