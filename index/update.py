"""Brings the index in line with the files: plan, read, embed, and build the next generation."""

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from index.build import build
from index.catalog import Catalog, FileEntry
from index.embed import Embedder, Vectors
from index.errors import IndexMissing, IndexStale
from index.generation import CATALOG, FORMAT, VECTORS, Manifest, check, live, writing
from index.header import embedded_text
from index.outcome import FileOutcome, Ingested, Outcome, Progress
from index.plan import Plan, Seen, make_plan
from index.remember import RememberingEmbedder
from index.store import Store
from index.vectors import Vectors as SavedVectors
from ingest.discover import Found, absolute, discover
from ingest.document import Report
from ingest.errors import FileSkipped, Reason
from ingest.isolate import Task, read_all
from ingest.pipeline import Prepared, document_id
from ingest.split import SplitSettings
from ingest.tokens import FileTokenizer

OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class UpdateSettings:
    """How an index is built: the sizes of passages, and how many reader processes work at it."""

    split: SplitSettings = field(default_factory=SplitSettings)
    workers: int = 1


def update(
    paths: Sequence[Path],
    root: Path,
    load: Callable[[], Embedder],
    settings: UpdateSettings,
    rebuild: bool = False,
    on_progress: OnProgress = lambda _: None,
) -> Ingested:
    """Ingests the files under `paths` into the index at `root`; `rebuild` starts from nothing.

    `load` gives the embedder; it is called once the files are known and the writer's lock is held.
    Raises an `AskReportsError`; whatever it is, the live index stays as it was.
    """
    began = time.monotonic()
    found = discover(paths)
    with writing(root):
        embedder = RememberingEmbedder(load(), root / "vectors")
        with closing(embedder), _live_generation(root, embedder, settings.split, rebuild) as previous:
            known = previous.catalog.files() if previous else []
            plan = make_plan([_seen(item) for item in found], known, [absolute(path) for path in paths])
            store = Store(root / "work", _recipe(embedder, settings.split))
            failed = _read_and_embed(plan.read, store, embedder, settings, on_progress)
            read = [_read_entry(item, store, failed) for item in plan.read]
            files = sorted(
                plan.elsewhere + _kept_entries(plan) + read, key=lambda entry: (entry.path, entry.file)
            )

            def source(report: str) -> tuple[Prepared, Vectors]:
                return store.get(report) if report in store or previous is None else previous.get(report)

            if previous is None or files != known:
                build(root, files, source, Manifest(embedder.card, settings.split, 0, 0, 0))
            reports = previous.catalog.reports() if previous else []
            result = _result(plan, read, known, reports, store, time.monotonic() - began)
        shutil.rmtree(root / "work", ignore_errors=True)
    return result


class _Previous:
    """The live generation, as the source of reports that stay."""

    def __init__(self, generation: Path) -> None:
        self.catalog = Catalog(generation / CATALOG)
        self._vectors = SavedVectors(generation / VECTORS)

    def get(self, report: str) -> tuple[Prepared, Vectors]:
        document = self.catalog.document(report)
        passages, row = self.catalog.passages(document)
        return Prepared(document, passages), self._vectors.rows(row, row + len(passages))


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
    manifest = check(generation)
    if manifest.embedder != embedder.card or manifest.split != split:
        raise IndexStale(
            f"{root} was built with model {manifest.embedder.name} and passages of "
            f"{manifest.split.max_tokens} tokens, the settings say {embedder.card.name} and "
            f"{split.max_tokens}: run 'askreports ingest FOLDER --rebuild'"
        )
    previous = _Previous(generation)
    try:
        yield previous
    finally:
        previous.catalog.close()


def _seen(found: Found) -> Seen:
    if found.problem:
        return Seen(found.file, found.path, "", 0, found.problem)
    try:
        return Seen(found.file, found.path, document_id(found.file), found.file.stat().st_size)
    except OSError:  # gone, or closed to us
        return Seen(found.file, found.path, "", 0, Reason.UNREADABLE)


def _recipe(embedder: Embedder, split: SplitSettings) -> str:
    """A name for everything that shapes a document's passages and vectors."""
    return sha256(repr((FORMAT, embedder.card.sha256, asdict(split))).encode()).hexdigest()[:16]


def _read_and_embed(
    files: Sequence[Seen], store: Store, embedder: Embedder, settings: UpdateSettings, on_progress: OnProgress
) -> dict[str, FileSkipped]:
    """Puts the content of every file into the store; returns why others could not be, by id of content."""
    tokenizer = FileTokenizer(embedder.tokenizer_file)
    contents = {item.report: item for item in reversed(files) if not store.readable(item.report)}
    by_file = {item.file: item for item in contents.values()}
    tasks = [Task(item.file, item.path) for item in sorted(contents.values(), key=lambda item: -item.bytes)]
    total_bytes = sum(item.bytes for item in by_file.values())
    failed: dict[str, FileSkipped] = {}
    done_bytes = passages = 0
    for number, (task, result) in enumerate(
        read_all(tasks, embedder.tokenizer_file, settings.split, settings.workers), 1
    ):
        item = by_file[task.file]
        if isinstance(result, FileSkipped):
            failed[item.report] = result
        elif result.document.id != item.report:
            failed[item.report] = FileSkipped(Reason.UNREADABLE, "changed while it was read")
        else:
            store.put(
                result,
                embedder.embed([embedded_text(result.document, p, tokenizer) for p in result.passages]),
            )
            passages += len(result.passages)
        done_bytes += item.bytes
        on_progress(Progress(item.path, number, len(tasks), done_bytes, total_bytes, passages))
    return failed


def _read_entry(item: Seen, store: Store, failed: dict[str, FileSkipped]) -> FileEntry:
    """What the next generation says of a file that was read in this run."""
    if item.report in failed:
        return _entry(item, Outcome.SKIPPED, str(failed[item.report]))
    document = store.get(item.report)[0].document
    if document.unread_pages:
        return _entry(item, Outcome.PARTIAL, _partial(document.unread_pages, document.page_count))
    return _entry(item, Outcome.INDEXED)


def _partial(unread: Sequence[int], pages: int) -> str:
    return f"{len(unread)} of {pages} pages could not be read"


def _kept_entries(plan: Plan) -> list[FileEntry]:
    kept = [_entry(item, Outcome(entry.outcome), entry.reason) for item, entry in plan.kept]
    return kept + [_entry(item, Outcome.SKIPPED, reason) for item, reason in plan.skipped]


def _entry(item: Seen, outcome: Outcome, reason: str = "") -> FileEntry:
    return FileEntry(item.key, item.path, item.report, item.bytes, outcome, reason)


def _result(
    plan: Plan,
    read: Sequence[FileEntry],
    known: Sequence[FileEntry],
    reports: Sequence[Report],
    store: Store,
    seconds: float,
) -> Ingested:
    before = {entry.file for entry in known if entry.outcome != Outcome.SKIPPED}
    by_id = {report.id: report for report in reports}
    outcomes = [_unchanged(item, entry, by_id[item.report]) for item, entry in plan.kept]
    outcomes += [FileOutcome(item.path, Outcome.SKIPPED, reason) for item, reason in plan.skipped]
    outcomes += [FileOutcome(entry.path, Outcome.REMOVED) for entry in plan.removed]
    pages = passages = 0
    counted: set[str] = set()
    for entry in read:
        if entry.outcome == Outcome.SKIPPED:
            outcomes.append(FileOutcome(entry.path, Outcome.SKIPPED, entry.reason))
            continue
        prepared, _ = store.get(entry.report)
        document = prepared.document
        replaced = entry.outcome == Outcome.INDEXED and entry.file in before
        outcome = Outcome.REPLACED if replaced else Outcome(entry.outcome)
        outcomes.append(
            FileOutcome(entry.path, outcome, entry.reason, document.page_count, document.unread_pages)
        )
        if entry.report not in counted:
            pages, passages = pages + document.page_count, passages + len(prepared.passages)
        counted.add(entry.report)
    return Ingested(tuple(sorted(outcomes, key=lambda file: file.path)), pages, passages, seconds)


def _unchanged(item: Seen, entry: FileEntry, report: Report) -> FileOutcome:
    return FileOutcome(item.path, Outcome.UNCHANGED, entry.reason, report.page_count, report.unread_pages)
