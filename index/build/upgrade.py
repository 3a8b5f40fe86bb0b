"""Gives an index another model from the texts that it holds: no file is read again.

What was read of the files stays as it is, and so does the format it is said to have; only vectors and words
are made anew. An upgrade that is interrupted goes on where it was: vectors are kept as they are made.
"""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.build.report_words import report_words
from index.build.write_generation import ReportEntry, write_generation
from index.embedding.backend import Backend
from index.embedding.embedder import Embedder
from index.embedding.header import embedded_text, fitting_split, text_tokens
from index.errors import IndexStale
from index.outcome import OnProgress, Progress
from index.storage.catalog import Catalog
from index.storage.custom_files import read_custom_files
from index.storage.generation import CATALOG, Manifest, live, verify_generation, writing
from index.storage.vector_cache import CachedEmbedder
from ingest.tokens import FileTokenizer


@dataclass(frozen=True, slots=True)
class Upgraded:
    """The result of an upgrade: the model that the index has now, the one it had, and what was embedded."""

    model: str
    before: str
    reports: int
    passages: int
    seconds: float
    backend: Backend


def upgrade(root: Path, load: Callable[[], Embedder], on_progress: OnProgress = lambda _: None) -> Upgraded:
    """Builds the next generation of the index at `root` with the embedder that `load` gives.

    Does nothing where the index has that model already. Raises an `AskReportsError`; whatever it is, the live
    index stays as it was.
    """
    began = time.monotonic()
    with writing(root), closing(CachedEmbedder(load(), root / "vectors")) as embedder:
        generation = live(root)
        old = verify_generation(generation)
        if old.embedder != embedder.card:
            _check_size(old, embedder)
            _embed_anew(root, generation, embedder, on_progress)
        new = verify_generation(live(root))
        passages = new.passages if old.embedder != embedder.card else 0
        seconds = time.monotonic() - began
        return Upgraded(
            new.embedder.name, old.embedder.name, new.reports, passages, seconds, embedder.backend
        )


def _check_size(old: Manifest, embedder: Embedder) -> None:
    """A model that takes fewer tokens than the passages have would not see all of them."""
    split = fitting_split(old.split, embedder.card, FileTokenizer(embedder.tokenizer_file))
    if split != old.split:
        raise IndexStale(
            f"the index has passages of {old.split.max_tokens} tokens, {embedder.card.name} takes "
            f"{split.max_tokens}: run 'askreports ingest FOLDER --rebuild' with ASKREPORTS_MODEL set to it"
        )


def _embed_anew(root: Path, generation: Path, embedder: Embedder, on_progress: OnProgress) -> None:
    old = verify_generation(generation)
    tokenizer = FileTokenizer(embedder.tokenizer_file)
    max_tokens = text_tokens(embedder.card, tokenizer)
    with closing(Catalog(generation / CATALOG)) as catalog:
        done: list[int] = []
        origins = catalog.origins()

        def source(report: str) -> ReportEntry:
            document = catalog.document(report)
            passages, _ = catalog.passages(document)
            texts = [embedded_text(document, passage, tokenizer, max_tokens) for passage in passages]
            vectors = embedder.embed_passages(texts)
            done.append(len(passages))
            so_far = len(done), old.reports, sum(done), old.passages, sum(done)
            on_progress(Progress(document.path, *so_far, embedder.backend))
            words = report_words(document, passages)
            return ReportEntry(words, vectors, origins[report], document.collections)

        manifest = Manifest(embedder.card, old.split, 0, 0, 0, format=old.format)
        custom = read_custom_files(generation)
        write_generation(root, catalog.files(), source, manifest, custom, generation / CATALOG)
