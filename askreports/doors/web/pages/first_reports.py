"""What is drawn where there is nothing to ask yet: how the first reports come in."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from askreports.doors.web import messages
from askreports.doors.web.notice import Notice
from askreports.doors.web.pages import adding, reports
from askreports.doors.web.server import listening
from askreports.reports import Skipped
from index.storage.generation import is_being_written

_EVERY_SECONDS = 2.0


def draw(index: Path, notice: Notice, skipped: Sequence[Skipped] = ()) -> None:
    """Draw a notice, or that somebody is at it already; where visitors may, they add reports below.

    `skipped` are files that were looked at and of no use.
    """
    job = adding.job_of(index)
    if job.status and job.status.running:
        with st.container(key="notice", border=True):
            _say(messages.FIRST_REPORTS)
            adding.follow(job)
    elif is_being_written(index):
        with st.container(key="notice", border=True), st.container(key="first-wait"):
            _say(messages.FIRST_REPORTS)
            _wait(index)
    else:
        allowed = listening.where()
        draw_notice(replace(notice, text=messages.ADD_BELOW) if allowed.may_ingest else notice)
        with st.container(key="first-reports"):
            if allowed.may_ingest:
                adding.draw(index, allowed.folders)
            if skipped:
                st.text(f"{messages.count(len(skipped), 'file')} could not be used:")
                reports.draw_files(skipped)


def draw_notice(notice: Notice) -> None:
    """What stands in the place of a room, with a way to try it again."""
    with st.container(key="notice", border=True):
        _say(notice)
        if notice.command:
            st.code(notice.command, language=None)
        st.button("Try again", key="again")


def _say(notice: Notice) -> None:
    st.subheader(notice.title, anchor=False)
    st.text(notice.text)


@st.fragment(run_every=_EVERY_SECONDS)
def _wait(index: Path) -> None:
    """Look whether another process has done it."""
    if not is_being_written(index):
        st.rerun()
