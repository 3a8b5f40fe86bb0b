"""The room where the same questions are asked of many reports, as a table."""

import logging

import streamlit as st

from askreports.doors.web import messages
from askreports.doors.web.components import progress
from askreports.doors.web.export import source_line
from askreports.doors.web.state.background import Background
from askreports.doors.web.state.shelf import Shelf
from askreports.grid.as_text import as_csv, as_html, shown
from askreports.grid.as_workbook import as_workbook
from askreports.grid.table import Grid, Over
from ingest.errors import AskReportsError

MANY = 200  # cells: from here on the visitor is told how many before it begins
_WORK, _WANTED = "grid-work", "grid-wanted"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_log = logging.getLogger(__name__)


def draw(shelf: Shelf) -> None:
    """Draw the questions, then the table."""
    st.subheader("Question grid", anchor=False)
    st.text("Questions down, reports or organisations or years across.")
    names = sorted({report.organisation for report in shelf.documents.values()} - {""})
    with st.form("grid", border=False):
        questions = st.text_area("Questions, one a line", key="grid-questions", height=140)
        over = st.selectbox("Columns", [str(one) for one in Over], key="grid-over")
        only = st.multiselect("Only these organisations", names, key="grid-only")
        asked = st.form_submit_button("Fill the grid", type="primary")
    where = {"organisation": only} if only else None
    if asked:
        _ask(shelf, questions, over, where)
    _draw_confirmation(shelf)
    work: Background[Grid] | None = st.session_state.get(_WORK)
    if work is None:
        return
    if work.running:
        progress.follow(work, "cells", stoppable=True)
        return
    try:
        found = work.result()
    except AskReportsError as error:
        st.warning(messages.explained(error))
    except Exception as error:
        _log.exception("the grid could not be filled")
        st.warning(messages.explained(error))
    else:
        _draw_grid(shelf, found)


def _ask(shelf: Shelf, questions: str, over: str, where: dict[str, list[str]] | None) -> None:
    """Begins a small grid at once; a large one waits for a word."""
    st.session_state.pop(_WANTED, None)
    try:
        cells = shelf.reports.count_cells(questions, over, where)
    except AskReportsError as error:
        st.warning(messages.explained(error))
        return
    if cells > MANY:
        st.session_state[_WANTED] = (questions, over, where, cells)
    else:
        _begin(shelf, questions, over, where)


def _draw_confirmation(shelf: Shelf) -> None:
    wanted = st.session_state.get(_WANTED)
    if wanted is None:
        return
    questions, over, where, cells = wanted

    def confirmed() -> None:
        st.session_state.pop(_WANTED, None)
        _begin(shelf, questions, over, where)

    st.text(f"The grid has {cells:,} cells and may take a while. It can be stopped, and goes on later.")
    st.button(f"Answer {cells:,} cells", key="grid-confirm", on_click=confirmed)


def _begin(shelf: Shelf, questions: str, over: str, where: dict[str, list[str]] | None) -> None:
    work: Background[Grid] = Background()
    st.session_state[_WORK] = work
    work.start(lambda tell: shelf.reports.grid(questions, over, where, tell))


def _draw_grid(shelf: Shelf, grid: Grid) -> None:
    if grid.stopped:
        st.text("Stopped before the last cell. The same grid goes on from there.")
    rows = [
        {"Question": question, **{name: shown(cell) for name, cell in zip(grid.columns, row, strict=True)}}
        for question, row in zip(grid.questions, grid.cells, strict=True)
    ]
    st.dataframe(rows, hide_index=True, key="grid-table", alt="The answers, a row a question")
    _draw_chart(grid)
    with st.expander("Sources"):
        for citation in grid.citations:
            st.text(source_line(citation))
            st.text(f"“{' '.join(citation.quote.split())}”")
    with st.container(horizontal=True):
        st.download_button("Excel", lambda: as_workbook(grid), "grid.xlsx", _EXCEL, on_click="ignore")
        st.download_button("CSV", as_csv(grid).encode("utf-8-sig"), "grid.csv", "text/csv", on_click="ignore")
        st.download_button("HTML", as_html(grid), "grid.html", "text/html", on_click="ignore")
        st.download_button(
            "Evidence (PDF)",
            lambda: shelf.reports.evidence(grid),
            "evidence.pdf",
            "application/pdf",
            on_click="ignore",
        )


def _draw_chart(grid: Grid) -> None:
    """A line a question, where its answers are numbers over years."""
    if grid.over is not Over.YEAR:
        return
    lines = [
        {"year": column, "value": float(cell.value), "question": question}
        for question, row in zip(grid.questions, grid.cells, strict=True)
        for column, cell in zip(grid.columns, row, strict=True)
        if cell.value is not None
    ]
    if len({line["year"] for line in lines}) > 1:
        st.line_chart(lines, x="year", y="value", color="question")
