"""The room where questions are asked: the answers on the left, the open page on the right."""

import logging

import streamlit as st

from askreports.answering.answer import Answer
from askreports.doors.web import answer_view, choices, suggest, tools, viewer, words
from askreports.doors.web.links import Link, Place, format_source, parse_source
from askreports.doors.web.session import Exchange, Session, current_session
from askreports.doors.web.shelf import Shelf
from index.question import MAX_CHARS

_log = logging.getLogger(__name__)


def draw(shelf: Shelf) -> None:
    """Draw the room; answers the question that waits, if there is one."""
    session = current_session()
    _follow_link(session)
    left, right = st.columns(2, gap="medium")
    with left, st.container(key="answers"):
        _draw_question_box(session)
        _draw_exchanges(shelf, session)
        tools.draw(session)
    with right, st.container(key="page"):
        viewer.draw(shelf, session.place, session.jumps, session.turn, session.close_page)
    _remember_link(session)


def _draw_question_box(session: Session) -> None:
    def submitted() -> None:
        session.ask(st.session_state["question"])

    st.chat_input("Ask about the reports", key="question", max_chars=MAX_CHARS, on_submit=submitted)


def _draw_exchanges(shelf: Shelf, session: Session) -> None:
    """The newest exchange in full, the earlier ones folded below it."""
    if not session.exchanges:
        st.subheader(f"Ask about {words.count(len(shelf.documents), 'report')}", anchor=False)
        st.text(words.WELCOME)
        _draw_suggestions(shelf, session)
        return
    newest, *earlier = session.exchanges
    top = st.empty()  # one place: the answer before gives way to the question, and that to its answer
    if earlier:  # folded before the newest is answered
        with st.container(key="earlier", gap="xsmall"):
            st.text("Earlier questions")
            for exchange in earlier:
                _draw_exchange(session, exchange, folded=True)
    if newest.waits:
        with top:
            answer_view.draw_waiting(newest.question, words.searching(len(shelf.documents)))
        _answer(shelf, session, newest)
    with top:
        _draw_exchange(session, newest, folded=False)


def _draw_suggestions(shelf: Shelf, session: Session) -> None:
    questions = suggest.first_questions(shelf.documents.values())

    def choose(number: int) -> None:
        session.ask(questions[number])

    if questions:
        choices.draw("suggestions", "For example:", questions, choose)


def _draw_exchange(session: Session, exchange: Exchange, folded: bool) -> None:
    def again() -> None:
        session.ask(exchange.question)

    answer_view.draw(exchange, session.place, folded, on_open=session.jump, on_again=again)


def _answer(shelf: Shelf, session: Session, exchange: Exchange) -> None:
    """Answer a question, or note what went wrong; opens the first source."""
    try:
        exchange.answer = shelf.reports.ask(exchange.question)
    except Exception as error:
        _log.exception("no answer")
        exchange.failure = words.explain(error)
    else:
        session.place = _first_place(exchange.answer, exchange.linked)


def _first_place(answer: Answer, linked: Place | None) -> Place | None:
    """What opens beside a new answer: the page that the link named, else its first source."""
    cited = [Place.of_citation(citation) for citation in answer.citations]
    if linked is None:
        return cited[0] if cited else None
    same_page = (c for c in cited if (c.document_id, c.page) == (linked.document_id, linked.page))
    return next(same_page, linked)


def _follow_link(session: Session) -> None:
    """Do what the address asks for, unless this session wrote it itself or it names nothing.

    What the visitor just did comes first: a quick click may arrive with the address of the click before.
    """
    link = Link(st.query_params.get("q", ""), st.query_params.get("source", ""))
    if not session.acted and link not in (session.link, Link()):
        session.place = parse_source(link.source)
        if link.question != session.link.question:
            session.ask(link.question, linked=session.place)
        session.link = link
    session.acted = False


def _remember_link(session: Session) -> None:
    """Write what is open into the address, so that it can be reloaded, bookmarked and passed on.

    Only when something else was opened: the browser's way back must not be barred.
    """
    link = Link(session.exchanges[0].question if session.exchanges else "", format_source(session.place))
    if link != session.link:
        session.link = link
        st.query_params.from_dict(link.parameters())
