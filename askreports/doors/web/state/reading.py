"""Which report one visitor has open in the room of reports, and at which page."""

from dataclasses import dataclass

import streamlit as st

from askreports.doors.web.state.links import OpenPage


@dataclass(slots=True)
class OpenReport:
    """The open page, if there is one. `jumps` counts how often one was opened by hand."""

    place: OpenPage | None = None
    jumps: int = 0

    def open(self, place: OpenPage) -> None:
        self.place = place
        self.jumps += 1

    def turn(self, page: int) -> None:
        self.place = self.place.turned(page) if self.place else None

    def close(self) -> None:
        self.place = None


def current_open_report() -> OpenReport:
    """What whoever is looking has open."""
    if "reading" not in st.session_state:
        st.session_state["reading"] = OpenReport()
    reading: OpenReport = st.session_state["reading"]
    return reading
