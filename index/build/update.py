"""Brings the index in line with the files: plan, read, embed, and build the next generation."""

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath

from index.build.ingest_report import make_report
from index.build.known_facts import KnownFacts
from index.build.members import Members
from index.build.plan import Plan, SourceFile, add_absent, make_plan
from index.build.prepared_store import PreparedStore
from index.build.previous import live_generation
from index.build.read_and_embed import Advance, KeptReadings, ReadAndEmbed, Results
from index.build.report_words import report_words, words_key
from index.build.write_generation import ReportEntry, write_generation
from index.embedding.embedder import Embedder, Vectors
from index.embedding.header import fitting_split
from index.outcome import Ingested, OnProgress
from index.query.glossary import custom_terms
from index.storage.corrections import read_corrections
from index.storage.generation import (
    CATALOG,
    FORMAT,
    GLOSSARY,
    TAXONOMY,
    Manifest,
    writing,
)
from index.storage.ocr_texts import OcrTexts
from index.storage.origin_record import Origin
from index.storage.vector_cache import CachedEmbedder
from ingest.discover import FoundFile, absolute, discover
from ingest.errors import FileSkipped, Reason
from ingest.identity import document_id
from ingest.pipeline import Prepared
from ingest.readers.pdf.ocr import is_installed
from ingest.readers.read import READERS
from ingest.split import SplitSettings
from ingest.tokens import FileTokenizer


@dataclass(frozen=True, slots=True)
class UpdateSettings:
    """How an index is brought in line with the files.

    `split` has the sizes of passages, `workers` is the number of reader processes. With `rebuild` all files
    are read again. With `try_again` files are read once more that failed for a reason that may have passed.
    `taxonomy` is the custom vocabulary of figures; it is kept as it is, beside the glossary.
    """

    split: SplitSettings = field(default_factory=SplitSettings)
    workers: int = 1
    rebuild: bool = False
    try_again: bool = True
    taxonomy: str = ""


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Callbacks:
    """What a run calls: with its progress, and for the time at which new reports come in."""

    on_progress: OnProgress = lambda _: None
    now: Callable[[], datetime] = _utc_now


def update(
    paths: Sequence[Path],
    root: Path,
    load: Callable[[], Embedder],
    settings: UpdateSettings,
    callbacks: Callbacks | None = None,
) -> Ingested:
    """Ingests the files under `paths` into the index at `root`.

    `load` gives the embedder; it is called once the files are known and the writer's lock is held.
    Raises an `AskReportsError`; whatever it is, the live index stays as it was.
    """
    callbacks = callbacks or Callbacks()
    began = time.monotonic()
    found = discover(paths)
    named = {GLOSSARY: custom_terms(paths), TAXONOMY: settings.taxonomy}
    has_ocr = is_installed()
    with writing(root), closing(CachedEmbedder(load(), root / "vectors")) as embedder:
        split = fitting_split(settings.split, embedder.card, FileTokenizer(embedder.tokenizer_file))
        store = PreparedStore(root / "documents", recipe(embedder, split))
        corrections = read_corrections(root)
        kept = KeptReadings(store, OcrTexts(root))
        if settings.rebuild:
            store.forget()
            kept.ocr.forget_failures()
        with live_generation(root, embedder, split, settings.rebuild) as previous:
            known = previous.catalog.files() if previous else []
            reports = list(previous.reports.values()) if previous else []
            facts = KnownFacts(corrections, previous.catalog.origins() if previous else {})
            seen, roots = [_seen(item) for item in found], [absolute(path) for path in paths]
            intake = ReadAndEmbed(kept, embedder, split, settings.workers, facts)
            plan, results = Plan(), Results()
            members, progress = Members(known), Advance(callbacks.on_progress, embedder)
            settled = known if previous and previous.is_current else []
            waiting = seen
            while waiting:  # files, then those inside them, then those inside these
                forgotten = [item for item in waiting if corrections.forgets(item.report, item.key)]
                waiting = [item for item in waiting if item not in forgotten]
                facts.see(seen, roots)
                step = make_plan(waiting, settled, settings.try_again, has_ocr)
                intake.take(step.read, results, progress)
                step.forgotten = forgotten
                plan.extend(step)
                waiting = members.of(step, results)
                seen += waiting
            add_absent(plan, seen, known, roots)
            told = make_report(plan, results, known, reports, callbacks.now().isoformat(timespec="seconds"))
            facts.settle(told.entries, {report: taken.facts for report, taken in results.taken.items()})

            def source(report: str) -> ReportEntry:
                if previous is None or report in results.taken:
                    return new_part(store, facts.origin(report), *intake.get(report))
                known_now = facts.of(previous.reports[report])
                return previous.part(known_now, facts.origin(report), store, embedder)

            before = previous.custom_files if previous else {}
            custom = before | {name: text for name, text in named.items() if text}
            is_same = (
                previous
                and previous.is_current
                and told.entries == known
                and custom == before
                and facts.agree_with(reports, previous.catalog.origins())
            )
            if not is_same:
                manifest, catalog = Manifest(embedder.card, split, 0, 0, 0), None
                if previous:
                    catalog = previous.generation / CATALOG
                write_generation(root, told.entries, source, manifest, custom, catalog)
                kept.remove({report.id for report in reports} - {entry.report for entry in told.entries})
        store.trim()
        backend = embedder.backend
    new = results.taken.values()
    pages, passages = sum(taken.pages for taken in new), sum(taken.passages for taken in new)
    return Ingested(told.outcomes, pages, passages, time.monotonic() - began, backend)


def new_part(store: PreparedStore, origin: Origin, prepared: Prepared, vectors: Vectors) -> ReportEntry:
    """What a report that was just read gives to a generation."""
    document = prepared.document
    words = store.get_words(words_key(document))
    if words is None:
        words = report_words(document, prepared.passages)
        store.put_words(words_key(document), words)
    return ReportEntry(words, vectors, origin, document.collections, prepared)


def _seen(found: FoundFile) -> SourceFile:
    if found.problem:
        return _useless(found, found.problem)
    if found.file.suffix.lower() not in READERS:
        what = PurePosixPath(found.path).suffix or "a file without suffix"
        return _useless(found, Reason.UNSUPPORTED, f"no reader for {what}")
    try:
        return SourceFile(found.file, found.path, document_id(found.file), found.file.stat().st_size)
    except OSError as error:  # gone, or closed to us
        return _useless(found, Reason.UNREADABLE, error.strerror or "")


def _useless(found: FoundFile, reason: Reason, detail: str = "") -> SourceFile:
    return SourceFile(found.file, found.path, "", 0, str(FileSkipped(reason, detail)))


def recipe(embedder: Embedder, split: SplitSettings) -> str:
    """A name for everything that shapes a document's passages and vectors."""
    return sha256(repr((FORMAT, embedder.card.sha256, asdict(split))).encode()).hexdigest()[:16]
