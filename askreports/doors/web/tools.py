"""What can be done with a conversation: begin another one, take answers along as files."""

from collections.abc import Callable

import streamlit as st

from askreports.answering.answer import Answer
from askreports.doors.web import export
from askreports.doors.web.export_docx import as_docx
from askreports.doors.web.session import Session

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ALL = "The whole conversation"


def draw(session: Session) -> None:
    """Draw the line of tools, once there is a conversation."""
    if session.exchanges:
        with st.container(key="tools", horizontal=True, gap="small"):
            st.button("New conversation", key="new", on_click=session.begin)
            with st.popover("Export"):
                _draw_export(session)


def _draw_export(session: Session) -> None:
    """A file is made when it is asked for, of what was answered by then."""
    what = st.radio("What", ["This answer", _ALL], key="export-what")

    def answers() -> list[Answer]:
        wanted = reversed(session.exchanges) if what == _ALL else [session.open_exchange]
        return [exchange.answer for exchange in wanted if exchange and exchange.answer]

    files: list[tuple[str, Callable[[], str | bytes], str, str]] = [
        ("Markdown", lambda: export.as_markdown(answers()), "answers.md", "text/markdown"),
        ("Word", lambda: as_docx(answers()), "answers.docx", _DOCX),
        ("JSON", lambda: export.as_json(answers()), "answers.json", "application/json"),
    ]
    for label, make, name, kind in files:
        st.download_button(label, make, name, kind, on_click="ignore")
