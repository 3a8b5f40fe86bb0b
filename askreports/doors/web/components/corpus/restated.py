"""Draws the figures that later reports give differently."""

import streamlit as st

from askreports.doors.web.export import source_line
from askreports.doors.web.state.shelf import Shelf
from askreports.restatements.restated import Restatements


def draw(shelf: Shelf) -> None:
    """Draw them side by side, the largest change first."""
    found = _found(shelf.reports.generation, shelf)
    if not found.restatements:
        st.text("No figure of these reports is given differently by a later one.")
        return
    st.dataframe(
        [
            {
                "Organisation": one.organisation,
                "Item": one.item,
                "Period": one.period,
                "First": f"{one.values[0].value:,f} {one.values[0].unit} [{one.values[0].citation}]",
                "Last": f"{one.values[-1].value:,f} {one.values[-1].unit} [{one.values[-1].citation}]",
                "Difference": f"{one.difference:+,f}",
            }
            for one in found.restatements
        ],
        hide_index=True,
        key="restated",
        alt="Figures that a later report gives differently",
    )
    with st.expander("Sources"):
        for citation in found.citations:
            st.text(source_line(citation))


@st.cache_resource(max_entries=1, show_spinner="Comparing the tables of all reports")
def _found(generation: str, _shelf: Shelf) -> Restatements:  # noqa: ARG001  (the generation is the key)
    return _shelf.reports.restatements()
