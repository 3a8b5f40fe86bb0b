"""The room where questions are asked: the answers on the left, the open page on the right."""

import logging

import streamlit as st

from askreports.answering.answer import Answer
from askreports.doors.web import messages
from askreports.doors.web.components import (
    answer,
    feedback,
    filters,
    rebuilding,
    suggestions,
    tools,
    viewer,
    working,
)
from askreports.doors.web.excerpts import Excerpt, excerpts_of
from askreports.doors.web.server import access
from askreports.doors.web.state import keeping
from askreports.doors.web.state.links import Link, OpenPage, linked_page
from askreports.doors.web.state.session import Exchange, Session, current_session, first_place
from askreports.doors.web.state.shelf import Shelf
from askreports.doors.web.wording.interface import say
from askreports.history import History
from index.query.question import MAX_CHARS

_log = logging.getLogger(__name__)


def draw(shelf: Shelf) -> None:
    """Draw the room; answers the question that waits, if there is one."""
    session = current_session()
    history = shelf.history(access.visitor())
    _follow_link(history, session)
    left, right = st.columns(2, gap="medium")
    with left, st.container(key="answers"):
        _draw_question_box(session)
        tools.draw(shelf, session)
        rebuilding.draw(shelf)
        if session.gone:
            st.text(say("ask.gone"))
        _draw_exchanges(shelf, history, session)
        if not session.kept:
            st.text(say("conversations.not_kept"))
    with right, st.container(key="page"):
        beside = _excerpt_beside(session)
        viewer.draw(shelf, session.place, session.jumps, session.turn, session.close_page, excerpt=beside)
    _remember_link(session)


def _draw_question_box(session: Session) -> None:
    def submitted() -> None:
        session.ask(st.session_state["question"])

    st.chat_input(say("ask.box"), key="question", max_chars=MAX_CHARS, on_submit=submitted)


def _draw_exchanges(shelf: Shelf, history: History, session: Session) -> None:
    """One exchange in full, the others folded below it."""
    opened = session.open_exchange
    welcome = st.empty()  # gone as soon as a question is there, and not when its answer is
    if opened is None:
        with welcome.container():
            _draw_welcome(shelf, session)
        return
    with st.container(key=f"newest-{opened.number % 2}"):
        top = st.empty()  # one place: the answer before gives way to the question, and that to its answer
    others = [exchange for exchange in session.exchanges if exchange is not opened]
    if others:  # folded before the newest is answered
        with st.container(key="others", gap="xsmall"):
            st.text(say("ask.others"))
            for exchange in others:
                _draw_exchange(shelf, session, exchange, folded=True)
    arriving = opened.waits
    if arriving:
        with top.container():
            answer.draw_waiting(opened.question, messages.searching(len(shelf.documents)), opened.stop)
            _answer(shelf, session, opened)
        keeping.keep(history, session, opened)
    with top.container():
        _look_up_excerpts(shelf, opened)
        _draw_exchange(shelf, session, opened, folded=False, arriving=arriving)
        filters.draw_search_all(session)
        if opened.answer:
            suggestions.draw_follow_ups(shelf, opened.answer, session.ask)
        feedback.draw(history, session)
        filters.draw_implied(shelf, session)


def _draw_welcome(shelf: Shelf, session: Session) -> None:
    """What can be asked, and how an answer is read."""
    st.subheader(say("ask.about", reports=messages.count(len(shelf.documents), "report")), anchor=False)
    st.text(say("ask.welcome"))
    suggestions.draw(shelf, session.ask)


def _draw_exchange(
    shelf: Shelf, session: Session, exchange: Exchange, folded: bool, arriving: bool = False
) -> None:
    def again() -> None:
        session.ask(exchange.question)

    def reword(question: str) -> None:
        session.ask(question[:MAX_CHARS])

    answer.draw(exchange, shelf.documents, session.place, folded, arriving, session.jump, again, reword)


def _look_up_excerpts(shelf: Shelf, exchange: Exchange) -> None:
    """Find the table rows that an answer cites, once. A report that has gone since has none."""
    if exchange.answer is None or exchange.excerpts is not None:
        return
    pages = {}
    for citation in exchange.answer.citations:
        place = citation.document.id, citation.page.number
        if citation.document.id in shelf.documents and place not in pages:
            pages[place] = shelf.reports.page(*place)
    exchange.excerpts = excerpts_of(exchange.answer, pages)


def _excerpt_beside(session: Session) -> Excerpt | None:
    """The table of the row that is open, where it is one."""
    opened, place = session.open_exchange, session.place
    if opened is None or opened.answer is None or place is None:
        return None
    number = answer.number_of(opened.answer, place)
    return (opened.excerpts or {}).get(number) if number else None


def _answer(shelf: Shelf, session: Session, exchange: Exchange) -> None:
    """Answer a question, or note what went wrong; opens the first source.

    While it waits, what the visitor does interrupts it, and it goes on waiting when it is drawn again.
    """
    if exchange.pending is None:
        earlier, on_text = session.before(exchange), exchange.draft.append
        exchange.pending = working.start(
            lambda: shelf.reports.ask(exchange.question, exchange.filters, earlier, on_text)
        )
    written = st.empty()
    try:
        exchange.answer = working.wait(
            exchange.pending, on_beat=lambda: written.text(messages.draft("".join(exchange.draft)))
        )
    except Exception as error:
        _log.exception("no answer")
        exchange.failure = messages.explain(error)
    else:
        exchange.pending = None
        session.place = _place_beside(exchange.answer, exchange.linked)


def _place_beside(answer: Answer, linked: OpenPage | None) -> OpenPage | None:
    """What opens beside a new answer: the page that the link named, else its first source."""
    if linked is None:
        return first_place(answer)
    cited = [OpenPage.of_citation(citation) for citation in answer.citations]
    same_page = [c for c in cited if (c.document_id, c.page) == (linked.document_id, linked.page)]
    return next((c for c in same_page if c.number == linked.number), next(iter(same_page), linked))


def _follow_link(history: History, session: Session) -> None:
    """Do what the address asks for, unless this session wrote it itself or it names nothing.

    What the visitor just did comes first: a quick click may arrive with the address of the click before.
    """
    link = Link.of_parameters(st.query_params)
    if not session.acted and link not in (session.link, Link()):
        if link.conversation not in ("", session.conversation):
            keeping.take_up(history, session, link.conversation)
        session.place = linked = linked_page(link)
        if link.question:
            session.ask_or_show(link.question, linked)
        if linked and session.open_exchange and session.open_exchange.answer:
            session.place = _place_beside(session.open_exchange.answer, linked)
        session.link = link
    session.acted = False


def _remember_link(session: Session) -> None:
    """Write what is open into the address, so that it can be reloaded, bookmarked and passed on.

    Only when something else was opened: the browser's way back must not be barred.
    """
    link = session.link_to_here()
    if link != session.link:
        session.link = link
        st.query_params.from_dict(link.parameters())
