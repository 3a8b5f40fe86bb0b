"""Draws the open page: its image with the quote marked, or its text where there is no image."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from askreports.doors.web import messages
from askreports.doors.web.components.page_grids import blocks
from askreports.doors.web.excerpts import Excerpt
from askreports.doors.web.server.routes import report_url
from askreports.doors.web.state.links import OpenPage
from askreports.doors.web.state.shelf import Shelf
from askreports.doors.web.wording.interface import say, section
from askreports.errors import PageNotDrawn
from askreports.viewing import pages
from askreports.viewing.locate import find
from index.errors import NoSuchPage
from ingest.document import Page, Report

_IMAGE_WIDTH = 1100  # pixels: sharp in half of a wide screen, 80 kB

_HERE = Path(__file__)
_viewer = st.components.v2.component(
    "askreports.viewer",
    css=_HERE.with_name("viewer.css").read_text("utf-8"),
    js=_HERE.with_name("viewer.js").read_text("utf-8"),
)


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a page: an image of it, or else its text; `note` says why, or what is missing.

    `beside` names the cell that is meant by the heads of its column and the unit of its table, `value` and
    `year` say which it is.
    """

    report: Report
    page: Page
    image: pages.PageImage | None
    marked: range
    note: str
    beside: str = ""
    value: str = ""
    year: int | None = None


def look_up(shelf: Shelf, place: OpenPage, excerpt: Excerpt | None = None) -> View:
    """The view of a place; raises NoSuchPage where the index has no such report or page.

    The cell that an `excerpt` of the quote's row means is framed.
    """
    page = shelf.reports.page(place.document_id, place.page)
    report, quote = shelf.documents[place.document_id], place.quote_here
    cell = excerpt.part if excerpt and quote else range(0)
    image, note = _image(report, shelf.reports.source_file(report.id), page.number, quote, cell)
    marked = range(0) if image else find(quote, page.text)
    if quote and not (image.located if image else marked):
        note = f"{note} {say('viewer.not_located')}".strip()
    beside = " · ".join(filter(None, (excerpt.head, excerpt.unit))) if excerpt and cell else ""
    value = quote[cell.start : cell.stop] if cell else place.value
    return View(report, page, image, marked, note, beside, value, place.year)


def _image(
    report: Report, file: Path | None, number: int, quote: str, cell: range
) -> tuple[pages.PageImage | None, str]:
    """The image of a page, or none and why."""
    if not report.path.casefold().endswith(".pdf"):
        return None, say("viewer.no_image")
    if file is None:
        return None, say("viewer.file_gone")
    try:
        return _render(file, report.id, number, quote, (cell.start, cell.stop)), ""
    except PageNotDrawn:
        return None, say("viewer.not_drawn")


@st.cache_data(max_entries=200, show_spinner=False)
def _render(
    file: Path,
    document_id: str,  # noqa: ARG001  (part of the key)
    number: int,
    quote: str,
    cell: tuple[int, int],
) -> pages.PageImage:
    return pages.render(file, number, _IMAGE_WIDTH, quote, range(*cell))


def draw(  # noqa: PLR0913 - two things that a click can do
    shelf: Shelf,
    place: OpenPage | None,
    jumps: int,
    on_turn: Callable[[int], None],
    on_close: Callable[[], None],
    hint: str = "",
    excerpt: Excerpt | None = None,
) -> None:
    """Draw the open page, or room for one; turning calls `on_turn` with the new page's number.

    `excerpt` is the row of the quote as a table, where it is one: its cell is framed.
    """
    try:
        shown = contents(look_up(shelf, place, excerpt)) if place else None
        data = shown or {"hint": hint or say("viewer.hint")}
    except NoSuchPage as error:
        data = {"notice": _missing(shelf, place, error)} if place else {}
    key = "viewer"

    def turned() -> None:
        number = st.session_state[key]["turn"]
        if isinstance(number, int):
            on_turn(number)

    _viewer(
        key=key,
        data={**data, "jumps": jumps, "labels": section("viewer")},
        on_turn_change=turned,
        on_close_change=on_close,
    )


def contents(view: View) -> dict[str, Any]:
    """Everything that is to be seen of a page, as viewer.js takes it."""
    report, page = view.report, view.page
    return {
        "name": messages.name(report),
        "where": messages.whereabouts(report, page),
        "page": page.number,
        "last": report.page_count,
        "beside": view.beside,
        "note": " ".join(filter(None, (messages.read_by(page), view.note))),
        "pdf": report_url(report, page.number) if view.image else None,
        "image": _data_url(view.image) if view.image else None,
        "blocks": None if view.image else blocks(page, view.marked, view.value, view.year),
    }


def _data_url(image: pages.PageImage) -> dict[str, Any]:
    """The image for the browser, and where the quote begins, as shares of its width and height."""
    return {
        "url": "data:image/png;base64," + base64.b64encode(image.png).decode("ascii"),
        "width": image.width,
        "height": image.height,
        "quote": _start_of_quote(image),
    }


def _start_of_quote(image: pages.PageImage) -> dict[str, Any] | None:
    if not image.located:
        return None
    if image.cell:
        return {"left": image.cell.left / image.width, "top": image.cell.top / image.height, "cell": True}
    left = min(box.left for box in image.rectangles)
    return {"left": left / image.width, "top": image.rectangles[0].top / image.height}


def _missing(shelf: Shelf, place: OpenPage, error: NoSuchPage) -> dict[str, str]:
    report = shelf.documents.get(place.document_id)
    notice = messages.no_such_page(report, place.page) if report else messages.explain(error)
    return {"title": notice.title, "text": notice.text}
