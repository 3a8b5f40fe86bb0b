"""Asks whether an answer helped, and why; what is said is kept with the conversation."""

import streamlit as st

from askreports.doors.web.state import keeping
from askreports.doors.web.state.session import Session
from askreports.history import History

_HELPFUL, _NOT_HELPFUL = "Helpful", "Not helpful"
_MOST_CHARS = 500  # of a reason


def draw(history: History, session: Session) -> None:
    """Draw the question below the answer that is shown; the reason is asked for once there is a verdict."""
    opened = session.open_exchange
    if opened is None or opened.answer is None:
        return
    key = f"{session.conversation}-{opened.number}"

    def judged() -> None:
        verdict = st.session_state[f"verdict-{key}"]
        helpful = None if verdict is None else verdict == _HELPFUL
        keeping.rate(history, session, opened, helpful, opened.reason)

    def reasoned() -> None:
        keeping.rate(history, session, opened, opened.helpful, st.session_state[f"reason-{key}"])

    before = None if opened.helpful is None else _HELPFUL if opened.helpful else _NOT_HELPFUL
    with st.container(key="feedback", gap="xsmall"):
        st.pills(
            "Did this answer help?",
            [_HELPFUL, _NOT_HELPFUL],
            default=before,
            key=f"verdict-{key}",
            on_change=judged,
        )
        if opened.helpful is not None:
            asked = "What helped? (optional)" if opened.helpful else "What was wrong or missing? (optional)"
            st.text_input(asked, opened.reason, _MOST_CHARS, key=f"reason-{key}", on_change=reasoned)
            if opened.reason and opened.turn is not None and session.kept:
                st.text("Thank you: this is kept with the conversation.")
