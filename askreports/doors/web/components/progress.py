"""Draws work that runs in the background until it ends, with a way to stop it."""

from typing import Any

import streamlit as st

from askreports.doors.web.state.background import Background

_EVERY_SECONDS = 0.5


@st.fragment(run_every=_EVERY_SECONDS)
def follow(work: Background[Any], what: str, stoppable: bool) -> None:
    """Draw how far it is; the page is drawn anew at its end."""
    if not work.running:
        st.rerun()
    st.progress(work.share, text=f"{work.done} of {work.total} {what}" if work.total else "Starting")
    if stoppable and st.button("Stop", key="stop-work"):
        work.stop()
