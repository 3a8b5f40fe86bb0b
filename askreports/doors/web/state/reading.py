"""Which report one visitor has open in the room of reports, and at which page."""

from dataclasses import dataclass

import streamlit as st

from askreports.doors.web.state.links import OpenPage, format_source, parse_source


@dataclass(slots=True)
class OpenReport:
    """The open page, if there is one. `jumps` counts how often one was opened by hand.

    `address` is the source that the address named when it was last read or written, `acted` says that the
    visitor did something since.
    """

    place: OpenPage | None = None
    jumps: int = 0
    address: str = ""
    acted: bool = False

    def open(self, place: OpenPage) -> None:
        self.place = place
        self.jumps += 1
        self.acted = True

    def turn(self, page: int) -> None:
        self.place = self.place.turned(page) if self.place else None
        self.acted = True

    def close(self) -> None:
        self.place = None
        self.acted = True

    def follow(self, source: str) -> None:
        """Open what the address names, unless the visitor did something since, or it is where one is."""
        if source and source != self.address and not self.acted:
            self.place = parse_source(source)
        self.acted = False

    def address_to_write(self) -> str | None:
        """What the address has to name now; None where it does already."""
        before, self.address = self.address, format_source(self.place)
        return self.address if self.address != before else None


def current_open_report() -> OpenReport:
    """What whoever is looking has open."""
    if "reading" not in st.session_state:
        st.session_state["reading"] = OpenReport()
    reading: OpenReport = st.session_state["reading"]
    return reading
