"""`Reports`: an open index that answers questions. Wires the stages together and decides nothing else."""

import os
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from types import TracebackType

from askreports.answering.answer import Answer, Citation, Searched, Sentence
from askreports.answering.coverage import bearing, find_gaps
from askreports.answering.evidence import MAX_SENTENCES, Evidence, find_evidence
from askreports.answering.figures import NOTHING_TOLD, Desk, Told, tell_figures
from askreports.answering.generate import ChatModel, Generator
from askreports.answering.glossary import standard_glossary
from askreports.answering.standalone import standalone, standalone_by
from askreports.answering.statements import StatementRow, read_statement
from askreports.answering.telling import Citations, evidence_text
from askreports.answering.verify import stands_on
from askreports.answering.write import OnText, write_answer
from askreports.settings import Settings, from_environment
from index.embed import Embedder, load_embedder, open_embedder
from index.errors import IndexStale
from index.generation import Manifest, check, live
from index.hit import Hit
from index.outcome import Ingested, OnProgress, Outcome
from index.question import acronyms, names, parse
from index.rerank import CrossEncoderReranker, Reranker
from index.router import Named, asked_years
from index.search import Searcher
from index.update import UpdateSettings, update
from index.where import matching
from ingest.document import Page, Report

ANSWER_HITS = 10  # hits an answer comes with
EVIDENCE_HITS = 20  # hits whose pages it is made from
STATEMENTS_KEPT = 256  # once read


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
        reranker: Reranker | None = None,
        generator: Generator | None = None,
    ) -> None:
        self.index = index
        self.generation = generation
        self.manifest = manifest
        self._embedder = embedder
        self._generator = generator
        self._searcher = Searcher(index / "generations" / generation, embedder, reranker=reranker)
        self._files = self._searcher.catalog.files()
        self._statement = lru_cache(STATEMENTS_KEPT)(self._read_statement)

    def __enter__(self) -> "Reports":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the index's files."""
        self._searcher.close()

    def search(
        self,
        question: str,
        k: int = 10,
        where: Mapping[str, object] | None = None,
        without: Collection[str] = (),
    ) -> list[Hit]:
        """The best passages of the k pages that fit the question best.

        `where` keeps to reports with these fields: organisation, period, year, kind, language, title,
        path; a list of values means any of them. Raises `BadQuestion` and `BadFilter`; an empty list
        means that nothing was found. Signals named in `without` are left out, to measure their worth.
        """
        return self._searcher.search(question, k, where, without)

    def ask(
        self,
        question: str,
        where: Mapping[str, object] | None = None,
        on_text: OnText = lambda _: None,
    ) -> Answer:
        """What the reports say to the question, each sentence with the page it stands on.

        `found` is false when nothing in them bears on it. Where a language model is set, it writes the
        answer, `on_text` gets its text as it comes, and every sentence of it is checked afterwards.
        Raises like `search`; a model that fails is no error but a `notice`.
        """
        quoted = self._ask(question, where)
        if self._generator is None or not quoted.found:
            return quoted
        return write_answer(quoted, self._generator, self._embedder, on_text)

    def standalone(self, question: str, earlier: Sequence[str]) -> str:
        """A follow-up as a question of its own, from the questions asked before it, oldest first."""
        if self._generator is None:
            return standalone(question, earlier)
        return standalone_by(self._generator, question, earlier)

    def _ask(self, question: str, where: Mapping[str, object] | None) -> Answer:
        """The answer in the reports' own sentences."""
        began = time.perf_counter()
        hits = self.search(question, EVIDENCE_HITS, where)
        core = parse(question).core
        within = matching(self.documents(), where)
        named = self._searcher.named(question).within(report.id for report in within)
        called = names(core) + acronyms(core)
        gaps = find_gaps(named, called, within, hits)
        told = NOTHING_TOLD if gaps else self._told(question, named, hits, within)
        evidence = (
            [] if gaps or told.claims else self._evidence(core, named.words, bearing(named, called, hits))
        )
        years = asked_years(core)
        sentences, citations = self._with_evidence(told, evidence, years[0] if len(years) == 1 else None)
        return Answer(
            question=question,
            found=bool(sentences),
            sentences=sentences,
            citations=citations,
            hits=tuple(hits[:ANSWER_HITS]),
            searched=Searched(len(within), len(self.skipped()), gaps),
            seconds=time.perf_counter() - began,
            figure=told.figure,
            table=told.table,
        )

    def _told(self, question: str, named: Named, hits: Sequence[Hit], within: Sequence[Report]) -> Told:
        """What the statements of the reports that the question means say to it."""
        reports = [report for report in within if report.id in named.reports] or within
        desk = Desk(standard_glossary(), lambda report, name: self._statement(report.id, name), self._cite)
        pages = list({(h.document.id, h.page.number): (h.document, h.page) for h in hits}.values())
        return tell_figures(question, named.words, reports, pages, desk)

    def _read_statement(self, document_id: str, name: str) -> tuple[StatementRow, ...]:
        report, pages = (
            self._searcher.reports[document_id],
            self._searcher.catalog.document(document_id).pages,
        )
        return read_statement(report, pages, standard_glossary().statements[name])

    def _with_evidence(
        self, told: Told, evidence: Sequence[Evidence], year: int | None
    ) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
        """What figures say and the evidence, each place cited once, numbered as the sentences come."""
        if told.claims:
            return told.sentences, told.citations
        rows = [(citation.document, citation.page, citation.quote) for citation in told.citations]
        named = dict(zip(rows, (sentence.text for sentence in told.sentences), strict=True))
        found = [(item.hit.document, item.hit.page, item.quote) for item in evidence]
        first = [] if told.leads else found[:1]
        citations = Citations(self._cite)
        for document, page, quote in [*first, *rows, *found]:
            if len(citations.made) < max(len(evidence), MAX_SENTENCES):
                citations.number(document, page, quote)
        cited = citations.all()
        texts = [
            named.get((c.document, c.page, c.quote)) or evidence_text(c.quote, c.document, c.page, year)
            for c in cited
        ]
        return tuple(Sentence(text, (c.number,)) for text, c in zip(texts, cited, strict=True)), cited

    def _evidence(self, core: str, named: frozenset[str], hits: Sequence[Hit]) -> list[Evidence]:
        return find_evidence(core, named, hits, self._embedder, self._searcher.rarity)

    def signals(self) -> list[str]:
        """The names of the signals that a search adds up, as `Hit.why` has them."""
        return self._searcher.signals()

    def documents(self) -> list[Report]:
        """Every report of the index, by path."""
        return sorted(self._searcher.reports.values(), key=lambda report: report.path)

    def paths(self) -> dict[str, tuple[str, ...]]:
        """Every path under which each report lies, by its id: several where a file is there twice."""
        paths: dict[str, tuple[str, ...]] = {}
        for file in self._files:
            if file.outcome != Outcome.SKIPPED:
                paths[file.report] = (*paths.get(file.report, ()), file.path)
        return paths

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
        """The file a report was read from, where it still lies there with the same size; else None."""
        for entry in self._files:
            file = Path(entry.file)
            if entry.report == document_id and file.is_file() and file.stat().st_size == entry.bytes:
                return file
        return None

    def _cite(self, number: int, document: Report, page: Page, quote: str) -> Citation:
        """A citation, checked against the page as the index holds it now."""
        page = self.page(document.id, page.number)
        return Citation(number, document, page, quote, verified=stands_on(quote, page))


def open_reports(path: str | Path, settings: Settings | None = None) -> Reports:
    """Opens the live generation of an index for reading.

    Raises `IndexMissing`, `IndexDamaged` and `IndexStale`, each naming the command that helps.
    """
    index, settings = Path(path), settings or from_environment(os.environ)
    generation = live(index)
    manifest = check(generation)
    if manifest.embedder.name != settings.model:
        raise IndexStale(
            f"{index} was built with model {manifest.embedder.name}, the settings say {settings.model}: "
            "run 'askreports ingest FOLDER --rebuild', or set ASKREPORTS_MODEL"
        )
    embedder = open_embedder(manifest.embedder, index / "models")
    reranker = CrossEncoderReranker(settings.reranker) if settings.reranker else None
    generator = ChatModel(settings.llm) if settings.llm else None
    return Reports(index, generation.name, manifest, embedder, reranker, generator)


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
    reason may have passed. Raises an `AskReportsError` when there is nothing to
    ingest or the index cannot be written; what was live then still is.
    """
    settings, root = settings or from_environment(os.environ), Path(index)
    load = partial(load_embedder, settings.model, root / "models")
    how = UpdateSettings(settings.split, settings.workers)
    return update([Path(path) for path in paths], root, load, how, rebuild, on_progress, try_again)
