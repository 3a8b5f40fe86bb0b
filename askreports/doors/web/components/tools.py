"""The line of tools over a conversation: filters, answers as files to take along, another conversation."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from askreports.answering.answer import Answer
from askreports.doors.web import export
from askreports.doors.web.components import filters
from askreports.doors.web.export_docx import as_docx
from askreports.doors.web.export_tables import as_csv, as_xlsx
from askreports.doors.web.state.session import Session
from askreports.doors.web.state.shelf import Shelf
from askreports.doors.web.wording.interface import language, say, speaking

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draw(shelf: Shelf, session: Session) -> None:
    """Draw the line of tools, and below it the filters that hold."""
    with st.container(key="tools", horizontal=True, gap="small"):
        with st.popover(say("filter.button"), key="filters"):
            filters.draw(shelf, session)
        if session.exchanges:
            with st.popover(say("export.button"), key="export"):
                _draw_export(session)
            st.button(say("ask.new"), key="new", on_click=session.begin)
    filters.draw_active(session)


def _draw_export(session: Session) -> None:
    """A file is made when it is asked for, of what was answered by then."""
    what = st.radio(say("export.what"), ["this", "all"], format_func=_range, key="export-what")

    def answers() -> list[Answer]:
        wanted = reversed(session.exchanges) if what == "all" else [session.open_exchange]
        return [exchange.answer for exchange in wanted if exchange and exchange.answer]

    code, app, today = language(), str(st.context.url or ""), date.today()

    def spoken(make: Callable[[], str | bytes]) -> Callable[[], str | bytes]:
        """In the language of whoever asks, also where no page is being drawn."""

        def make_spoken() -> str | bytes:
            with speaking(code):
                return make()

        return make_spoken

    files: list[tuple[str, Callable[[], str | bytes], str, str]] = [
        ("Markdown", lambda: export.as_markdown(answers()), "answers.md", "text/markdown"),
        ("Word", lambda: as_docx(answers(), today, app), "answers.docx", _DOCX),
        ("Excel", lambda: as_xlsx(answers()), "answers.xlsx", _XLSX),
        ("CSV", lambda: as_csv(answers()), "answers.csv", "text/csv"),
        ("JSON", lambda: export.as_json(answers()), "answers.json", "application/json"),
    ]
    for label, make, name, kind in files:
        st.download_button(label, spoken(make), name, kind, on_click="ignore")


def _range(name: str) -> str:
    return say(f"export.{name}")
