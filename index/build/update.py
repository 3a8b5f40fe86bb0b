"""Brings the index in line with the files: plan, read, embed, and build the next generation."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath

from index.build.ingest_report import make_report
from index.build.members import Members
from index.build.plan import Plan, SourceFile, add_absent, make_plan
from index.build.prepared_store import PreparedStore
from index.build.read_and_embed import Advance, ReadAndEmbed, Results
from index.build.report_words import report_words
from index.build.write_generation import ReportEntry, write_generation
from index.embedding.embedder import Embedder, Vectors
from index.embedding.header import fitting_split
from index.errors import IndexMissing, IndexStale
from index.outcome import Ingested, OnProgress
from index.query.glossary import custom_terms
from index.storage.catalog import Catalog
from index.storage.custom_files import read_custom_files
from index.storage.generation import (
    CATALOG,
    FORMAT,
    GLOSSARY,
    TAXONOMY,
    VECTORS,
    Manifest,
    live,
    verify_generation,
    writing,
)
from index.storage.vector_cache import CachedEmbedder
from index.storage.vectors import VectorIndex
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
    """How an index is built: the sizes of passages, and how many reader processes work at it."""

    split: SplitSettings = field(default_factory=SplitSettings)
    workers: int = 1


def update(  # noqa: PLR0913 - the options of an ingest, most with a default
    paths: Sequence[Path],
    root: Path,
    load: Callable[[], Embedder],
    settings: UpdateSettings,
    rebuild: bool = False,
    on_progress: OnProgress = lambda _: None,
    try_again: bool = True,
    taxonomy: str = "",
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Ingested:
    """Ingests the files under `paths` into the index at `root`; `rebuild` reads all of them again.

    `taxonomy` is what a house adds to the names of figures; it is kept as it is, beside the glossary.
    `now` tells the time at which new reports come in.
    `try_again` reads files once more that failed for a reason that may have passed.
    `load` gives the embedder; it is called once the files are known and the writer's lock is held.
    Raises an `AskReportsError`; whatever it is, the live index stays as it was.
    """
    began = time.monotonic()
    found = discover(paths)
    named = {GLOSSARY: custom_terms(paths), TAXONOMY: taxonomy}
    has_ocr = is_installed()
    with writing(root), closing(CachedEmbedder(load(), root / "vectors")) as embedder:
        split = fitting_split(settings.split, embedder.card, FileTokenizer(embedder.tokenizer_file))
        store = PreparedStore(root / "documents", _recipe(embedder, split))
        if rebuild:
            store.forget()
        with _live_generation(root, embedder, split, rebuild) as previous:
            known = previous.catalog.files() if previous else []
            reports = previous.catalog.reports() if previous else []
            seen, roots = [_seen(item) for item in found], [absolute(path) for path in paths]
            intake = ReadAndEmbed(store, embedder, split, settings.workers, has_ocr)
            plan, results = Plan(), Results()
            members, progress = Members(known), Advance(on_progress, embedder)
            settled = known if previous and previous.is_current else []
            waiting = seen
            while waiting:  # files, then those inside them, then those inside these
                step = make_plan(waiting, settled, try_again, has_ocr)
                intake.take(step.read, results, progress)
                plan.extend(step)
                waiting = members.of(step, results)
                seen += waiting
            add_absent(plan, seen, known, roots)
            told = make_report(plan, results, known, reports, now().isoformat(timespec="seconds"))

            def source(report: str) -> ReportEntry:
                if previous is None or report in results.taken:
                    return _new_part(store, *intake.get(report))
                return previous.part(report, store)

            before = previous.house if previous else {}
            house = before | {name: text for name, text in named.items() if text}
            is_same = previous and previous.is_current and told.entries == known and house == before
            if not is_same:
                manifest, catalog = Manifest(embedder.card, split, 0, 0, 0), None
                if previous:
                    catalog = previous.generation / CATALOG
                write_generation(root, told.entries, source, manifest, house, catalog)
        store.trim()
        backend = embedder.backend
    new = results.taken.values()
    pages, passages = sum(taken.pages for taken in new), sum(taken.passages for taken in new)
    return Ingested(told.outcomes, pages, passages, time.monotonic() - began, backend)


class _Previous:
    """The live generation, as the source of reports that stay.

    `is_current` says whether today's readers would make the same of its files.
    """

    def __init__(self, generation: Path, is_current: bool) -> None:
        self.generation = generation
        self.is_current = is_current
        self.catalog = Catalog(generation / CATALOG)
        self.house = read_custom_files(generation)
        self._vectors = VectorIndex(generation / VECTORS)

    def part(self, report: str, store: PreparedStore) -> ReportEntry:
        """A report as it is carried over. Its words are made again where the store has lost them."""
        rows = self.catalog.rows(report)
        words = store.get_words(report)
        if words is None or len(words.passages) != len(rows):
            document = self.catalog.document(report)
            words = report_words(document, self.catalog.passages(document)[0])
            store.put_words(report, words)
        return ReportEntry(words, self._vectors.rows(rows.start, rows.stop))


def _new_part(store: PreparedStore, prepared: Prepared, vectors: Vectors) -> ReportEntry:
    document = prepared.document
    words = store.get_words(document.id)
    if words is None:
        words = report_words(document, prepared.passages)
        store.put_words(document.id, words)
    return ReportEntry(words, vectors, prepared)


@contextmanager
def _live_generation(
    root: Path, embedder: Embedder, split: SplitSettings, rebuild: bool
) -> Iterator[_Previous | None]:
    """What can be built upon; nothing at the first run, and when all is to be built anew."""
    try:
        generation = None if rebuild else live(root)
    except IndexMissing:
        generation = None
    if generation is None:
        yield None
        return
    manifest = verify_generation(generation)
    if manifest.embedder != embedder.card or manifest.split != split:
        raise IndexStale(
            f"{root} was built with model {manifest.embedder.name} and passages of "
            f"{manifest.split.max_tokens} tokens, the settings say {embedder.card.name} and "
            f"{split.max_tokens}: run 'askreports upgrade', or 'askreports ingest FOLDER --rebuild'"
        )
    previous = _Previous(generation, manifest.format == FORMAT)
    try:
        yield previous
    finally:
        previous.catalog.close()


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


def _recipe(embedder: Embedder, split: SplitSettings) -> str:
    """A name for everything that shapes a document's passages and vectors."""
    return sha256(repr((FORMAT, embedder.card.sha256, asdict(split))).encode()).hexdigest()[:16]
