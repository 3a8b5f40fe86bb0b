"""What is drawn where there is nothing to ask yet: how the first reports come in."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from askreports.doors.web import messages
from askreports.doors.web.notice import Notice, notice
from askreports.doors.web.pages import adding, reports
from askreports.doors.web.server import listening
from askreports.doors.web.wording.interface import say
from askreports.reports import Skipped
from index.storage.generation import is_being_written

_EVERY_SECONDS = 2.0


def draw(index: Path, told: Notice, skipped: Sequence[Skipped] = ()) -> None:
    """Draw a notice, or that somebody is at it already; where visitors may, they add reports below.

    `skipped` are files that were looked at and of no use.
    """
    job = adding.job_of(index)
    if job.status and job.status.running:
        with st.container(key="notice", border=True):
            _say(notice("first"))
            adding.follow(job)
    elif is_being_written(index):
        with st.container(key="notice", border=True), st.container(key="first-wait"):
            _say(notice("first"))
            _wait(index)
    else:
        allowed = listening.where()
        draw_notice(replace(told, text=say("notice.add_below")) if allowed.may_ingest else told)
        with st.container(key="first-reports"):
            if allowed.may_ingest:
                adding.draw(index, allowed.folders)
            if skipped:
                st.text(say("reports.unused", files=messages.count(len(skipped), "file")))
                reports.draw_files(skipped)


def draw_notice(told: Notice) -> None:
    """What stands in the place of a room, with a way to try it again."""
    with st.container(key="notice", border=True):
        _say(told)
        if told.command:
            st.code(told.command, language=None)
        st.button(say("room.try_again"), key="again")


def _say(told: Notice) -> None:
    st.subheader(told.title, anchor=False)
    st.text(told.text)


@st.fragment(run_every=_EVERY_SECONDS)
def _wait(index: Path) -> None:
    """Look whether another process has done it."""
    if not is_being_written(index):
        st.rerun()
