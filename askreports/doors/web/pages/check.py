"""The room where a text is checked: what of it the reports support, contradict or do not say."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from askreports.answering.claims.verdict import Verdict
from askreports.checking.checked import CheckedText
from askreports.checking.marked import marked, style_of_marks
from askreports.checking.word_comments import with_comments
from askreports.doors.web import messages
from askreports.doors.web.components import progress
from askreports.doors.web.export import source_line
from askreports.doors.web.state.background import Background
from askreports.doors.web.state.shelf import Shelf
from askreports.doors.web.wording.interface import say
from askreports.schema import check_json
from ingest.errors import AskReportsError

_WORK, _DRAFT = "check-work", "check-draft"
_SUFFIXES = ["docx", "md", "txt", "pdf", "odt", "rtf", "html"]
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_log = logging.getLogger(__name__)


def draw(shelf: Shelf) -> None:
    """Draw the way in, then what came of it."""
    st.subheader("Check a text", anchor=False)
    st.text("Each claim is looked up in the reports. What is supported is cited, what differs is shown.")
    with st.form("check", border=False):
        text = st.text_area("Text", key="check-text", height=220, placeholder="Paste a text")
        file = st.file_uploader("Or a file", type=_SUFFIXES, key="check-file")
        asked = st.form_submit_button("Check", type="primary")
    if asked:
        _begin(shelf, text, file.name if file else "", file.getvalue() if file else b"")
    work: Background[CheckedText] | None = st.session_state.get(_WORK)
    if work is None:
        return
    if work.running:
        progress.follow(work, "sentences", stoppable=False)
        return
    try:
        checked = work.result()
    except AskReportsError as error:
        st.warning(messages.explained(error))
    except Exception as error:
        _log.exception("the text could not be checked")
        st.warning(messages.explained(error))
    else:
        _draw_checked(shelf, checked)


def _begin(shelf: Shelf, text: str, name: str, data: bytes) -> None:
    """Starts the check of a file, or where there is none, of a text."""
    work: Background[CheckedText] = Background()
    st.session_state[_WORK] = work
    st.session_state[_DRAFT] = (name, data)

    def check(tell: Callable[[int, int], bool]) -> CheckedText:
        def told(done: int, total: int) -> None:
            tell(done, total)

        return shelf.reports.check(_text_of(shelf, text, name, data), on_claim=told)

    work.start(check)


def _text_of(shelf: Shelf, text: str, name: str, data: bytes) -> str:
    if not name:
        return text
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"draft{Path(name).suffix.lower()}"
        file.write_bytes(data)
        return shelf.reports.read_draft(file)


def _draw_checked(shelf: Shelf, checked: CheckedText) -> None:
    counts = ", ".join(f"{checked.count(verdict)} {verdict}" for verdict in Verdict)
    st.text(
        f"{messages.count(len(checked.claims), 'claim')}: {counts}."
        if checked.claims
        else say("check.no_claims")
    )
    st.html(f"<style>{style_of_marks()}</style><div class='checked-text'>{''.join(marked(checked))}</div>")
    if not checked.claims:
        return
    st.dataframe(
        [
            {
                "Claim": claim.text,
                "Verdict": str(claim.verdict),
                "Why": claim.reason,
                "Arithmetic": claim.formula or "",
                "Difference": claim.difference or "",
                "Sources": ", ".join(map(str, claim.citations)),
            }
            for claim in checked.claims
        ],
        hide_index=True,
        key="check-claims",
        alt="The claims of the text with their verdicts",
    )
    with st.expander("Sources"):
        for citation in checked.citations:
            st.text(source_line(citation))
            st.text(f"“{' '.join(citation.quote.split())}”")
    _draw_downloads(shelf, checked)


def _draw_downloads(shelf: Shelf, checked: CheckedText) -> None:
    """Files to take along; each is made when it is asked for."""
    told = json.dumps(check_json(checked), ensure_ascii=False, indent=2)
    with st.container(horizontal=True):
        st.download_button(
            "Word with comments", lambda: _commented(checked), "checked.docx", _WORD, on_click="ignore"
        )
        st.download_button(
            "Evidence (PDF)",
            lambda: shelf.reports.evidence(checked),
            "evidence.pdf",
            "application/pdf",
            on_click="ignore",
        )
        st.download_button("JSON", told, "checked.json", "application/json", on_click="ignore")


def _commented(checked: CheckedText) -> bytes:
    """The Word file that was handed in with comments, or a new one of the text."""
    name, data = st.session_state.get(_DRAFT, ("", b""))
    if not name.lower().endswith(".docx"):
        return with_comments(checked)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "draft.docx"
        file.write_bytes(data)
        return with_comments(checked, file)
