"""Which report one visitor has open in the room of reports, and at which page."""

from dataclasses import dataclass

import streamlit as st

from askreports.doors.web.state.links import Place


@dataclass(slots=True)
class Reading:
    """The open page, if there is one. `jumps` counts how often one was opened by hand."""

    place: Place | None = None
    jumps: int = 0

    def open(self, place: Place) -> None:
        self.place = place
        self.jumps += 1

    def turn(self, page: int) -> None:
        self.place = self.place.turned(page) if self.place else None

    def close(self) -> None:
        self.place = None


def current_reading() -> Reading:
    """What whoever is looking has open."""
    if "reading" not in st.session_state:
        st.session_state["reading"] = Reading()
    reading: Reading = st.session_state["reading"]
    return reading
