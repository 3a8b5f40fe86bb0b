"""Prints what an ingest costs and beside it the plain floor: what docs/measurements.md quotes.

    bench/ingest_cost.py REPORTS [--index DIR] [--sample 600]

Ingests the folder REPORTS into a new index (DIR must be empty or absent). Then, in the same run, it reads the
files once more, without cleaning or cutting them, to tell the parts of a reader's work apart; and it embeds a
sample of the very same passages twice: as the ingest does, and with `SentenceTransformer.encode` in float32.
Seconds are of processor time, all processes together, unless they say wall.

It is not called ingest.py, since a script of that name hides the package from itself.
"""

import argparse
import os
import random
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from askreports.settings import from_environment
from index.build.update import UpdateSettings, update
from index.embedding.backend import Backend
from index.embedding.embedder import Embedder, Vectors, load_embedder
from index.embedding.header import embedded_text, text_tokens
from index.embedding.model_card import ModelCard
from index.embedding.weights.model_files import DEFAULT_MODEL, find_model
from index.outcome import Ingested, Outcome
from index.storage.catalog import Catalog
from index.storage.generation import CATALOG, live, verify_generation
from ingest.discover import discover
from ingest.errors import FileSkipped
from ingest.readers.read import read
from ingest.tokens import FileTokenizer


@dataclass(slots=True)
class TimedEmbedder:
    """Hands on to another embedder and counts the processor seconds it takes."""

    embedder: Embedder
    seconds: float = 0.0

    @property
    def card(self) -> ModelCard:
        return self.embedder.card

    @property
    def tokenizer_file(self) -> Path:
        return self.embedder.tokenizer_file

    @property
    def backend(self) -> Backend:
        return self.embedder.backend

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self.embedder.embed_questions(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        began = time.process_time()
        try:
            return self.embedder.embed_passages(texts)
        finally:
            self.seconds += time.process_time() - began


class PeakMemory:
    """The most memory that this process and its children held at once, looked at five times a second."""

    def __init__(self) -> None:
        self.bytes = 0
        self._ended = threading.Event()
        self._watcher = threading.Thread(target=self._watch)

    def __enter__(self) -> "PeakMemory":
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.2):
            self.bytes = max(self.bytes, sum(map(_resident, [os.getpid(), *_children()])))


def _children() -> list[int]:
    tasks = Path(f"/proc/{os.getpid()}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize()
    except (FileNotFoundError, ProcessLookupError):  # ended meanwhile
        return 0


def main() -> None:
    """Ingest, embed a sample by the floor, print both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", type=Path)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--sample", type=int, default=600)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = arguments.index or Path(scratch)
        if (root / "CURRENT").exists():
            parser.error(f"{root} holds an index already: name an empty folder")
        print_ingest(arguments.reports, root)
        print_embedding(root, arguments.sample)


def print_ingest(reports: Path, root: Path) -> None:
    """Brings the folder into an index and prints what that cost and where it went."""
    settings = from_environment(os.environ)
    embedder = TimedEmbedder(
        load_embedder(settings.model or DEFAULT_MODEL, root / "models")
    )  # compiled before the clock starts
    wall, own, readers = time.perf_counter(), time.process_time(), _readers_seconds()
    with PeakMemory() as memory:
        result = update([reports], root, lambda: embedder, UpdateSettings(settings.split, settings.workers))
    wall, own, readers = (
        time.perf_counter() - wall,
        time.process_time() - own,
        _readers_seconds() - readers,
    )
    if not result.pages:
        raise SystemExit(f"no report in {reports} could be read: askreports ingest says why")
    total = own + readers
    reading = seconds_of_reading(reports, settings.workers)
    print(f"{_indexed(result)} files, {result.pages} pages, {result.passages} passages")
    print(f"{total:.1f} s CPU, {wall:.1f} s wall, {result.pages / total:.1f} pages a CPU second")
    for part, seconds in (
        ("reading", reading),
        ("cleaning, facts and cutting", readers - reading),
        ("embedding", embedder.seconds),
        ("words, catalog, vectors, writing", own - embedder.seconds),
    ):
        a_page = 1000 * seconds / result.pages
        print(f"{part:32} {seconds:7.1f} s  {seconds / total:4.0%}  {a_page:6.1f} ms a page")
    print(f"peak memory of all processes {memory.bytes / 1e9:.2f} GB")


def seconds_of_reading(reports: Path, workers: int) -> float:
    """Processor seconds that reading a folder takes without what follows; its processes' start is in them."""
    began = _readers_seconds()
    files = [found.file for found in discover([reports]) if found.problem is None]
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        list(pool.map(_read, files))
    return _readers_seconds() - began


def _read(file: Path) -> None:
    try:
        read(file)
    except FileSkipped:  # it has cost its time all the same
        return


def print_embedding(root: Path, sample: int) -> None:
    """Passages a CPU second of ours and of the floor, on the same texts, and how near their vectors are."""
    from sentence_transformers import SentenceTransformer

    model = from_environment(os.environ).model or DEFAULT_MODEL
    embedder = load_embedder(model, root / "models")
    texts = _texts(root, embedder, sample)
    with find_model(model).unpacked(root) as folder:
        floor = SentenceTransformer(str(folder), device="cpu")
    prompt = embedder.card.passage_prompt
    embedder.embed_passages(texts[:64])  # warm
    floor.encode(texts[:64])
    ours, our_rate = _rate(embedder.embed_passages, texts)
    theirs, their_rate = _rate(
        lambda some: floor.encode(list(some), prompt=prompt, normalize_embeddings=True), texts
    )
    cosine = float((ours * theirs).sum(axis=1).mean())
    print(
        f"embedding {len(texts)} of them: {our_rate:.1f} passages a CPU second, SentenceTransformer.encode "
        f"{their_rate:.1f}: {our_rate / their_rate:.2f} times; mean cosine {cosine:.5f}"
    )


def _rate(embed: Callable[[Sequence[str]], Vectors], texts: Sequence[str]) -> tuple[Vectors, float]:
    began = time.process_time()
    vectors = np.asarray(embed(texts))
    return vectors, len(texts) / (time.process_time() - began)


def _texts(root: Path, embedder: Embedder, sample: int) -> list[str]:
    """What was embedded of some passages, of all reports alike; the same ones in every run."""
    tokenizer = FileTokenizer(embedder.tokenizer_file)
    room = text_tokens(embedder.card, tokenizer)
    with closing(Catalog(live(root) / CATALOG)) as catalog:
        rows = range(verify_generation(live(root)).passages)
        reports = {report.id: report for report in catalog.reports()}
        chosen = random.Random(1).sample(rows, min(sample, len(rows)))
        passages = [catalog.passage(row)[0] for row in chosen]
    return [embedded_text(reports[passage.document_id], passage, tokenizer, room) for passage in passages]


def _readers_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _indexed(result: Ingested) -> int:
    return result.count(Outcome.INDEXED, Outcome.PARTIAL)


if __name__ == "__main__":
    main()
