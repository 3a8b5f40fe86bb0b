"""`Reports`: an open index with its verbs, and how one is opened and brought up to date."""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from askreports.answering.llm.chat_model import ChatModel
from askreports.answering.llm.generator import Generator
from askreports.answering.question.implied_filters import implied_filters
from askreports.originals import Originals
from askreports.passage_map import Spot, lay_out
from askreports.settings import Settings, from_environment
from index.embedding.embedder import Embedder, load_embedder, open_embedder
from index.embedding.model_card import ModelCard
from index.embedding.model_files import DEFAULT_MODEL
from index.embedding.reader import CrossEncoderReader, Reader
from index.embedding.reader_compilation import load_reader
from index.errors import IndexMissing, IndexStale
from index.hit import Hit
from index.outcome import Ingested, OnProgress, Outcome
from index.search import Searcher
from index.storage.catalog import ReportCounts
from index.storage.custom_files import read_custom_files
from index.storage.generation import TAXONOMY, Manifest, live, read_manifest, verify_generation
from ingest.document import Page, Report
from ingest.passage import Passage

if TYPE_CHECKING:
    from askreports.answering.answer import Answer
    from askreports.answering.library import Library
    from askreports.answering.llm.write import OnText

MAP_SPOTS = 2000


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that could not be used, or not all of it, and why."""

    path: str
    reason: str


class Reports:
    """An index, opened for reading. A context manager; threads may share it.

    It keeps the generation it opened: open again to see what a later ingest brought.
    """

    def __init__(
        self,
        index: Path,
        generation: str,
        manifest: Manifest,
        embedder: Embedder,
        read: Callable[[], Reader],
        model: Generator | None = None,
    ) -> None:
        self.index = index
        self.generation = generation
        self.manifest = manifest
        self.embedder = embedder
        folder = index / "generations" / generation
        self._searcher = Searcher(folder, embedder)
        self._files = self._searcher.catalog.files()
        self._originals = Originals(self._files)
        self._taxonomy = read_custom_files(folder).get(TAXONOMY, "")
        self._read = read
        self._model = model

    def __enter__(self) -> "Reports":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def library(self) -> "Library":
        """What answers are made with; a search does without, and is there the sooner."""
        from askreports.answering.library import open_library
        from askreports.answering.taxonomy.loading import read_taxonomy

        return open_library(
            self._searcher, self.embedder, self._read(), read_taxonomy(self._taxonomy), self._model
        )

    @property
    def sends_to(self) -> str | None:
        """The language model that questions and passages go to, as readers are told of it; None without."""
        return self._model.name if self._model else None

    def get_ready(self) -> None:
        """Loads what the first question would wait for."""
        from askreports.answering import pipeline  # noqa: F401

        _ = self.library
        self.search("report", k=1)

    def close(self) -> None:
        """Lets go of the index's files."""
        self._searcher.close()

    def search(
        self,
        question: str,
        k: int = 10,
        where: Mapping[str, object] | None = None,
        without: Collection[str] = (),
        rerank: bool = False,
    ) -> list[Hit]:
        """The best passages of the k pages that fit the question best; with `rerank`, as a reader judges
        them.

        `where` keeps to reports with these fields: organisation, period, year, kind, language, title,
        path; a list of values means any of them. Raises `BadQuestion` and `BadFilter`. An empty list
        means that nothing was found. Signals named in `without` are left out, to measure their worth.
        """
        if not rerank:
            return self._searcher.search(question, k, where, without)
        from askreports.answering import pipeline

        return pipeline.search(question, k, where, self.library)

    def ask(
        self,
        question: str,
        where: Mapping[str, object] | None = None,
        earlier: Sequence[str] = (),
        on_text: "OnText" = lambda _: None,
    ) -> "Answer":
        """What the reports say to the question, each sentence with the page it stands on.

        `found` is false when nothing in them bears on it. `earlier` are the questions of the conversation
        before this one, the oldest first: what it leaves out ("and in 2020?") comes from them. Where a
        language model is set, it writes, `on_text` gets its text as it comes, and every sentence of it is
        checked afterwards. Raises `BadQuestion` and `BadFilter`. A language model that fails is not an error:
        the answer is then made without it, and its `notice` says why.
        """
        from askreports.answering.pipeline import make_answer

        return make_answer(question, where, earlier, self.library, on_text)

    def implied(self, question: str) -> dict[str, list[str]]:
        """The filters that a question implies by the reports it names; `ask` lets these count most."""
        return implied_filters(self._searcher.named(question), self.documents())

    def signals(self) -> list[str]:
        """The names of the signals that a search adds up, as `Hit.why` has them."""
        return self._searcher.signals()

    def documents(self) -> list[Report]:
        """Every report of the index, by path."""
        return sorted(self._searcher.reports.values(), key=lambda report: report.path)

    def counts(self) -> dict[str, ReportCounts]:
        """Pages read by OCR and passages of each report, by its id."""
        return self._searcher.catalog.counts()

    def passage_map(self, most: int = MAP_SPOTS) -> list[Spot]:
        """The passages laid out by their meaning; where there are more than `most`, an even sample."""
        return lay_out(*self._searcher.sample(most))

    def passage(self, row: int) -> tuple[Passage, Page]:
        """The passage of a spot on the map, and the page it stands on."""
        return self._searcher.catalog.passage(row)

    def paths(self) -> dict[str, tuple[str, ...]]:
        """Every path under which each report lies, by its id: several where a file is there twice."""
        paths: dict[str, tuple[str, ...]] = {}
        for file in self._files:
            if file.is_report:
                paths[file.report] = (*paths.get(file.report, ()), file.path)
        return paths

    def ingested(self) -> dict[str, str]:
        """When each report came into the index, by its id: the moment in UTC (ISO 8601).

        An ingest that finds a report unchanged leaves its moment; a rebuild reads all anew.
        """
        return {file.report: file.ingested for file in self._files if file.is_report}

    def skipped(self) -> list[Skipped]:
        """The files that could not be used, by path."""
        return self._with(Outcome.SKIPPED)

    def partial(self) -> list[Skipped]:
        """The files of which some pages could not be read, by path."""
        return self._with(Outcome.PARTIAL)

    def _with(self, outcome: Outcome) -> list[Skipped]:
        return [Skipped(file.path, file.reason) for file in self._files if file.outcome == outcome]

    def page(self, document_id: str, number: int) -> Page:
        """One page of a report, by sheet from 1. Raises `NoSuchPage`."""
        return self._searcher.catalog.page(document_id, number)

    def source_file(self, document_id: str) -> Path | None:
        """The file a report was read from, where it still lies there with the same size; else None.

        Of a report inside another file it is a copy, which lasts as long as these `Reports`.
        """
        entries = (entry for entry in self._files if entry.is_report and entry.report == document_id)
        return next(filter(None, map(self._originals.file, entries)), None)


def open_reports(
    path: str | Path,
    settings: Settings | None = None,
    model: Callable[[ModelCard, Path], Embedder] = open_embedder,
) -> Reports:
    """Opens the live generation of an index for reading.

    `model` gives the embedder of a card, from the folder of compiled ones: a caller that opens one
    generation after another can hand out the same one again. Raises `IndexMissing`, `IndexDamaged`,
    `IndexStale`, `ModelUnavailable` and `ModelNotSet`, each naming the command or setting that helps.
    """
    index, settings = Path(path), settings or from_environment(os.environ)
    generation = live(index)
    manifest = read_manifest(generation)
    if settings.model and manifest.embedder.name != settings.model:
        raise IndexStale(
            f"{index} was built with model {manifest.embedder.name}, the settings say {settings.model}: "
            "run 'askreports upgrade', or leave ASKREPORTS_MODEL unset"
        )
    with ThreadPoolExecutor(1) as pool:  # reading the index and loading the model take as long as each other
        checked = pool.submit(verify_generation, generation)
        embedder = model(manifest.embedder, index / "models")
    checked.result()
    writer = ChatModel(settings.llm) if settings.llm else None
    read = partial(_reader, settings.reader, index / "models")
    return Reports(index, generation.name, manifest, embedder, read, writer)


def _reader(name: str, models: Path) -> Reader:
    """The reader of this name, or the one that ships."""
    return CrossEncoderReader(name) if name else load_reader(models)


def ingest(
    paths: Sequence[str | Path],
    index: str | Path,
    settings: Settings | None = None,
    rebuild: bool = False,
    on_progress: OnProgress = lambda _: None,
    try_again: bool = True,
) -> Ingested:
    """Brings the index in line with the files under `paths`.

    New ones come in, changed ones are replaced, vanished ones go, files elsewhere stay. A file that
    cannot be used is skipped with a reason; with `try_again`, the next ingest reads it once more where the
    reason may have passed. Raises `NothingToIngest`, `IndexBusy`, `IndexNotWritten`, `ModelUnavailable`,
    `BadGlossary`, `BadTaxonomy` and `ReaderFailed`; the previous generation then stays live.
    """
    from askreports.answering.taxonomy.loading import custom_taxonomy
    from index.build.update import UpdateSettings, update

    settings, root = settings or from_environment(os.environ), Path(index)
    model = settings.model or (None if rebuild else _model_of(root)) or DEFAULT_MODEL
    load = partial(load_embedder, model, root / "models", settings.backend)
    how, named = UpdateSettings(settings.split, settings.workers), [Path(path) for path in paths]
    return update(named, root, load, how, rebuild, on_progress, try_again, custom_taxonomy(named))


def _model_of(index: Path) -> str | None:
    """The model that an index was built with; None where there is no index yet."""
    try:
        return read_manifest(live(index)).embedder.name
    except IndexMissing:
        return None
