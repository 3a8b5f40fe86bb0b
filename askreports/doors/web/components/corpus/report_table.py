"""Draws the list of reports: sorted and filtered in the browser, a click opens one."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from askreports.doors.web import messages
from askreports.doors.web.wording.interface import section
from index.storage.catalog import ReportCounts
from ingest.document import Report

_HERE = Path(__file__)
_table = st.components.v2.component(
    "askreports.reports",
    css=_HERE.with_name("report_table.css").read_text("utf-8"),
    js=_HERE.with_name("report_table.js").read_text("utf-8"),
)
_KEY = "reports"


def draw(
    reports: Mapping[str, Report],
    counts: Mapping[str, ReportCounts],
    ingested: Mapping[str, str],
    opened: str,
    on_open: Callable[[str], None],
) -> None:
    """Draw the list; a click calls `on_open` with the report's id. `opened` is the id of the open one.

    `counts` and `ingested` say of each report, by its id, what it comes to and when it came in.
    """

    def clicked() -> None:
        identity = st.session_state[_KEY]["open"]
        if isinstance(identity, str) and identity in reports:
            on_open(identity)

    rows = [_row(report, counts.get(report.id), ingested[report.id]) for report in reports.values()]
    _table(
        key=_KEY, data={"reports": rows, "opened": opened, "labels": section("list")}, on_open_change=clicked
    )


def _row(report: Report, counts: ReportCounts | None, added: str) -> dict[str, Any]:
    """What is to be read of a report, and `words`, in which the browser looks for what is typed."""
    return {
        "id": report.id,
        "name": messages.name(report),
        "organisation": report.organisation,
        "period": report.period,
        "kind": report.kind,
        "language": report.language,
        "pages": report.page_count,
        "page_unit": messages.count(report.page_count, "page").partition(" ")[2],
        "added": added,
        "marks": messages.marks(report, counts.ocr_pages if counts else 0),
        "file": report.path,
        "words": " ".join((messages.name(report), report.organisation, report.path)).lower(),
    }
