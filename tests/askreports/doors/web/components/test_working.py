"""Whoever waits for an answer can stop waiting, and what they do meanwhile asks nothing twice."""

from threading import Event

import pytest
from visits import ANSWER

from askreports.doors.web.components import working
from askreports.doors.web.notice import notice
from askreports.doors.web.state.session import Session


def never():
    pytest.fail("nobody waits")


def test_what_a_call_returns_or_raises_is_what_the_waiting_get():
    assert working.wait(working.start(lambda: 7), never) == 7
    with pytest.raises(TimeoutError, match="of the call"):
        working.wait(working.start(lambda: (_ for _ in ()).throw(TimeoutError("of the call"))), never)


def test_an_interruption_ends_the_waiting_but_not_the_call():
    goes_on = Event()
    future = working.start(lambda: goes_on.wait(20))

    def interrupt():
        raise InterruptedError

    with pytest.raises(InterruptedError):
        working.wait(future, interrupt)
    goes_on.set()
    assert working.wait(future, lambda: None)


def test_a_question_that_was_stopped_can_be_asked_again():
    session = Session()
    session.ask("Grants?")
    (exchange,) = session.exchanges
    exchange.stop()
    assert (exchange.failure, exchange.waits) == (notice("stopped"), False)


def test_an_answer_that_came_before_the_stop_stays():
    session = Session()
    session.ask("Grants?")
    session.exchanges[0].answer = ANSWER
    session.exchanges[0].stop()
    assert session.exchanges[0].failure is None
