"""A picture of figures that are compared: one bar for each period or organisation."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import streamlit as st

from askreports.answering.answer import Comparison, ComparisonCell

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


def bars(table: Comparison) -> Bars | None:
    """The last row of a comparison, which is what was asked for; None where it has fewer than two values."""
    title, *cells = table.rows[-1]
    names = table.columns[1:]
    values = [_value(cell) for cell in cells]
    found = [(n, v, c.text) for n, v, c in zip(names, values, cells, strict=True) if v is not None]
    return Bars(title.text, tuple(found)) if len(found) > 1 else None


def draw(found: Bars) -> None:
    """Draw the bars, each with its text at its end."""
    colour = _TEXT_COLOURS[st.context.theme.type or "light"]
    with st.container(key="columns" if found.by_period else "bars"):
        st.altair_chart(_picture(found, colour), alt=found.text, key="chart")


def _picture(found: Bars, colour: str) -> Any:
    """The bars as Vega draws them: texts are its data, which it draws as they are."""
    import altair as alt

    data = alt.Data(values=[{"name": n, "value": float(v), "text": t} for n, v, t in found.bars])
    names = alt.Axis(title=None, labelAngle=0, labelLimit=200, labelColor=colour, labelFontSize=12)
    name: dict[str, Any] = {"field": "name", "type": "nominal", "sort": None, "axis": names}
    value: dict[str, Any] = {"field": "value", "type": "quantitative", "axis": None, "scale": _scale(found)}
    base, height = alt.Chart(data), _COLUMN_HEIGHT
    if found.by_period:
        base = base.encode(alt.X(**name), alt.Y(**value))
        text = base.mark_text(baseline="bottom", dy=-3, color=colour, fontSize=12)
    else:
        height = _BAR_HEIGHT * len(found.bars)
        base = base.encode(alt.Y(**name), alt.X(**value))
        text = base.mark_text(align="left", dx=4, color=colour, fontSize=12)
    bars = base.mark_bar(color=_COLOUR, size=22)
    return (bars + text.encode(text="text:N")).properties(height=height)


def _scale(found: Bars) -> Any:
    """From zero to the longest bar and a little more, where its text stands."""
    import altair as alt

    values = [float(value) for _, value, _ in found.bars]
    room = _ROOM_ABOVE if found.by_period else _ROOM_BESIDE
    return alt.Scale(domain=[min(0.0, *values), max(0.0, *values) * room])


def _value(cell: ComparisonCell) -> Decimal | None:
    """The number that a cell begins with, e.g. of "1,577 USD million"."""
    number = _NUMBER.match(cell.text)
    return Decimal(number[0].replace(",", "")) if number else None
