"""The live generation written again from what is kept: no file is read, so none needs to be there."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from index.build.known_facts import KnownFacts
from index.build.prepared_store import PreparedStore
from index.build.previous import Previous, live_generation
from index.build.read_and_embed import vectors_of
from index.build.update import new_part, recipe
from index.build.write_generation import ReportEntry, write_generation
from index.embedding.embedder import Embedder
from index.errors import IndexMissing, NoSuchReport
from index.storage.catalog import FileEntry
from index.storage.corrections import Corrections, ReportKey
from index.storage.generation import CATALOG, live, read_manifest, writing
from index.storage.origin_record import facts_read
from index.storage.vector_cache import CachedEmbedder
from ingest.discover import absolute
from ingest.pipeline import Prepared
from ingest.tokens import FileTokenizer


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A live generation, held by the writer's lock, and what it takes to write the next one of it."""

    root: Path
    previous: Previous
    store: PreparedStore
    embedder: Embedder

    def write(
        self,
        corrections: Corrections,
        entries: list[FileEntry],
        read: Mapping[str, Prepared] = MappingProxyType({}),
    ) -> KnownFacts:
        """Publishes a generation of these files with these corrections. Returns what is known in it.

        `read` are reports of which more pages were read, by their ids; the generation then completes the live
        one.
        """
        facts = KnownFacts(corrections, self.previous.catalog.origins())
        facts.settle(entries, {report: facts_read(prepared.document) for report, prepared in read.items()})
        tokenizer = FileTokenizer(self.embedder.tokenizer_file)

        def source(report: str) -> ReportEntry:
            if report not in read:
                known = facts.of(self.previous.reports[report])
                return self.previous.part(known, facts.origin(report), self.store, self.embedder)
            document = facts.of(read[report].document)
            vectors = vectors_of(document, read[report].passages, self.embedder, tokenizer)
            prepared = replace(read[report], document=document)
            return new_part(self.store, facts.origin(report), prepared, vectors)

        manifest = replace(
            self.previous.manifest,
            reports=0,
            pages=0,
            passages=0,
            files={},
            completes=self.previous.generation.name if read else "",
        )
        write_generation(
            self.root,
            entries,
            source,
            manifest,
            self.previous.custom_files,
            self.previous.generation / CATALOG,
        )
        return facts


@contextmanager
def rewriting(root: Path, load: Callable[[], Embedder]) -> Iterator[Rewriting]:
    """Holds the live generation of an index for writing. Raises `IndexMissing` and what `writing` raises."""
    split = read_manifest(live(root)).split
    with (
        writing(root),
        closing(CachedEmbedder(load(), root / "vectors")) as embedder,
        live_generation(root, embedder, split, rebuild=False) as previous,
    ):
        if previous is None:
            raise IndexMissing(f"no index in {root}: run 'askreports ingest FOLDER --index {root}'")
        store = PreparedStore(root / "documents", recipe(embedder, split))
        yield Rewriting(root, previous, store, embedder)


def names_of(name: str) -> tuple[str, ...]:
    """What a report may be called by that is named like this: as it stands, and as an absolute path."""
    return name.rstrip("/"), str(absolute(Path(name)))


def places_called(name: str, entries: list[FileEntry]) -> list[ReportKey]:
    """The files of this name, or in the folder or archive of this name. Raises `NoSuchReport` without any."""
    places = [ReportKey(entry.report, entry.file, entry.path) for entry in entries]
    found = [place for place in places if any(map(place.is_called, names_of(name)))]
    if not found:
        raise NoSuchReport(f"no report {name!r} in this index: 'askreports status' lists them with their ids")
    return found
