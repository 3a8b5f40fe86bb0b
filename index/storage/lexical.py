"""The only place that knows tantivy: passages and pages found by their words, scored by BM25.

Texts come already cut into stems (see stem.py), so tantivy only splits at spaces, and a question is
built of terms, never parsed: no character of it has a meaning to tantivy.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from index.errors import IndexDamaged

BODY, SECTION, HEADER = "body", "section", "header"
FIELDS = (BODY, SECTION, HEADER)
_DOCUMENT, _ROW = "document", "row"
_HEAP_BYTES = 256_000_000


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """The stems of a passage or page: its text, the headings above it, and the header of its report.

    Spaces stand between them.
    """

    row: int
    document_id: str
    body: str
    section: str
    header: str


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(_DOCUMENT, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(_ROW, fast=True)
    return builder.build()


class LexicalWriter:
    """Writes a word index into a new folder, entry by entry, in row order."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        folder.mkdir(parents=True)
        self._new_document = tantivy.Document
        index = tantivy.Index(_schema(), path=str(folder))
        self._writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)  # one thread: one order, one result

    def add(self, entry: LexicalEntry) -> None:
        document = self._new_document()
        document.add_text(BODY, entry.body)
        document.add_text(SECTION, entry.section)
        document.add_text(HEADER, entry.header)
        document.add_text(_DOCUMENT, entry.document_id)
        document.add_unsigned(_ROW, entry.row)
        self._writer.add_document(document)

    def close(self) -> None:
        """Makes everything durable. Without it nothing has been written."""
        self._writer.commit()
        self._writer.wait_merging_threads()


@contextmanager
def _links_to(folder: Path) -> Iterator[Path]:
    """A temporary folder of links to the files of a word index.

    tantivy writes a lock file beside what it opens, and an index may lie where nothing can be written.
    """
    with TemporaryDirectory(prefix="askreports-") as name:
        for file in folder.iterdir():
            Path(name, file.name).symlink_to(file.absolute())
        yield Path(name)


class LexicalIndex:
    """The word index of a saved generation."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        try:
            with _links_to(folder) as links:
                index = tantivy.Index.open(str(links))
                index.config_reader(reload_policy="manual")  # else a thread watches for changes
                self._searcher = index.searcher()
        except ValueError as error:
            raise IndexDamaged(
                f"{folder.name}/ cannot be read: run 'askreports rollback', or ingest with --rebuild"
            ) from error
        self._index = index
        self._schema = index.schema

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def document_frequency(self, stem: str) -> int:
        """How many entries hold the stem in their text."""
        return int(self._searcher.doc_freq(BODY, stem))

    def search(
        self,
        stems: Mapping[str, float],
        k: int,
        boosts: Mapping[str, float],
        documents: Sequence[str] | None = None,
    ) -> tuple[list[int], list[float]]:
        """The k best rows with their BM25 scores, best first.

        `stems` maps each stem of the question to its weight, `boosts` each field to its own. With
        `documents`, only entries of the reports with these ids are looked at.
        """
        import tantivy

        clauses = [
            (tantivy.Occur.Should, self._term(field, stem, weight * boost))
            for stem, weight in sorted(stems.items())
            for field, boost in boosts.items()
        ]
        if not clauses or documents == []:
            return [], []
        query = tantivy.Query.boolean_query(clauses)
        if documents is not None:
            scope = tantivy.Query.term_set_query(self._schema, _DOCUMENT, list(documents))
            scope = tantivy.Query.const_score_query(scope, 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, scope)])
        found = self._searcher.search(query, limit=k, count=False).hits
        rows = self._searcher.fast_field_values(_ROW, [address for _, address in found])
        return [int(str(row)) for row in rows], [float(score) for score, _ in found]

    def _term(self, field: str, stem: str, weight: float) -> Any:
        import tantivy

        return tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, stem, "freq"), weight)
