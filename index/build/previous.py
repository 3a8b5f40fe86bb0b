"""The live generation as what the next one is built upon."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from index.build.prepared_store import PreparedStore
from index.build.read_and_embed import vectors_of
from index.build.report_words import ReportWords, report_words, words_key
from index.build.write_generation import ReportEntry
from index.embedding.embedder import Embedder
from index.embedding.header import embedded_facts
from index.errors import IndexMissing, IndexStale
from index.storage.catalog import Catalog
from index.storage.custom_files import read_custom_files
from index.storage.generation import CATALOG, FORMAT, VECTORS, Manifest, live, verify_generation
from index.storage.origin_record import Origin
from index.storage.vectors import VectorIndex
from ingest.document import Report
from ingest.pipeline import Prepared
from ingest.split import SplitSettings
from ingest.tokens import FileTokenizer


class Previous:
    """The live generation, as the source of reports that stay.

    `is_current` says whether today's readers would make the same of its files.
    """

    def __init__(self, generation: Path, manifest: Manifest) -> None:
        self.generation = generation
        self.manifest = manifest
        self.is_current = manifest.format == FORMAT
        self.catalog = Catalog(generation / CATALOG)
        self.reports = {report.id: report for report in self.catalog.reports()}
        self.custom_files = read_custom_files(generation)
        self._vectors = VectorIndex(generation / VECTORS)

    def part(self, known: Report, origin: Origin, store: PreparedStore, embedder: Embedder) -> ReportEntry:
        """A report as it is carried over, with what is known of it now.

        Where that is nothing new, it is carried over whole; else its words and vectors are made again of the
        text that is kept.
        """
        before = self.reports[known.id]
        rows = self.catalog.rows(known.id)
        vectors = self._vectors.rows(rows.start, rows.stop)
        if replace(known, path=before.path, collections=before.collections) == before:
            words = self._words(known, store, len(rows))
            return ReportEntry(words, vectors, origin, known.collections)
        facts = {name: getattr(known, name) for name in Report.__dataclass_fields__}
        document = replace(self.catalog.document(known.id), **facts)
        passages = self.catalog.passages(document)[0]
        if embedded_facts(known) != embedded_facts(before):
            vectors = vectors_of(known, passages, embedder, FileTokenizer(embedder.tokenizer_file))
        words = self._words(known, store, len(rows))
        return ReportEntry(words, vectors, origin, known.collections, Prepared(document, passages))

    def _words(self, report: Report, store: PreparedStore, passages: int) -> ReportWords:
        """The words of a report, made again where the store has lost them."""
        words = store.get_words(words_key(report))
        if words is None or len(words.passages) != passages:
            words = report_words(report, self.catalog.passages(self.catalog.document(report.id))[0])
            store.put_words(words_key(report), words)
        return words


@contextmanager
def live_generation(
    root: Path, embedder: Embedder, split: SplitSettings, rebuild: bool
) -> Iterator[Previous | None]:
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
    previous = Previous(generation, manifest)
    try:
        yield previous
    finally:
        previous.catalog.close()
