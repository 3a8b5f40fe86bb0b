"""What every page of the browser door shares: its head, the way between rooms, and what goes wrong."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from askreports.doors.web import messages
from askreports.doors.web.notice import notice
from askreports.doors.web.pages import ask, check, conversations, first_reports, grid, reports
from askreports.doors.web.server import access
from askreports.doors.web.state.session import current_session
from askreports.doors.web.state.shelf import Shelf
from askreports.doors.web.wording.interface import CHOSEN, LANGUAGES, say
from index.errors import IndexMissing
from ingest.errors import AskReportsError

_HERE = Path(__file__)
_STYLE = _HERE.with_name("frame.css").read_text("utf-8")
_ICON = _HERE.with_name("icon.png")

_log = logging.getLogger(__name__)


def draw(open_shelf: Callable[[], Shelf], index: Path) -> None:
    """Draw the page that the address names, with what `open_shelf` returns of the index."""
    st.set_page_config(page_title=say("room.title"), page_icon=_ICON, layout="wide")
    st.html(f"<style>{_STYLE}</style>")

    def room_of(draw_room: Callable[[Shelf], None]) -> Callable[[], None]:
        return partial(_draw_room, draw_room, open_shelf, index)

    rooms = [
        st.Page(room_of(ask.draw), title=say("room.ask"), url_path="ask", default=True),
        st.Page(room_of(conversations.draw), title=say("room.conversations"), url_path="conversations"),
        st.Page(room_of(check.draw), title=say("room.check"), url_path="check"),
        st.Page(room_of(grid.draw), title=say("room.grid"), url_path="grid"),
        st.Page(room_of(reports.draw), title=say("room.reports"), url_path="reports"),
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
        st.image(_ICON, width=26, alt=say("room.title"))
        for page in rooms:
            st.page_link(page, query_params=None if page is room else _where_one_was(page))
        if access.signs_in():
            _draw_way_out()
    room.run()
    _draw_settings()


def _where_one_was(page: st.Page) -> dict[str, str] | None:
    """The way back to the room of questions leads to the question and the page that were open there."""
    return current_session().link.parameters() if page.url_path == "" else None


def _draw_room(draw_room: Callable[[Shelf], None], open_shelf: Callable[[], Shelf], index: Path) -> None:
    """Draw a room, or one notice in its place."""
    try:
        shelf = open_shelf()
        if shelf.documents:
            draw_room(shelf)
        elif shelf.is_part:
            first_reports.draw_notice(notice("none_to_see"))
        else:
            first_reports.draw(index, notice("empty", "askreports ingest corpus/"), shelf.skipped)
    except IndexMissing as error:
        first_reports.draw(index, messages.explain(error))
    except AskReportsError as error:
        _log.warning("%s", error)
        first_reports.draw_notice(messages.explain(error))
    except Exception:
        _log.exception("the page could not be drawn")
        first_reports.draw_notice(notice("unexpected"))


def _draw_settings() -> None:
    """The language of the interface, for as long as the page is open."""
    with st.container(key="settings"):
        st.selectbox(
            say("room.language"),
            ["", *LANGUAGES],
            format_func=lambda code: LANGUAGES.get(code) or say("room.language_of_browser"),
            key=CHOSEN,
            width=240,
        )


def _draw_sign_in() -> None:
    """The way in, and nothing else; a name of a provider is the operator's."""
    with st.container(key="sign-in", border=True):
        st.image(_ICON, width=40, alt=say("room.title"))
        st.subheader(say("room.sign_in_title"), anchor=False)
        for name in access.providers():
            label = say("room.sign_in_with", name=name) if name else say("room.sign_in")
            st.button(
                label, key=f"sign-in-{name or 'there'}", on_click=access.sign_in, args=(name,), type="primary"
            )


def _draw_way_out() -> None:
    """Who is signed in, and the way out."""
    with st.container(
        key="visitor",
        horizontal=True,
        horizontal_alignment="right",
        vertical_alignment="center",
        gap="small",
        width="stretch",
    ):
        st.text(access.visitors_name(), width="content")
        st.button(say("room.sign_out"), key="sign-out", on_click=st.logout, type="tertiary")
