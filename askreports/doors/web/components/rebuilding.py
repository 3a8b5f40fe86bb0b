"""Says to whoever asks that new reports are being read in, and when they are there."""

from pathlib import Path

import streamlit as st

import askreports
from askreports.doors.web import messages
from askreports.doors.web.state.shelf import Shelf
from index.storage.generation import is_being_written

_EVERY_SECONDS = 2.0


def draw(shelf: Shelf) -> None:
    """Draw a line while an ingest runs. It stays in its place until the visitor does something else."""
    if is_being_written(shelf.reports.index):
        with st.container(key="rebuilding"):
            _follow(shelf.reports.index, shelf.reports.generation, len(shelf.documents))


@st.fragment(run_every=_EVERY_SECONDS)
def _follow(index: Path, generation: str, reports: int) -> None:
    if is_being_written(index):
        st.text(messages.rebuilding(reports))
    else:
        st.text(messages.rebuilt(askreports.live_generation(index) != generation))
