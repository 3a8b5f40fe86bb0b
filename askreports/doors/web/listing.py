"""The room that lists the reports, and the files that could not be used."""

import streamlit as st

from askreports.doors.web import words
from askreports.doors.web.shelf import Shelf
from askreports.reports import Skipped
from ingest.document import Report


def draw(shelf: Shelf) -> None:
    """Draw both lists. Cells of a dataframe are plain text: nothing in them is read as markdown."""
    st.subheader(words.count(len(shelf.documents), "report"), anchor=False)
    rows = [_row(report) for report in sorted(shelf.documents.values(), key=_order)]
    st.dataframe(rows, hide_index=True, height="content", key="reports", alt="The reports")
    if shelf.skipped:
        st.subheader(f"{words.count(len(shelf.skipped), 'file')} skipped", anchor=False)
        files = [_skipped(skipped) for skipped in shelf.skipped]
        st.dataframe(files, hide_index=True, key="skipped", alt="Skipped files")
    else:
        st.text("No file was skipped.")


def _order(report: Report) -> tuple[str, str, str]:
    return (report.organisation.casefold(), report.period, words.name(report).casefold())


def _row(report: Report) -> dict[str, str | int]:
    return {
        "Title": words.name(report),
        "Organisation": report.organisation,
        "Period": report.period,
        "Kind": report.kind,
        "Language": report.language,
        "Pages": report.page_count,
        "File": report.path,
    }


def _skipped(skipped: Skipped) -> dict[str, str]:
    return {"File": skipped.path, "Reason": str(skipped.reason)}
