"""Asks whether an answer helped, and why; what is said is kept with the conversation."""

import streamlit as st

from askreports.doors.web.state import keeping
from askreports.doors.web.state.session import Session
from askreports.doors.web.wording.interface import say
from askreports.history import History

_MOST_CHARS = 500  # of a reason


def draw(history: History, session: Session) -> None:
    """Draw the question below the answer that is shown; the reason is asked for once there is a verdict."""
    opened = session.open_exchange
    if opened is None or opened.answer is None:
        return
    key = f"{session.conversation}-{opened.number}"

    def judged() -> None:
        verdict = st.session_state[f"verdict-{key}"]
        helpful = None if verdict is None else bool(verdict)
        keeping.rate(history, session, opened, helpful, opened.reason)

    def reasoned() -> None:
        keeping.rate(history, session, opened, opened.helpful, st.session_state[f"reason-{key}"])

    with st.container(key="feedback", gap="xsmall"):
        st.pills(
            say("feedback.asked"),
            [True, False],
            format_func=lambda helpful: say("feedback.helpful" if helpful else "feedback.not_helpful"),
            default=opened.helpful,
            key=f"verdict-{key}",
            on_change=judged,
        )
        if opened.helpful is not None:
            asked = say("feedback.what_helped" if opened.helpful else "feedback.what_wrong")
            st.text_input(asked, opened.reason, _MOST_CHARS, key=f"reason-{key}", on_change=reasoned)
            if opened.turn is not None and session.kept:
                st.text(say("feedback.thanks"))
