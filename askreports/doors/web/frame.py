"""What every page of the browser door shares: its head, the way between rooms, and what goes wrong."""

import logging
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from askreports.doors.web import access, ask, conversations, listing, words
from askreports.doors.web.session import current_session
from askreports.doors.web.shelf import Shelf
from ingest.errors import AskReportsError

_TITLE = "Ask the reports"
_HERE = Path(__file__)
_STYLE = _HERE.with_name("frame.css").read_text("utf-8")
_ICON = _HERE.with_name("icon.png")

_log = logging.getLogger(__name__)


def draw(open_shelf: Callable[[], Shelf]) -> None:
    """Draw the page that the address names, with what `open_shelf` returns."""
    st.set_page_config(page_title=_TITLE, page_icon=_ICON, layout="wide")
    st.html(f"<style>{_STYLE}</style>")
    rooms = [
        st.Page(lambda: _draw_room(ask.draw, open_shelf), title="Ask", url_path="ask", default=True),
        st.Page(
            lambda: _draw_room(conversations.draw, open_shelf),
            title="Conversations",
            url_path="conversations",
        ),
        st.Page(lambda: _draw_room(listing.draw, open_shelf), title="Reports", url_path="reports"),
    ]
    if not access.page_is_open():
        _draw_sign_in()
        return
    room = st.navigation(rooms, position="hidden")
    session = current_session()
    if session.leads_to_ask:
        session.leads_to_ask = False
        st.switch_page(rooms[0], query_params=session.link_to_here().parameters())
    with st.container(key="head", horizontal=True, vertical_alignment="center", gap="small"):
        st.image(_ICON, width=26, alt=_TITLE)
        for page in rooms:
            st.page_link(page, query_params=None if page is room else _where_one_was(page))
    room.run()


def _where_one_was(page: st.Page) -> dict[str, str] | None:
    """The way back to the room of questions leads to the question and the page that were open there."""
    return current_session().link.parameters() if page.url_path == "" else None


def _draw_room(room: Callable[[Shelf], None], open_shelf: Callable[[], Shelf]) -> None:
    """Draw a room, or one notice in its place."""
    try:
        shelf = open_shelf()
        if not shelf.documents:
            _draw_notice(words.NO_REPORTS)
        else:
            room(shelf)
    except AskReportsError as error:
        _log.warning("%s", error)
        _draw_notice(words.explain(error))
    except Exception:
        _log.exception("the page could not be drawn")
        _draw_notice(words.UNEXPECTED)


def _draw_sign_in() -> None:
    with st.container(key="notice", border=True):
        st.subheader("Sign in to read the reports", anchor=False)
        st.button("Sign in", key="sign-in", on_click=st.login)


def _draw_notice(notice: words.Notice) -> None:
    with st.container(key="notice", border=True):
        st.subheader(notice.title, anchor=False)
        st.text(notice.text)
        if notice.command:
            st.code(notice.command, language=None)
        st.button("Try again", key="again")
