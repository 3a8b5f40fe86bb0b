"""Takes answers along: the newest one or all of the session, as files."""

import streamlit as st

from askreports.answering.answer import Answer
from askreports.doors.web import export
from askreports.doors.web.export_docx import as_docx
from askreports.doors.web.session import Session

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ALL = "All answers"


def draw(session: Session) -> None:
    """Draw the export; a file is made when it is asked for, of what was answered by then."""
    if not session.exchanges:
        return
    with st.popover("Export"):
        what = st.radio("What", ["The newest answer", _ALL], key="export-what")

        def answers() -> list[Answer]:
            kept = [exchange.answer for exchange in reversed(session.exchanges) if exchange.answer]
            return kept if what == _ALL else kept[-1:]

        st.download_button(
            "Markdown",
            lambda: export.as_markdown(answers()),
            "answers.md",
            "text/markdown",
            on_click="ignore",
        )
        st.download_button("Word", lambda: as_docx(answers()), "answers.docx", _DOCX, on_click="ignore")
        st.download_button(
            "JSON", lambda: export.as_json(answers()), "answers.json", "application/json", on_click="ignore"
        )
