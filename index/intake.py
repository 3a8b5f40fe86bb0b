"""The costly part of an ingest: reads files in reader processes and embeds their passages.

What is done is kept at once, documents in the store and vectors in the embedder that remembers, so that
a run which ends early has lost no more than what it was just at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.embed import Embedder, Vectors
from index.errors import IndexNotWritten
from index.header import embedded_text
from index.outcome import OnProgress, Progress
from index.plan import Seen
from index.store import Store
from ingest.errors import FileSkipped, Reason
from ingest.isolate import Result, Task, read_all
from ingest.pipeline import Prepared
from ingest.split import SplitSettings
from ingest.tokens import FileTokenizer


@dataclass(frozen=True, slots=True)
class Taken:
    """What is to be told of a report that was taken in."""

    pages: int
    unread_pages: tuple[int, ...]
    passages: int


class Intake:
    """Takes in files, and hands out what it took in. `workers` is the number of reader processes."""

    def __init__(self, store: Store, embedder: Embedder, split: SplitSettings, workers: int) -> None:
        self._store = store
        self._embedder = embedder
        self._split = split
        self._workers = workers
        self._tokenizer = FileTokenizer(embedder.tokenizer_file)

    def take(self, files: Sequence[Seen], on_progress: OnProgress) -> dict[str, Taken | FileSkipped]:
        """Each content of `files`, by its id: what was taken in, or why it cannot be used."""
        contents = {item.report: item for item in reversed(files)}
        total_bytes = sum(item.bytes for item in contents.values())
        results: dict[str, Taken | FileSkipped] = {}
        done_bytes = passages = 0
        for item, result in self._prepared(list(contents.values())):
            if isinstance(result, Prepared):
                self._vectors(result)
                passages += len(result.passages)
                results[item.report] = _taken(result)
            else:
                results[item.report] = result
            done_bytes += item.bytes
            on_progress(Progress(item.path, len(results), len(contents), done_bytes, total_bytes, passages))
        return results

    def get(self, report: str) -> tuple[Prepared, Vectors]:
        """A report that was taken in, with the vectors of its passages."""
        prepared = self._store.get(report)
        if prepared is None:
            raise IndexNotWritten(
                "documents that were read were deleted or damaged before they could be written: "
                "run the same command again; what was live still is"
            )
        return prepared, self._vectors(prepared)

    def _prepared(self, contents: Sequence[Seen]) -> Iterator[tuple[Seen, Result]]:
        """Documents of the store first, then those still to be read, the largest first."""
        unread: dict[Task, Seen] = {}
        for item in sorted(contents, key=lambda item: -item.bytes):
            if (prepared := self._store.get(item.report)) is not None:
                yield item, prepared
            else:
                unread[Task(item.file, item.path)] = item
        for task, result in read_all(unread, self._embedder.tokenizer_file, self._split, self._workers):
            item = unread[task]
            if isinstance(result, Prepared):
                if result.document.id == item.report:
                    self._store.put(result)
                else:
                    result = FileSkipped(Reason.UNREADABLE, "changed while it was read")
            yield item, result

    def _vectors(self, prepared: Prepared) -> Vectors:
        return self._embedder.embed(
            [embedded_text(prepared.document, passage, self._tokenizer) for passage in prepared.passages]
        )


def _taken(prepared: Prepared) -> Taken:
    document = prepared.document
    return Taken(document.page_count, document.unread_pages, len(prepared.passages))
