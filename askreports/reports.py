"""`Reports`, an open index that can be searched and asked, and how it is opened."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from askreports.answering.llm.chat_model import ChatModel
from askreports.answering.llm.generator import Generator
from askreports.answering.question.implied_filters import implied_filters
from askreports.checks import check_earlier, check_question, check_text_given, check_where
from askreports.settings import Settings, from_environment
from askreports.viewing.originals import Originals
from askreports.viewing.passage_map import Spot, lay_out
from index.embedding.compiled.reader_compilation import load_reader
from index.embedding.embedder import Embedder, open_embedder
from index.embedding.model_card import ModelCard
from index.embedding.reader import CrossEncoderReader, Reader
from index.errors import IndexClosed, IndexStale, no_such_page
from index.hit import Hit
from index.outcome import Outcome
from index.query.filters import matching
from index.search import Searcher
from index.storage.catalog import FileEntry, ReportCounts
from index.storage.corrections import ReportKey, read_corrections
from index.storage.custom_files import read_custom_files
from index.storage.generation import TAXONOMY, Manifest, live, read_manifest, verify_generation
from ingest.document import Page, Report
from ingest.passage import Passage

if TYPE_CHECKING:
    from askreports.answering.answer import Answer
    from askreports.answering.figures.known_rows import KnownFigure
    from askreports.answering.library import Library
    from askreports.answering.llm.write import OnText
    from askreports.checking.checked import CheckedText, OnClaim
    from askreports.checking.evidence_pages import PageStore
    from askreports.grid.table import Grid, OnCell
    from askreports.restatements.restated import Restatements

MAP_SPOTS = 2000
KEPT_PARTS = 32  # views of some collections
OpenModel = Callable[[ModelCard, Path], Embedder]  # from a card and the folder of compiled models


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that could not be read, or not completely, and why."""

    path: str
    reason: str


class Reports:
    """An index, opened for reading. A context manager; threads may share it.

    It keeps the generation that it opened: `refresh` opens what a later ingest made.
    """

    def __init__(  # noqa: PLR0913 - a generation, and the models that it is read with
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
        self._opened = Searcher(folder, embedder)
        self._is_closed = False
        self._whole: Reports | None = None  # where these are a part of others
        self._parts: dict[frozenset[str], Reports] = {}
        self._reopen: Callable[[], Reports] | None = None
        self._all_files = self._opened.catalog.files()
        self._originals = Originals(self._all_files)
        self._taxonomy = read_custom_files(folder).get(TAXONOMY, "")
        self._read = read
        self._model = model

    def __enter__(self) -> "Reports":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _searcher(self) -> Searcher:
        """Searches the open generation. Raises `IndexClosed`."""
        self._check_open()
        return self._opened

    def _check_open(self) -> None:
        if (self._whole or self)._is_closed:
            raise IndexClosed(f"{self.index} is closed: open it again with askreports.open")

    @property
    def _files(self) -> list[FileEntry]:
        """Every file that the ingest found. Raises `IndexClosed`."""
        self._check_open()
        return self._all_files

    def refresh(self) -> "Reports":
        """The reports as the last ingest left them: these, or newly opened ones where it changed the index.

        These stay open, so that calls in other threads can end: close them after that. Raises what
        `askreports.open` raises: `IndexMissing`, `IndexDamaged`, `IndexStale`, `ModelUnavailable`.
        """
        if self._reopen is None or live(self.index).name == self.generation:
            return self
        return self._reopen()

    def within(self, collections: Collection[str]) -> "Reports":
        """These reports as if the index held those of some collections alone; names in any case.

        Nothing shows that there are others: no hit, count, name or skipped file. It is open as long as these
        reports are.
        """
        wanted = frozenset(name.casefold() for name in collections)
        if wanted not in self._parts:
            self._parts[wanted] = self._part(wanted)
            while len(self._parts) > KEPT_PARTS:
                self._parts.pop(next(iter(self._parts)), None)
        return self._parts[wanted]

    def _part(self, collections: frozenset[str]) -> "Reports":
        kept = {
            report.id
            for report in self._searcher.reports.values()
            if any(name.casefold() in collections for name in report.collections)
        }
        part = copy(self)
        for made_of_all in ("library", "_page_store"):
            part.__dict__.pop(made_of_all, None)
        part._opened, part._parts, part._reopen = self._opened.within(kept), {}, None
        part._all_files = [file for file in self._all_files if file.is_report and file.report in kept]
        part._whole = self
        return part

    @cached_property
    def library(self) -> "Library":
        """What answers are made with. Loaded by the first question, not by a search."""
        from askreports.answering.library import open_library
        from askreports.answering.taxonomy.loading import read_taxonomy

        return open_library(
            self._searcher, self.embedder, self._read(), read_taxonomy(self._taxonomy), self._model
        )

    @cached_property
    def _page_store(self) -> "PageStore":
        """What the check of texts has read, kept while the index is open."""
        from askreports.checking.evidence_pages import PageStore

        return PageStore(self.library)

    @property
    def sends_to(self) -> str | None:
        """Name of the language model that questions and passages are sent to; None where none is set."""
        return self._model.name if self._model else None

    def get_ready(self) -> None:
        """Loads everything that the first question would otherwise wait for."""
        from askreports.answering import pipeline  # noqa: F401

        _ = self.library
        self.search("report", k=1)

    def close(self) -> None:
        """Closes the index's files. Every later call raises `IndexClosed`. A part of others stays open."""
        if self._whole:
            return
        self._is_closed = True
        self._opened.close()

    def search(
        self,
        question: str,
        k: int = 10,
        where: Mapping[str, object] | None = None,
        without: Collection[str] = (),
        rerank: bool = False,
    ) -> list[Hit]:
        """The best passages of the k pages that fit the question best; with `rerank`, as a reader judges.

        `where` keeps to reports with these fields: organisation, period, year, kind, language, title,
        path; a list of values means any of them. Raises `BadQuestion`, `BadFilter` and `IndexClosed`. An
        empty list means that nothing was found. Signals named in `without` are left out, to measure them.
        """
        check_question(question)
        check_where(where)
        if not rerank:
            return self._searcher.search(question, k, where, without)
        from askreports.answering import pipeline

        self._check_open()
        return pipeline.search(question, k, where, self.library)

    def ask(
        self,
        question: str,
        where: Mapping[str, object] | None = None,
        earlier: Sequence[str] = (),
        on_text: "OnText" = lambda _: None,
    ) -> "Answer":
        """Answers the question in sentences of the reports, each with its page.

        `found` is false when nothing in them bears on it. `earlier` are the questions of the conversation
        before this one, the oldest first: what it leaves out ("and in 2020?") comes from them. Where a
        language model is set, it writes, `on_text` gets its text as it comes, and every sentence of it is
        checked afterwards. Raises `BadQuestion`, `BadFilter` and `IndexClosed`. A language model that fails
        is not an error: the answer is then made without it, and its `notice` says why.
        """
        from askreports.answering.pipeline import make_answer

        check_question(question)
        check_earlier(earlier)
        check_where(where)
        self._check_open()
        return make_answer(question, where, earlier, self.library, on_text)

    def check(
        self,
        text: str,
        where: Mapping[str, object] | None = None,
        on_claim: "OnClaim" = lambda _done, _all: None,
    ) -> "CheckedText":
        """Checks the claims of a text: what of it the reports support, contradict, or do not say.

        `on_claim` gets how many sentences are checked, and of how many. Raises `BadText` for a text that is
        empty, too long or no text at all, `BadFilter` and `IndexClosed`.
        """
        from askreports.checking.check import check_text

        check_text_given(text)
        check_where(where)
        self._check_open()
        return check_text(text, where, self._page_store, on_claim)

    def grid(
        self,
        questions: str,
        over: str = "report",
        where: Mapping[str, object] | None = None,
        on_cell: "OnCell" = lambda _done, _all: True,
    ) -> "Grid":
        """Answers questions, one a line, for each organisation, report or year (`over`), as a table.

        `on_cell` gets how many cells are done, and of how many, and stops the grid by returning False: the
        next call goes on from there. Raises `BadText` where there is no question, `BadQuestion`, `BadFilter`
        and `IndexClosed`.
        """
        from askreports.grid.columns import over_of
        from askreports.grid.fill import fill_grid, questions_of

        check_where(where)
        asked = questions_of(questions)
        for question in asked:
            check_question(question)
        self._check_open()
        return fill_grid(asked, over_of(over), where, self.library, on_cell)

    def count_cells(self, questions: str, over: str, where: Mapping[str, object] | None = None) -> int:
        """How many cells a grid would have. Raises as `grid` does."""
        from askreports.grid.columns import columns_over, over_of
        from askreports.grid.fill import questions_of

        check_where(where)
        within = matching(self.documents(), where)
        return len(questions_of(questions)) * len(columns_over(over_of(over), within, where))

    def restatements(
        self,
        where: Mapping[str, object] | None = None,
        on_report: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> "Restatements":
        """The figures that reports of one organisation give differently, the largest change first.

        Raises `BadFilter` and `IndexClosed`.
        """
        from askreports.restatements.compare import find_restatements

        check_where(where)
        self._check_open()
        return find_restatements(where, self.library, on_report)

    def evidence(
        self, found: "Answer | CheckedText | Grid", told: str | None = None, paper: str = "A4"
    ) -> bytes:
        """What an answer, a checked text or a grid stands on, with pictures of the pages, as a PDF.

        With `told`, its JSON, it is a ZIP of both. `paper` is "A4" or "Letter". A report whose file has gone
        is told and quoted from the index. Raises `IndexClosed`.
        """
        from datetime import UTC, datetime

        from askreports.evidence.as_pdf import as_pdf
        from askreports.evidence.as_zip import as_zip
        from askreports.evidence.pack import Pack, prove, statements_of

        title, statements = statements_of(found)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        pack = Pack(title, statements, found.citations, self.generation, made)
        proofs = prove(found.citations, self.source_file)
        pdf = as_pdf(pack, proofs, paper)
        return pdf if told is None else as_zip(pack, proofs, pdf, told)

    def read_draft(self, file: Path) -> str:
        """The text of a file to check: Word, Markdown, text, PDF or any other format that reports have.

        Raises `BadText`, which says why, for one that cannot be read.
        """
        from askreports.checking.draft import read_draft

        return read_draft(file, self.embedder.tokenizer_file)

    async def asearch(
        self, question: str, k: int = 10, where: Mapping[str, object] | None = None
    ) -> list[Hit]:
        """`search` for asyncio: it runs in a separate thread."""
        from asyncio import to_thread

        return await to_thread(self.search, question, k, where)

    async def aask(
        self,
        question: str,
        where: Mapping[str, object] | None = None,
        earlier: Sequence[str] = (),
        on_text: "OnText" = lambda _: None,
    ) -> "Answer":
        """`ask` for asyncio: it runs in a separate thread, which also calls `on_text`."""
        from asyncio import to_thread

        return await to_thread(self.ask, question, where, earlier, on_text)

    def implied(self, question: str) -> dict[str, list[str]]:
        """Filters for the reports that a question names; `ask` prefers these reports."""
        return implied_filters(self._searcher.named(question), self.documents())

    def signals(self) -> list[str]:
        """Names of the signals that a search adds up, as in `Hit.why`."""
        return self._searcher.signals()

    def documents(self) -> list[Report]:
        """All reports in the index, sorted by path."""
        return sorted(self._searcher.reports.values(), key=lambda report: report.path)

    def known_figures(self, document_id: str, page: int | None = None) -> "Iterator[KnownFigure]":
        """Figures that a report, or one page of it, surely has in a table, in the order of the pages."""
        from askreports.answering.figures.known_rows import known_figures

        taxonomy = self.library.figure_tools.taxonomy
        catalog = self._searcher.catalog
        pages = (catalog.page(document_id, page),) if page else catalog.document(document_id).pages
        return known_figures(self._searcher.reports[document_id], pages, taxonomy)

    def counts(self) -> dict[str, ReportCounts]:
        """For each report id, how many pages were read by OCR and how many passages it has."""
        counts = self._searcher.catalog.counts()
        return {report: count for report, count in counts.items() if report in self._searcher.reports}

    def passage_map(self, most: int = MAP_SPOTS) -> list[Spot]:
        """Passages arranged by meaning; an evenly spaced sample where there are more than `most`."""
        return lay_out(*self._searcher.sample(most))

    def passage(self, row: int) -> tuple[Passage, Page]:
        """The passage of a spot on the map, and its page."""
        passage, page = self._searcher.catalog.passage(row)
        self._check_visible(passage.document_id, page.number)
        return passage, page

    def paths(self) -> dict[str, tuple[str, ...]]:
        """For each report id, the paths of its files: several where there are copies."""
        paths: dict[str, tuple[str, ...]] = {}
        for file in self._files:
            if file.is_report:
                paths[file.report] = (*paths.get(file.report, ()), file.path)
        return paths

    def ingested(self) -> dict[str, str]:
        """For each report id, when the report was indexed, in UTC (ISO 8601).

        An unchanged report keeps its time; a rebuild reads and dates every report again.
        """
        return {file.report: file.ingested for file in self._files if file.is_report}

    def skipped(self) -> list[Skipped]:
        """Files that could not be read, sorted by path."""
        return self._with(Outcome.SKIPPED)

    def partial(self) -> list[Skipped]:
        """Files of which some pages could not be read, sorted by path."""
        return self._with(Outcome.PARTIAL)

    def forgotten(self) -> tuple[ReportKey, ...]:
        """The reports that stay out until they are restored."""
        return () if self._whole else read_corrections(self.index).forgotten

    def _with(self, outcome: Outcome) -> list[Skipped]:
        return [Skipped(file.path, file.reason) for file in self._files if file.outcome == outcome]

    def page(self, document_id: str, number: int) -> Page:
        """One page of a report; `number` counts sheets from 1. Raises `NoSuchPage`."""
        self._check_visible(document_id, number)
        return self._searcher.catalog.page(document_id, number)

    def _check_visible(self, document_id: str, number: int) -> None:
        if document_id not in self._searcher.reports:
            raise no_such_page(document_id, number)

    def source_file(self, document_id: str) -> Path | None:
        """The file that a report was read from, if it is still there with the same size; else None.

        Of a report inside another file it is a copy, which lasts as long as these `Reports`.
        """
        entries = (entry for entry in self._files if entry.is_report and entry.report == document_id)
        return next(filter(None, map(self._originals.file, entries)), None)


def open_reports(
    path: str | Path,
    settings: Settings | None = None,
    model: OpenModel = open_embedder,
) -> Reports:
    """Opens the live generation of an index for reading.

    `model` gives the embedder of a card, from the folder of compiled ones: a caller that opens one
    generation after another can hand out the same one again. Raises `IndexMissing`, `IndexDamaged`,
    `IndexStale`, `ModelUnavailable` and `ModelNotSet`, each naming the command or setting that helps.
    """
    index, settings = Path(path), settings or from_environment()
    return _open(index, settings, model, cache(partial(_reader, settings.reader, index / "models")))


def _open(index: Path, settings: Settings, model: OpenModel, read: Callable[[], Reader]) -> Reports:
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
    opened = Reports(index, generation.name, manifest, embedder, read, writer)
    opened._reopen = partial(_open, index, settings, _same_again(embedder, model), read)
    return opened


def _reader(name: str, models: Path) -> Reader:
    """The reader of this name, or the default one."""
    return CrossEncoderReader(name) if name else load_reader(models)


def _same_again(embedder: Embedder, model: OpenModel) -> OpenModel:
    """Returns an embedder that is already loaded wherever its own card is asked for."""
    return lambda card, models: embedder if card == embedder.card else model(card, models)
