"""The room of the reports: their list beside the open one, and the files that could not be used."""

from collections.abc import Callable, Sequence

import streamlit as st

from askreports.doors.web import messages
from askreports.doors.web.components import viewer
from askreports.doors.web.components.corpus import corpus_charts, open_report_tools, report_table, restated
from askreports.doors.web.pages import adding
from askreports.doors.web.server import listening
from askreports.doors.web.state.links import OpenPage
from askreports.doors.web.state.reading import OpenReport, current_open_report
from askreports.doors.web.state.session import current_session
from askreports.doors.web.state.shelf import Shelf
from askreports.doors.web.wording.interface import say
from askreports.reports import Skipped
from ingest.document import Report

_LIST, _PICTURES, _RESTATED = "list", "pictures", "restated"
_FILES, _ADD = "files", "add"
_PAGE_BOX = "page-number"
_SOURCE = "source"  # in the address of an open report


def draw(shelf: Shelf) -> None:
    """Draw the view that is chosen."""
    views: dict[str, Callable[[Shelf], None]] = {
        _LIST: _draw_list,
        _PICTURES: _draw_pictures,
        _RESTATED: restated.draw,
        _FILES: _draw_files,
    }
    if listening.where().may_ingest and not shelf.is_part:  # what they add, they would not see
        views[_ADD] = _draw_adding
    st.subheader(messages.count(len(shelf.documents), "report"), anchor=False)
    chosen = st.segmented_control(
        say("reports.view"),
        list(views),
        format_func=lambda name: say(f"reports.{name}"),
        default=_LIST,
        required=True,
        key="view",
        label_visibility="collapsed",
    )
    reading = current_open_report()
    reading.follow(st.query_params.get(_SOURCE, ""))
    views[chosen or _LIST](shelf)
    address = reading.address_to_write()
    if address:
        st.query_params[_SOURCE] = address
    elif address is not None:
        st.query_params.pop(_SOURCE, None)


def _draw_list(shelf: Shelf) -> None:
    """The list, and beside it the report that is open."""
    reading = current_open_report()
    left, right = st.columns([3, 2], gap="medium")
    with left, st.container(key="list"):
        opened = reading.place.document_id if reading.place else ""
        report_table.draw(
            shelf.documents,
            shelf.reports.counts(),
            shelf.reports.ingested(),
            opened,
            lambda report: reading.open(OpenPage(report, 1)),
        )
    with right:
        _draw_open_report(shelf, reading, say("reports.choose"))


def _draw_pictures(shelf: Shelf) -> None:
    """The corpus in pictures, and beside them the passage that was chosen on the map."""
    reading = current_open_report()
    left, right = st.columns([3, 2], gap="medium")
    with left, st.container(key="pictures"):
        corpus_charts.draw(shelf, reading.open)
    with right:
        _draw_open_report(shelf, reading, say("reports.choose_spot"))


def _draw_open_report(shelf: Shelf, reading: OpenReport, hint: str) -> None:
    with st.container(key="page"), st.container(key="reading", gap="xsmall"):
        report = shelf.documents.get(reading.place.document_id) if reading.place else None
        _draw_page_box(reading, report)
        if report:
            open_report_tools.draw(shelf, report, current_session())
        viewer.draw(shelf, reading.place, reading.jumps, reading.turn, reading.close, hint=hint)


def _draw_page_box(reading: OpenReport, report: Report | None) -> None:
    """Where any page of the open report can be named."""

    def named() -> None:
        reading.turn(st.session_state[_PAGE_BOX])

    page = reading.place.page if reading.place else 1
    last = report.page_count if report else 1
    st.session_state[_PAGE_BOX] = min(page, last)  # it may have been turned
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(say("reports.go_to_page"), width="content")
        st.number_input(
            say("reports.go_to_page"),
            1,
            last,
            key=_PAGE_BOX,
            on_change=named,
            disabled=report is None,
            label_visibility="collapsed",
            width=140,
        )


def _draw_files(shelf: Shelf) -> None:
    """Files that were skipped, and those of which pages are missing."""
    partial = shelf.reports.partial()
    if shelf.skipped or partial:
        draw_files(shelf.skipped, partial)
    else:
        st.text(say("reports.all_read"))


def draw_files(skipped: Sequence[Skipped], partial: Sequence[Skipped] = ()) -> None:
    """Draw files and why they were not read, or not to their end. A dataframe's cells are plain text."""
    files = [*(_row("skipped", file) for file in skipped), *(_row("partial", file) for file in partial)]
    st.dataframe(files, hide_index=True, key="skipped", alt=say("reports.files_alt"))


def _draw_adding(shelf: Shelf) -> None:
    with st.container(key="adding"):
        adding.draw(shelf.reports.index, listening.where().folders)


def _row(what: str, file: Skipped) -> dict[str, str]:
    return {
        say("reports.file"): file.path,
        say("reports.what"): say(f"reports.{what}"),
        say("reports.reason"): file.reason,
    }
