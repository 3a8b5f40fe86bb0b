"""The costly part of an ingest: reads files in reader processes and embeds their passages.

What is done is kept at once, documents in the store and vectors in the embedder that remembers, so that
a run which ends early has lost no more than what it was just at.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.build.known_facts import KnownFacts
from index.build.plan import SourceFile
from index.build.prepared_store import PreparedStore
from index.embedding.embedder import Embedder, Vectors
from index.embedding.header import embedded_text, text_tokens
from index.errors import IndexNotWritten
from index.outcome import OnProgress, Progress
from index.storage.ocr_texts import OcrTexts
from index.storage.origin_record import facts_read
from ingest.document import Document, Member, PageReading, Report
from ingest.errors import FileSkipped, Reason
from ingest.facts.read import Facts
from ingest.isolation.isolate import Result, Task, read_all
from ingest.passage import Passage
from ingest.pipeline import Prepared, Unpacked
from ingest.readers.pdf.ocr import is_installed
from ingest.split import SplitSettings
from ingest.tokens import FileTokenizer, Tokenizer


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What is to be told of a report that was taken in; `facts` are those that were read.

    `needs_ocr` are the pages that wait for OCR, which is installed where `has_ocr` says so, and `failures`
    those that it could not read.
    """

    facts: Facts
    pages: int
    unread_pages: tuple[int, ...]
    needs_ocr: tuple[int, ...]
    passages: int
    has_ocr: bool = False
    failures: tuple[PageReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """What became of each content: `taken` by its id, `failed` by its id and the suffix it was read under.

    `members` are the files inside it, by the id of what holds them.
    """

    taken: dict[str, ReadResult] = field(default_factory=dict)
    failed: dict[tuple[str, str], FileSkipped] = field(default_factory=dict)
    members: dict[str, tuple[Member, ...]] = field(default_factory=dict)

    def of(self, item: SourceFile) -> ReadResult | FileSkipped | None:
        """The result of a file, None for a mere container of others.

        Content that could be read under any name is a report under all of them.
        """
        if item.report in self.taken:
            return self.taken[item.report]
        return None if item.report in self.members else self.failed[item.report, item.suffix]

    def has(self, item: SourceFile) -> bool:
        """Whether there is one."""
        done = item.report in self.taken or item.report in self.members
        return done or (item.report, item.suffix) in self.failed


@dataclass(frozen=True, slots=True)
class KeptReadings:
    """What was read of files before: documents, and what OCR made of single pages."""

    documents: PreparedStore
    ocr: OcrTexts

    def remove(self, reports: Collection[str]) -> None:
        """Deletes all that is kept of these reports."""
        self.documents.remove(reports)
        self.ocr.remove(reports)


class ReadAndEmbed:
    """Takes in files, and hands out what it took in."""

    def __init__(
        self, kept: KeptReadings, embedder: Embedder, split: SplitSettings, workers: int, facts: KnownFacts
    ) -> None:
        """`workers` is the number of reader processes."""
        self._store, self._ocr = kept.documents, kept.ocr
        self._facts = facts
        self._embedder = embedder
        self._split = split
        self._workers = workers
        self._tokenizer = FileTokenizer(embedder.tokenizer_file)

    def take(self, files: Sequence[SourceFile], results: Results, progress: "Advance") -> None:
        """Adds to `results` what becomes of these files: each content once; under another suffix that a file
        of it has, where the first did not do.
        """
        progress.expect(files)
        unlike = {(item.report, item.suffix): item for item in reversed(files)}
        waiting = list(unlike.values())[::-1]
        while waiting := [item for item in waiting if not results.has(item)]:
            first = {item.report: item for item in reversed(waiting)}.values()
            for item, result in self._prepared(list(first)):
                if isinstance(result, FileSkipped):
                    results.failed[item.report, item.suffix] = result
                elif result.members or isinstance(result, Unpacked):
                    results.members[item.report] = result.members
                if isinstance(result, Prepared):
                    read = facts_read(result.document)
                    self._vectors(self._facts.of(result.document, read), result.passages)
                    results.taken[item.report] = taken(result, self._ocr)
                progress.step(item, len(result.passages) if isinstance(result, Prepared) else 0)

    def get(self, report: str) -> tuple[Prepared, Vectors]:
        """A report that was taken in, as it is known now, with the vectors of its passages."""
        prepared = self._store.get(report)
        if prepared is None:
            raise IndexNotWritten(
                "documents that were read were deleted or damaged before they could be written: "
                "run the same command again; the live index is unchanged"
            )
        document = self._facts.of(prepared.document)
        return replace(prepared, document=document), self._vectors(document, prepared.passages)

    def _prepared(self, contents: Sequence[SourceFile]) -> Iterator[tuple[SourceFile, Result]]:
        """Documents of the store first, then those still to be read, the largest first."""
        unread: dict[Task, SourceFile] = {}
        for item in sorted(contents, key=lambda item: -item.bytes):
            prepared = self._store.get(item.report)
            done = self._ocr.pages(item.report)
            if prepared is not None and done.isdisjoint(prepared.document.waiting_pages):
                yield item, prepared
            else:
                unread[Task(item.file, item.path, item.inside, self._ocr.of(item.report))] = item
        for task, result in read_all(unread, self._embedder.tokenizer_file, self._split, self._workers):
            item = unread[task]
            if id_of_result(result) not in ("", item.report):
                result = FileSkipped(Reason.UNREADABLE, "changed while it was read")
            if isinstance(result, Prepared):
                self._store.put(result)
            yield item, result

    def _vectors(self, document: Document, passages: Sequence[Passage]) -> Vectors:
        return vectors_of(document, passages, self._embedder, self._tokenizer)


def vectors_of(
    report: Report, passages: Sequence[Passage], embedder: Embedder, tokenizer: Tokenizer
) -> Vectors:
    """A row a passage of a report, with what is known of it."""
    most = text_tokens(embedder.card, tokenizer)
    return embedder.embed_passages([embedded_text(report, one, tokenizer, most) for one in passages])


class Advance:
    """Counts contents, not files, and tells how far the run is."""

    def __init__(self, on_progress: OnProgress, embedder: Embedder) -> None:
        self._on_progress, self._embedder = on_progress, embedder
        self._sizes: dict[str, int] = {}
        self._done: dict[str, int] = {}
        self._passages = 0

    def expect(self, files: Sequence[SourceFile]) -> None:
        """There is more to do than was known: these files."""
        self._sizes |= {item.report: item.bytes for item in files}

    def step(self, item: SourceFile, passages: int) -> None:
        self._done[item.report] = item.bytes
        self._passages += passages
        files, done, by = len(self._done), sum(self._done.values()), self._embedder.backend
        all_bytes = sum(self._sizes.values())
        self._on_progress(Progress(item.path, files, len(self._sizes), done, all_bytes, self._passages, by))


def id_of_result(result: Result) -> str:
    """The id of the bytes that were read; empty where none were."""
    if isinstance(result, FileSkipped):
        return ""
    return result.id if isinstance(result, Unpacked) else result.document.id


def taken(prepared: Prepared, ocr: OcrTexts) -> ReadResult:
    """What is to be told of a report that was read."""
    document = prepared.document
    return ReadResult(
        facts_read(document),
        document.page_count,
        document.unread_pages,
        document.waiting_pages,
        len(prepared.passages),
        is_installed(),
        tuple(one for one in ocr.of(document.id) if one.reason and one.page in document.unread_pages),
    )
