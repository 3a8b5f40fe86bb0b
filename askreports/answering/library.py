"""What answers are made from: an open index, what is known of figures, and a language model if one is set."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from askreports.answering.answer import Citation
from askreports.answering.citations import Cite, stands_on
from askreports.answering.figures.cell_finder import ReadStatement
from askreports.answering.figures.figure_answer import FigureTools
from askreports.answering.llm.generator import Generator
from askreports.answering.tables.segments import ReadSegment, read_segment
from askreports.answering.tables.statements import StatementRow, read_statement
from askreports.answering.taxonomy.entries import Taxonomy
from index.embedding.embedder import Embedder
from index.embedding.reader import Reader
from index.outcome import Outcome
from index.search import Searcher
from index.storage.catalog import Catalog
from ingest.document import Page, Report

STATEMENTS_KEPT = 256  # once read
SEGMENTS_KEPT = 32


@dataclass(frozen=True, slots=True)
class Library:
    """An open index with all that answers are made with. Threads may share it.

    `reports` are in the order of their paths, `skipped` is the number of files that are not among them.
    """

    searcher: Searcher
    embedder: Embedder
    reports: Sequence[Report]
    skipped: int
    figure_tools: FigureTools
    reader: Reader
    model: Generator | None


def open_library(
    searcher: Searcher, embedder: Embedder, reader: Reader, taxonomy: Taxonomy, model: Generator | None
) -> Library:
    """The library of an index that is open for searching."""
    reports = sorted(searcher.reports.values(), key=lambda report: report.path)
    files = [] if searcher.is_part else searcher.catalog.files()  # a skipped file is in no collection
    skipped = sum(file.outcome == Outcome.SKIPPED for file in files)
    figure_tools = FigureTools(
        taxonomy, _statement_reader(searcher, taxonomy), _citer(searcher.catalog), _segment_reader(searcher)
    )
    return Library(searcher, embedder, reports, skipped, figure_tools, reader, model)


def _statement_reader(searcher: Searcher, taxonomy: Taxonomy) -> ReadStatement:
    """Reads a statement when a question first needs it, and keeps what it has read."""

    @lru_cache(STATEMENTS_KEPT)
    def read(document_id: str, name: str) -> tuple[StatementRow, ...]:
        pages = searcher.catalog.document(document_id).pages
        return read_statement(searcher.reports[document_id], pages, taxonomy.statements[name])

    return lambda report, name: read(report.id, name)


def _segment_reader(searcher: Searcher) -> ReadSegment:
    """Reads the rows of the pages that name a segment, and keeps what it has read last."""

    @lru_cache(SEGMENTS_KEPT)
    def read(document_id: str, segment: str) -> tuple[StatementRow, ...]:
        pages = searcher.catalog.document(document_id).pages
        return read_segment(searcher.reports[document_id], pages, segment)

    return lambda report, segment: read(report.id, segment)


def _citer(catalog: Catalog) -> Cite:
    """Makes citations, each checked against the page as the index holds it at that moment."""

    def cite(number: int, document: Report, page: Page, quote: str) -> Citation:
        page = catalog.page(document.id, page.number)
        return Citation(number, document, page, quote, verified=stands_on(quote, page))

    return cite
