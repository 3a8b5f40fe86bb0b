"""The room of conversations: found by their words, taken up again, renamed and deleted."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from askreports.doors.web import messages
from askreports.doors.web.server import access
from askreports.doors.web.state.keeping import failure_noted
from askreports.doors.web.state.session import Session, current_session
from askreports.doors.web.state.shelf import Shelf
from askreports.doors.web.wording.interface import language, say, section
from askreports.doors.web.wording.moments import day, moment
from askreports.doors.web.wording.numbers import number
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
    st.subheader(say("conversations.title"), anchor=False)
    containing = st.text_input(say("conversations.search"), key="containing", max_chars=200)
    listed = history.conversations(containing)
    key = "conversations"

    def acted() -> None:
        with failure_noted(session):
            act(history, session, listed, st.session_state[key]["act"])

    now = datetime.now(ZoneInfo(st.context.timezone or "UTC"))
    _list(key=key, data=contents(listed, session.conversation, bool(containing), now), on_act_change=acted)
    if not session.kept:
        st.text(say("conversations.not_kept"))


def contents(listed: list[Conversation], current: str, searched: bool, now: datetime) -> dict[str, Any]:
    """Everything that is to be read in the list, as conversations.js takes it, in the zone of `now`."""
    count = messages.count(len(listed), "conversation")
    none = say("conversations.none_found" if searched else "conversations.none")
    cut = say("conversations.latest", count=count, n=number(_MOST, language()))
    return {
        "labels": section("conversations"),
        "summary": none if not listed else cut if len(listed) > _MOST else count,
        "rows": [
            {
                "id": c.id,
                "title": c.title,
                "about": _about(c, now),
                "group": _group(c, now),
                "pinned": c.pinned,
                "current": c.id == current,
            }
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
        case "pin" | "unpin":
            history.pin(conversation, action["kind"] == "pin")
        case "delete":
            history.delete(conversation)
            if conversation == session.conversation:
                session.begin()


def _about(conversation: Conversation, now: datetime) -> str:
    return f"{messages.count(conversation.questions, 'question')} · {moment(_changed(conversation, now))}"


def _group(conversation: Conversation, now: datetime) -> str:
    """Under which head it is listed: those that are pinned, or a day."""
    if conversation.pinned:
        return say("conversations.pinned")
    return day(_changed(conversation, now).date(), now.date())


def _changed(conversation: Conversation, now: datetime) -> datetime:
    return datetime.fromisoformat(conversation.changed).replace(tzinfo=UTC).astimezone(now.tzinfo)
