"""A picture of figures that are compared: one bar for each period or organisation."""

import re
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from askreports.answering.answer import Table, TableCell

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_BAR_HEIGHT, _COLUMN_HEIGHT = 34, 170  # pixels
_ROOM_ABOVE, _ROOM_BESIDE = 1.15, 1.6  # for the text, times the longest bar
_COLOUR = "#3f7fc4"  # against white and against the dark ground: 3 to 1 and more
_TEXT_COLOURS = {"light": "#0b1119", "dark": "#e8edf2"}  # as in .streamlit/config.toml


@dataclass(frozen=True, slots=True)
class Bars:
    """What is compared, and the name, the value and the text of each bar, in the order of the table."""

    title: str
    bars: tuple[tuple[str, Decimal, str], ...]

    @property
    def by_period(self) -> bool:
        """Whether the names are years, which run from left to right."""
        return all(name.isdigit() for name, _, _ in self.bars)

    @property
    def text(self) -> str:
        """The picture in words."""
        return f"{self.title}: " + "; ".join(f"{name} {text}" for name, _, text in self.bars)


def bars(table: Table) -> Bars | None:
    """The last row of a comparison, which is what was asked for; None where it has fewer than two values."""
    title, *cells = table.rows[-1]
    names = table.columns[1:]
    values = [_value(cell) for cell in cells]
    found = [(n, v, c.text) for n, v, c in zip(names, values, cells, strict=True) if v is not None]
    return Bars(title.text, tuple(found)) if len(found) > 1 else None


def draw(found: Bars) -> None:
    """Draw the bars, each with its text at its end; the texts are data, which Vega draws as they are."""
    import altair as alt

    data = alt.Data(values=[{"name": n, "value": float(v), "text": t} for n, v, t in found.bars])
    values = [float(value) for _, value, _ in found.bars]
    room = _ROOM_ABOVE if found.by_period else _ROOM_BESIDE
    scale = alt.Scale(domain=[min(0.0, *values), max(0.0, *values) * room])
    value = {"field": "value", "type": "quantitative", "axis": None, "scale": scale}
    name = {"field": "name", "type": "nominal", "sort": None, "title": None}
    if found.by_period:
        places = {"x": alt.X(**name, axis=alt.Axis(labelAngle=0)), "y": alt.Y(**value)}
        label, height = {"baseline": "bottom", "dy": -3}, _COLUMN_HEIGHT
    else:
        places = {"y": alt.Y(**name, axis=alt.Axis(labelLimit=200)), "x": alt.X(**value)}
        label, height = {"align": "left", "dx": 4}, _BAR_HEIGHT * len(found.bars)
    base = alt.Chart(data).encode(**places)
    text = base.mark_text(**label, color=_TEXT_COLOURS[st.context.theme.type or "light"], fontSize=12)
    picture = base.mark_bar(color=_COLOUR, size=22) + text.encode(text="text:N")
    st.altair_chart(picture.properties(height=height), alt=found.text, key="chart")


def _value(cell: TableCell) -> Decimal | None:
    """The number that a cell begins with, e.g. of "1,577 USD million"."""
    number = _NUMBER.match(cell.text)
    return Decimal(number[0].replace(",", "")) if number else None
