"""The corpus in pictures: reports by organisation and period, passages by report, and a map of passages."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import altair as alt
import streamlit as st

from askreports.doors.web import messages
from askreports.doors.web.state.links import OpenPage
from askreports.doors.web.state.shelf import Shelf
from askreports.doors.web.wording.interface import say
from index.storage.catalog import ReportCounts
from ingest.document import Report

_MOST_ROWS = 30  # of a chart: the ones with most
_MOST_COLOURS = 8  # that an eye tells apart
_OTHERS, _UNKNOWN = "others", "not said"
_MAP = "map"
_LABEL_PIXELS, _LEGEND_PIXELS = 220, 140  # what leaves room for the rest on a phone
_GREY = "#8a94a0"


def draw(shelf: Shelf, on_open: Callable[[OpenPage], None]) -> None:
    """Draw the pictures; a click on the map calls `on_open` with the passage's place."""

    def clicked() -> None:
        chosen = st.session_state[_MAP]["selection"]["spot"]
        if chosen:
            passage, page = shelf.reports.passage(int(chosen[0]["row"]))
            on_open(OpenPage(passage.document_id, page.number, passage.text, page.number))

    st.text(say("pictures.map"))
    st.altair_chart(_map(_spots(shelf)), key=_MAP, on_select=clicked, selection_mode="spot")
    st.text(say("pictures.by_organisation"))
    st.altair_chart(_by_organisation(organisations_and_years(shelf.documents)), key="organisations")
    st.text(say("pictures.by_report"))
    st.altair_chart(_by_report(passages_by_report(shelf.documents, shelf.reports.counts())), key="passages")


def organisations_and_years(documents: Mapping[str, Report]) -> list[dict[str, Any]]:
    """How many reports each organisation has for each year a period begins in; of those with most reports."""
    of = Counter(report.organisation or _UNKNOWN for report in documents.values())
    shown = {name for name, _ in of.most_common(_MOST_ROWS)}
    pairs = Counter(
        (report.organisation or _UNKNOWN, report.period[:4] or _UNKNOWN) for report in documents.values()
    )
    return [
        {"organisation": organisation, "year": year, "reports": number}
        for (organisation, year), number in sorted(pairs.items())
        if organisation in shown
    ]


def passages_by_report(
    documents: Mapping[str, Report], counts: Mapping[str, ReportCounts]
) -> list[dict[str, Any]]:
    """How many passages the largest reports have. Two reports of one name stay apart by their paths."""
    rows: list[dict[str, Any]] = [
        {"report": f"{messages.name(report)} ({report.path})", "passages": counts[report.id].passages}
        for report in documents.values()
        if report.id in counts
    ]
    return sorted(rows, key=lambda row: -int(row["passages"]))[:_MOST_ROWS]


@st.cache_data(max_entries=2, show_spinner=False, hash_funcs={Shelf: lambda shelf: shelf.reports.generation})
def _spots(shelf: Shelf) -> list[dict[str, Any]]:
    """The spots of the map with what is said of them; organisations beyond the first few are one colour."""
    of = Counter(report.organisation for report in shelf.documents.values() if report.organisation)
    own_colour = {name for name, _ in of.most_common(_MOST_COLOURS)}
    return [
        {
            "row": spot.row,
            "x": spot.x,
            "y": spot.y,
            "report": messages.name(shelf.documents[spot.document_id]),
            "page": spot.page,
            "organisation": organisation if organisation in own_colour else _OTHERS,
        }
        for spot in shelf.reports.passage_map()
        for organisation in [shelf.documents[spot.document_id].organisation]
    ]


def _map(spots: list[dict[str, Any]]) -> alt.Chart:
    chosen = alt.selection_point(name="spot", fields=["row"], nearest=True)  # a finger is not exact
    named = sorted({spot["organisation"] for spot in spots} - {_OTHERS})
    legend = alt.Legend(orient="bottom", columns=2, labelLimit=_LEGEND_PIXELS, values=named)
    colour = alt.Color("organisation:N", title=None, legend=legend)
    chart: alt.Chart = (
        alt.Chart(alt.Data(values=spots), height=420)
        .mark_circle(size=45)
        .encode(
            alt.X("x:Q", axis=None),
            alt.Y("y:Q", axis=None),
            alt.condition(f"datum.organisation == '{_OTHERS}'", alt.value(_GREY), colour),
            opacity=alt.condition(chosen, alt.value(0.75), alt.value(0.15)),
            tooltip=["report:N", "page:Q"],
        )
        .add_params(chosen)
    )
    return chart


def _by_organisation(rows: list[dict[str, Any]]) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_circle()
        .encode(
            alt.X("year:O", title=None, axis=alt.Axis(orient="top")),
            alt.Y("organisation:N", title=None, axis=alt.Axis(labelLimit=_LABEL_PIXELS)),
            alt.Size("reports:Q", legend=None),
            tooltip=["organisation:N", "year:O", "reports:Q"],
        )
    )
    return chart


def _by_report(rows: list[dict[str, Any]]) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar()
        .encode(
            alt.X("passages:Q", title=None),
            alt.Y("report:N", title=None, sort="-x", axis=alt.Axis(labelLimit=_LABEL_PIXELS)),
            tooltip=["report:N", "passages:Q"],
        )
    )
    return chart
