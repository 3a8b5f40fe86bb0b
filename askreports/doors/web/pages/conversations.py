"""The room of conversations: found by their words, taken up again, renamed and deleted."""

from pathlib import Path
from typing import Any

import streamlit as st

from askreports.doors.web import messages
from askreports.doors.web.server import access
from askreports.doors.web.state.keeping import failure_noted
from askreports.doors.web.state.session import Session, current_session
from askreports.doors.web.state.shelf import Shelf
from askreports.history import Conversation, History

_MOST = 200  # that are listed: older ones are found by searching

_HERE = Path(__file__)
_list = st.components.v2.component(
    "askreports.conversations",
    css=_HERE.with_name("conversations.css").read_text("utf-8"),
    js=_HERE.with_name("conversations.js").read_text("utf-8"),
)


def draw(shelf: Shelf) -> None:
    """Draw the list of the conversations that hold what is searched for."""
    with st.container(key="conversations-room"):
        _draw_list(current_session(), shelf.history(access.visitor()))


def _draw_list(session: Session, history: History) -> None:
    st.subheader("Conversations", anchor=False)
    containing = st.text_input("Search in questions and answers", key="containing", max_chars=200)
    listed = history.conversations(containing)
    key = "conversations"

    def acted() -> None:
        with failure_noted(session):
            act(history, session, listed, st.session_state[key]["act"])

    _list(key=key, data=contents(listed, session.conversation, bool(containing)), on_act_change=acted)
    if not session.kept:
        st.text(messages.NOT_KEPT)


def contents(listed: list[Conversation], current: str, searched: bool) -> dict[str, Any]:
    """Everything that is to be read in the list, as conversations.js takes it."""
    count = messages.count(len(listed), "conversation")
    none = messages.NO_CONVERSATION_FOUND if searched else messages.NO_CONVERSATIONS
    rest = f"; the latest {_MOST} are shown" if len(listed) > _MOST else ""
    return {
        "summary": f"{count}{rest}" if listed else none,
        "rows": [
            {"id": c.id, "title": c.title, "about": _about(c), "current": c.id == current}
            for c in listed[:_MOST]
        ],
    }


def act(history: History, session: Session, listed: list[Conversation], action: object) -> None:
    """Do what was clicked to one of the listed conversations; anything else is no click of ours."""
    if not isinstance(action, dict) or action.get("id") not in [c.id for c in listed]:
        return
    conversation, title = str(action["id"]), action.get("title")
    match action.get("kind"):
        case "open":
            session.take_up(conversation, history.turns(conversation))
            session.leads_to_ask = True
        case "rename" if isinstance(title, str):
            history.rename(conversation, title)
        case "delete":
            history.delete(conversation)
            if conversation == session.conversation:
                session.begin()


def _about(conversation: Conversation) -> str:
    when = conversation.changed[:16].replace("T", " ")
    return f"{messages.count(conversation.questions, 'question')} · {when} UTC"
