"""Buttons with labels that come from reports, which Streamlit's own would read as markdown."""

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

_HERE = Path(__file__)
_choices = st.components.v2.component(
    "askreports.choices",
    css=_HERE.with_name("choices.css").read_text("utf-8"),
    js=_HERE.with_name("choices.js").read_text("utf-8"),
)


def draw(key: str, title: str, labels: Sequence[str], on_choose: Callable[[int], None]) -> None:
    """Draw a button for each label; a click calls `on_choose` with its place in the row, from 0."""

    def chosen() -> None:
        number = st.session_state[key]["choose"]
        if isinstance(number, int) and 0 <= number < len(labels):
            on_choose(number)

    _choices(key=key, data={"title": title, "labels": list(labels)}, on_choose_change=chosen)
