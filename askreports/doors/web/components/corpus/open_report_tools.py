"""What can be done with the open report: ask it alone, correct its facts, take it out."""

from collections.abc import Callable

import streamlit as st

from askreports import correcting
from askreports.doors.web import messages
from askreports.doors.web.server import listening
from askreports.doors.web.state.session import Session
from askreports.doors.web.state.shelf import Shelf
from askreports.doors.web.wording.interface import say
from askreports.settings import from_environment
from index.errors import IndexBusy
from ingest.document import Report
from ingest.errors import AskReportsError, BadDescription
from ingest.facts.description import parse_description

_FACTS = ("title", "organisation", "period", "kind", "language")


def draw(shelf: Shelf, report: Report, session: Session) -> None:
    """Draw the line of tools. Only where visitors may add reports may they correct one or take it out."""
    with st.container(key="report-tools", horizontal=True, gap="small"):
        st.button(say("reports.ask_this"), key="ask-this", on_click=_ask, args=(session, report))
        if listening.where().may_ingest and not shelf.is_part:
            with st.popover(say("reports.correct"), key="correct"):
                _draw_facts(shelf, report)
            with st.popover(say("reports.take_out"), key="take-out"):
                st.text(say("reports.sure"))
                if st.button(say("reports.take_out_really"), key="take-out-really"):
                    _change(lambda: _take_out(shelf, report), say("reports.taken_out"))


def _ask(session: Session, report: Report) -> None:
    """A conversation of its own, in which only this report is asked."""
    session.begin()
    session.filters = {}
    session.choose("path", [report.path])
    session.leads_to_ask = True


def _draw_facts(shelf: Shelf, report: Report) -> None:
    with st.form(f"facts-{report.id}", border=False):
        said = {
            name: st.text_input(messages.field(name), getattr(report, name), key=f"{name}-{report.id}")
            for name in _FACTS
        }
        if st.form_submit_button(say("reports.save")):
            changed = {name: text for name, text in said.items() if text.strip() != getattr(report, name)}
            if changed:
                _change(lambda: _correct(shelf, report, changed), say("reports.corrected"))


def _correct(shelf: Shelf, report: Report, changed: dict[str, str]) -> None:
    says = parse_description(changed, messages.name(report))
    correcting.describe(report.path, shelf.reports.index, from_environment(), says)


def _take_out(shelf: Shelf, report: Report) -> None:
    correcting.forget(report.path, shelf.reports.index, from_environment())


def _change(write: Callable[[], object], done: str) -> None:
    """Write to the index, and say what came of it; the next click reads it."""
    try:
        write()
    except IndexBusy:
        st.text(say("reports.not_changed"))
    except BadDescription as error:
        st.text(str(error))  # names the fact and what it takes
    except AskReportsError as error:
        st.text(messages.explain(error).title)
    else:
        st.toast(done)
        st.rerun()
