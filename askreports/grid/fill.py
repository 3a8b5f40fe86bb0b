"""Questions over reports to a grid: each cell is the answer to one question, kept to one column."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from askreports.answering.answer import Citation
from askreports.answering.citations import Citations
from askreports.answering.library import Library
from askreports.answering.pipeline import make_answer
from askreports.errors import BadText
from askreports.grid.cell import CellAnswer, cell_of
from askreports.grid.columns import GridColumn, columns_over
from askreports.grid.kept_cells import KeptCells
from askreports.grid.table import Grid, GridCell, OnCell, Over
from index.query.filters import Where, matching
from index.ranking.router import asked_years

MAX_QUESTIONS = 500
THREADS = 2  # answers at once: the models use the other cores


def questions_of(text: str) -> list[str]:
    """The questions of a text, one a line, each once. Raises `BadText` where there is none, or too many."""
    questions = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if not questions:
        raise BadText("there is no question: write one a line")
    if len(questions) > MAX_QUESTIONS:
        raise BadText(
            f"there are {len(questions)} questions, at most {MAX_QUESTIONS} make a grid: divide them"
        )
    return questions


def fill_grid(
    questions: Sequence[str], over: Over, where: Where | None, library: Library, on_cell: OnCell
) -> Grid:
    """The grid, a question after the other, so that the first rows are there first.

    `on_cell` may stop it; what was answered is kept for the next time. Raises `BadQuestion`, `BadFilter`.
    """
    began = time.perf_counter()
    library = replace(library, model=None)  # an answer in a line is quoted or computed, and nothing is sent
    columns = columns_over(over, matching(library.reports, where), where)
    kept = _kept(library)
    rows: list[list[CellAnswer]] = []
    done, total, goes_on = 0, len(questions) * len(columns), True
    with ThreadPoolExecutor(THREADS) as pool:
        for question in questions:
            row: list[CellAnswer] = []
            waiting = list(columns)
            while waiting and goes_on:
                batch, waiting = waiting[:THREADS], waiting[THREADS:]
                row += pool.map(lambda column, q=question: _answer(q, column, library, kept), batch)
                done += len(batch)
                goes_on = on_cell(done, total)
            if len(row) == len(columns):
                rows.append(row)
    cells, citations = _cited(rows, library)
    names = tuple(column.name for column in columns)
    seconds, stopped = time.perf_counter() - began, done < total
    return Grid(tuple(questions[: len(rows)]), names, over, cells, citations, seconds, stopped)


def _kept(library: Library) -> KeptCells:
    reports = {report.id: report for report in library.reports}
    return KeptCells(library.searcher.folder, reports, library.figure_tools.cite)


def _answer(question: str, column: GridColumn, library: Library, kept: KeptCells) -> CellAnswer:
    """The cell as it was kept, or answered now and kept."""
    found = kept.find(question, column)
    if found is None:
        asked = question if column.year is None or asked_years(question) else f"{question} ({column.year})"
        answer = make_answer(asked, column.where, (), library, lambda _: None)
        found = cell_of(answer, column)
        kept.keep(question, column, found)
    return found


def _cited(
    rows: Sequence[Sequence[CellAnswer]], library: Library
) -> tuple[tuple[tuple[GridCell, ...], ...], tuple[Citation, ...]]:
    """The cells with the numbers of their citations, and those."""
    citations = Citations(library.figure_tools.cite)

    def numbered(cell: CellAnswer) -> GridCell:
        source = cell.source
        number = citations.number(source.document, source.page, source.quote) if source else None
        return GridCell(cell.status, cell.text, cell.value, cell.unit, number)

    cells = tuple(tuple(map(numbered, row)) for row in rows)
    return cells, citations.all()
