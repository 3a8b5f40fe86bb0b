"""The view in which reports are added and folders read again, while everybody else goes on asking."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from askreports import uploads
from askreports.doors.web import messages
from askreports.doors.web.server.ingest_job import IngestJob, Status
from askreports.doors.web.wording.interface import say

_EVERY_SECONDS = 1.0


@st.cache_resource
def job_of(index: Path) -> IngestJob:
    """The one job of an index, which all visitors see."""
    return IngestJob(index)


def draw(index: Path, folders: Sequence[Path]) -> None:
    """Draw the way in for new files, and for what has changed in `folders`."""
    job = job_of(index)
    if job.status and job.status.running:
        st.text(say("adding.going_on"))
        follow(job)
        return
    if job.status:
        st.text(messages.ingested(job.status))
        for path, reason in job.status.skipped:
            st.text(say("adding.skipped", file=path, reason=reason))
    _draw_upload(job, index / uploads.FOLDER, folders)
    if folders:
        st.text(say("adding.folders", folders=messages.count(len(folders), "folder")))
        if st.button(say("adding.read_again"), key="read-again"):
            job.start(folders)
            st.rerun()


def _draw_upload(job: IngestJob, folder: Path, folders: Sequence[Path]) -> None:
    with st.form("upload", clear_on_submit=True):
        files = st.file_uploader(say("adding.upload"), type=uploads.suffixes(), accept_multiple_files=True)
        if st.form_submit_button(say("adding.add")) and files:
            for file in files:
                uploads.keep(folder, file.name, file.getvalue())
            job.start([folder, *folders])
            st.rerun()


@st.fragment(run_every=_EVERY_SECONDS)
def follow(job: IngestJob) -> None:
    """Draw how far it is, until it has ended."""
    status = job.status or Status()
    if not status.running:
        st.rerun()
    st.progress(status.done / status.total if status.total else 0.0, text=messages.progress(status))
    if st.button(say("adding.stop"), key="stop"):
        job.stop()
