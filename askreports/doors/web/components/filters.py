"""Which reports are asked: filters filled from the index, shown while they hold, gone with one click."""

from collections.abc import Iterable

import streamlit as st

from askreports.doors.web import messages
from askreports.doors.web.components import choices
from askreports.doors.web.state.session import Session
from askreports.doors.web.state.shelf import Shelf
from askreports.doors.web.wording.interface import say
from ingest.document import Report

_MOST_OFFERED = 4


def options(reports: Iterable[Report]) -> dict[str, list[str]]:
    """The values that each field has; a field with one value has nothing to choose."""
    listed = list(reports)
    values = {
        field: sorted({getattr(report, field) for report in listed} - {""}) for field in messages.FIELDS
    }
    return {field: found for field, found in values.items() if len(found) > 1}


def draw(shelf: Shelf, session: Session) -> None:
    """Draw a field to choose from for each filter there is; what is chosen holds for the next question."""

    def choose(field: str) -> None:
        session.choose(field, st.session_state[_key(field)])

    for field, values in options(shelf.documents.values()).items():
        st.session_state[_key(field)] = [v for v in session.filters.get(field, ()) if v in values]
        st.multiselect(messages.field(field), values, key=_key(field), on_change=choose, args=(field,))
    opened = session.open_exchange
    if opened and dict(opened.filters) != dict(session.filters):
        st.button(say("filter.again"), key="ask-filtered", on_click=session.ask, args=(opened.question,))


def draw_active(session: Session) -> None:
    """Draw the filters that hold, each a button that removes it and asks again."""
    active = [(field, value) for field, values in session.filters.items() for value in values]

    def remove(number: int) -> None:
        field, value = active[number]
        session.choose(field, [other for other in session.filters[field] if other != value])
        _ask_again(session)

    if active:
        labels = [say("filter.remove", field=messages.field(f), value=v) for f, v in active]
        choices.draw("active-filters", say("filter.active"), labels, remove)


def draw_implied(shelf: Shelf, session: Session) -> None:
    """Draw what the question that is shown names, each a button that asks again of these reports alone."""
    opened = session.open_exchange
    if opened is None or opened.waits or opened.failure:
        return
    understood = opened.answer.standalone if opened.answer else None
    named = shelf.reports.implied(understood or opened.question)
    offered = [
        (field, values)
        for field, values in named.items()
        if field not in session.filters and len(values) <= _MOST_OFFERED
    ]

    def narrow(number: int) -> None:
        session.choose(*offered[number])
        _ask_again(session)

    if offered:
        labels = [
            say("filter.only_these", field=messages.field(field), value=", ".join(values))
            for field, values in offered
        ]
        choices.draw("implied-filters", say("filter.named"), labels, narrow)


def draw_search_all(session: Session) -> None:
    """Draw a way to ask all reports where an answer under filters is none."""
    opened = session.open_exchange
    if opened is None or opened.answer is None or opened.answer.found or not opened.filters:
        return

    def search_all(_: int) -> None:
        session.filters = {}
        session.ask(opened.question)

    choices.draw("search-all", say("filter.hide"), [say("filter.search_all")], search_all)


def _ask_again(session: Session) -> None:
    if session.open_exchange:
        session.ask(session.open_exchange.question)


def _key(field: str) -> str:
    return f"filter-{field}"
