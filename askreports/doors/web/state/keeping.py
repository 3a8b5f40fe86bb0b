"""Keeps a conversation in the history as it goes on. A history that fails costs no answer, but it is said."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from askreports.doors.web.state.session import Exchange, Session
from askreports.errors import HistoryUnavailable
from askreports.history import History

_log = logging.getLogger(__name__)


def keep(history: History, session: Session, exchange: Exchange) -> None:
    """Keep a question that was just answered."""
    if exchange.answer:
        with failure_noted(session):
            exchange.turn = history.add(
                session.conversation, exchange.question, exchange.filters, exchange.answer
            )


def take_up(history: History, session: Session, conversation: str) -> None:
    """Go on with a conversation that a link names; one that is not there is noted as gone."""
    with failure_noted(session):
        turns = history.turns(conversation)
        session.gone = not turns
        if turns:
            session.take_up(conversation, turns)


def rate(
    history: History, session: Session, exchange: Exchange, helpful: bool | None, reason: str = ""
) -> None:
    """Keep whether an answer helped, and why; None takes a verdict back."""
    exchange.helpful, exchange.reason = helpful, reason
    if exchange.turn is not None:
        with failure_noted(session):
            history.rate(exchange.turn, helpful, reason)


@contextmanager
def failure_noted(session: Session) -> Iterator[None]:
    """Remembers whether the history works."""
    try:
        yield
        session.kept = True
    except HistoryUnavailable as error:
        _log.warning("%s", error)
        session.kept = False
