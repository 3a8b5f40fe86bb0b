"""Draws a question and its answer: sentences, numbered citations, sources, and the passages found."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from askreports.answering.answer import Answer
from askreports.answering.text.quantities import years_written
from askreports.doors.web import messages
from askreports.doors.web.components import answer_parts as parts_of
from askreports.doors.web.components import chart
from askreports.doors.web.export import as_text
from askreports.doors.web.state.links import OpenPage
from askreports.doors.web.state.session import Exchange
from askreports.doors.web.wording.interface import section
from ingest.document import Report

_MOST_HELD = 24  # periods or organisations that are named where one is missing

_HERE = Path(__file__)
_SCRIPTS = ("answer", "excerpts", "figures", "quotes")
_answer = st.components.v2.component(
    "askreports.answer",
    css=_HERE.with_name("answer.css").read_text("utf-8"),
    js="\n".join(_HERE.with_name(f"{name}.js").read_text("utf-8") for name in _SCRIPTS),
)


def draw(  # noqa: PLR0913 - three things that a click can do
    exchange: Exchange,
    documents: Mapping[str, Report],
    opened: OpenPage | None,
    folded: bool,
    arriving: bool,
    on_open: Callable[[OpenPage], None],
    on_again: Callable[[], None],
    on_reword: Callable[[str], None],
) -> None:
    """Draw an exchange; a click on a source calls `on_open` with its place, "Try again" `on_again`.

    An answer that is `arriving` was not seen before: it appears sentence by sentence, in its place at once.
    A follow-up shows how it was understood; what a visitor makes of that goes to `on_reword`.

    Where figures are compared, their chart stands between what is said and the sources.
    """
    bars = chart.bars(exchange.answer.table) if exchange.answer and exchange.answer.table else None
    told = {
        **contents(exchange, documents),
        "folded": folded,
        "arriving": arriving,
        "opened": opened_source(exchange.answer, opened),
    }

    def draw_parts(key: str, parts: list[str]) -> None:
        def clicked() -> None:
            answer, click = exchange.answer, st.session_state[key]["open"]
            if answer and (place := place_of_click(answer, click)):
                on_open(place)

        def reworded() -> None:
            question = st.session_state[key]["reword"]
            if isinstance(question, str):
                on_reword(question)

        _answer(
            key=key,
            data={**told, "parts": parts},
            on_open_change=clicked,
            on_again_change=on_again,
            on_reword_change=reworded,
        )

    if bars is None or folded:
        draw_parts(f"answer-{exchange.number}", ["said", "sources"])
    else:
        draw_parts(f"answer-{exchange.number}", ["said"])
        chart.draw(bars)
        draw_parts(f"sources-{exchange.number}", ["sources"])


def draw_waiting(question: str, status: str, on_stop: Callable[[], None]) -> None:
    """Draw a question whose answer is being looked for; "Stop" calls `on_stop`."""
    _answer(
        key="waiting",
        data={"question": question, "status": status, "parts": ["said"], "labels": section("answer")},
        on_stop_change=on_stop,
    )


def contents(exchange: Exchange, documents: Mapping[str, Report] | None = None) -> dict[str, Any]:
    """Everything that is to be read of an exchange, as answer.js takes it.

    `documents` are the reports there are, by id: a comparison says of whom there is none.
    """
    told: dict[str, Any] = {"question": exchange.question, "labels": section("answer")}
    if exchange.failure:
        notice = exchange.failure
        failure = {"title": notice.title, "text": notice.text, "command": notice.command}
        return {**told, "failure": failure}
    answer = exchange.answer
    if answer is None:
        return told
    excerpts = exchange.excerpts or {}
    sentences = parts_of.sentences(answer, excerpts)
    shown = {sentence["excerpt"] for sentence in sentences} - {None}
    return {
        **told,
        "understood": answer.standalone,
        "notice": answer.notice,
        "sent_to": messages.sent_to(answer.sent_to),
        "found": answer.found,
        "standing": answer.status,
        "state": messages.standing(answer),
        "coverage": messages.coverage(answer.searched, exchange.filters),
        "unknown": messages.unknown(answer.searched),
        "held": _held(answer),
        "figure": parts_of.figure(answer) if answer.figure else None,
        "table": parts_of.comparison(answer.table, (documents or {}).values()) if answer.table else None,
        "copy": as_text(answer),
        "sentences": sentences,
        "sources": [parts_of.source(citation, answer, shown) for citation in answer.citations],
        "excerpts": {str(number): parts_of.excerpt(one) for number, one in excerpts.items()},
        "hits": [parts_of.passage(hit) for hit in answer.hits],
    }


def _held(answer: Answer) -> list[str]:
    held = answer.searched.gaps.held
    rest = [messages.more(len(held) - _MOST_HELD)] if len(held) > _MOST_HELD else []
    return [*held[:_MOST_HELD], *rest]


def place_of_click(answer: Answer, click: object) -> OpenPage | None:
    """The place that a click names, e.g. {"kind": "source", "number": 2}; None where there is no such one."""
    if not isinstance(click, dict):
        return None
    return _places(answer).get((click.get("kind"), click.get("number")))


def opened_source(answer: Answer | None, opened: OpenPage | None) -> dict[str, Any] | None:
    """Which source or passage of the answer is the open page, as a click names it."""
    if answer is None or opened is None:
        return None
    shown = (key for key, place in _places(answer).items() if place.sight == opened.sight)
    kind, number = next(shown, (None, None))
    return {"kind": kind, "number": number} if kind else None


def number_of(answer: Answer, opened: OpenPage) -> int | None:
    """The number of the source that is open; None where another page is."""
    shown = opened_source(answer, opened)
    return shown["number"] if shown and shown["kind"] == "source" else None


def _places(answer: Answer) -> dict[tuple[Any, Any], OpenPage]:
    values = {item.citation: str(item.value) for item in (answer.figure.inputs if answer.figure else ())}
    years = years_written(answer.standalone or answer.question)
    year = next(iter(years)) if len(years) == 1 else None
    sources = {
        ("source", citation.number): OpenPage.of_citation(citation, values.get(citation.number, ""), year)
        for citation in answer.citations
    }
    return {**sources, **{("hit", hit.rank): OpenPage.of_hit(hit) for hit in answer.hits}}
