"""`Reports`: an open index that answers questions. Wires the stages together and decides nothing else."""

import os
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType

from askreports.answering.answer import Answer, Citation, Searched, Sentence
from askreports.answering.evidence import Evidence, find_evidence
from askreports.answering.generate import ChatModel, Generator
from askreports.answering.standalone import standalone, standalone_by
from askreports.answering.verify import stands_on
from askreports.answering.write import OnText, write_answer
from askreports.settings import Settings, from_environment
from index.embed import Embedder, load_embedder, open_embedder
from index.errors import IndexStale
from index.generation import Manifest, check, live
from index.hit import Hit
from index.outcome import Ingested, Outcome
from index.question import parse
from index.search import Searcher
from index.update import OnProgress, UpdateSettings, update
from index.where import matching
from ingest.document import Page, Report

ANSWER_HITS = 10  # hits an answer comes with
EVIDENCE_HITS = 20  # hits whose pages it is made from


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that could not be used, and why."""

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
        generator: Generator | None = None,
    ) -> None:
        self.index = index
        self.generation = generation
        self.manifest = manifest
        self._embedder = embedder
        self._generator = generator
        self._searcher = Searcher(index / "generations" / generation, embedder)
        self._files = self._searcher.catalog.files()

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
        named = self._searcher.named_words(core)
        unknown = self._searcher.unknown_names(core)
        # who is not in the reports has done nothing in them, however well the rest of the question fits
        evidence = [] if unknown else self._evidence(core, named, hits)
        citations = tuple(self._cite(number, item) for number, item in enumerate(evidence, 1))
        return Answer(
            question=question,
            found=bool(evidence),
            sentences=tuple(Sentence(" ".join(c.quote.split()), (c.number,)) for c in citations),
            citations=citations,
            hits=tuple(hits[:ANSWER_HITS]),
            searched=Searched(len(matching(self.documents(), where)), len(self.skipped()), unknown),
            seconds=time.perf_counter() - began,
        )

    def _evidence(self, core: str, named: frozenset[str], hits: Sequence[Hit]) -> list[Evidence]:
        return find_evidence(core, named, hits, self._embedder, self._searcher.rarity)

    def signals(self) -> list[str]:
        """The names of the signals that a search adds up, as `Hit.why` has them."""
        return self._searcher.signals()

    def documents(self) -> list[Report]:
        """Every report of the index, by path."""
        return sorted(self._searcher.reports.values(), key=lambda report: report.path)

    def skipped(self) -> list[Skipped]:
        """The files that could not be used, by path."""
        return [Skipped(file.path, file.reason) for file in self._files if file.outcome == Outcome.SKIPPED]

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

    def _cite(self, number: int, evidence: Evidence) -> Citation:
        """A citation, checked against the page as the index holds it now."""
        document, page = evidence.hit.document, self.page(evidence.hit.document.id, evidence.hit.page.number)
        return Citation(number, document, page, evidence.quote, verified=stands_on(evidence.quote, page))


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
    generator = ChatModel(settings.llm) if settings.llm else None
    embedder = open_embedder(manifest.embedder, index / "models")
    return Reports(index, generation.name, manifest, embedder, generator)


def ingest(
    paths: Sequence[str | Path],
    index: str | Path,
    settings: Settings | None = None,
    rebuild: bool = False,
    on_progress: OnProgress = lambda _: None,
) -> Ingested:
    """Brings the index in line with the files under `paths`.

    New ones come in, changed ones are replaced, vanished ones go, files elsewhere stay. A file that
    cannot be used is skipped with a reason. Raises an `AskReportsError` when there is nothing to
    ingest or the index cannot be written; what was live then still is.
    """
    settings, root = settings or from_environment(os.environ), Path(index)
    load = partial(load_embedder, settings.model, root / "models")
    how = UpdateSettings(settings.split, settings.workers)
    return update([Path(path) for path in paths], root, load, how, rebuild, on_progress)
