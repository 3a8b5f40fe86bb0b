"""The parts of an answer as answer.js takes them: sentences, a figure, a comparison, sources, passages."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from askreports.answering.answer import Answer, Citation, Comparison, ComparisonCell, Sentence
from askreports.doors.web import messages
from askreports.doors.web.excerpts import Excerpt, ExcerptCell
from askreports.doors.web.wording.amounts import amount
from askreports.doors.web.wording.interface import say
from index.hit import Hit
from ingest.document import Report

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_EMPTY = "–"  # stands in a comparison where a value was not found


def sentences(answer: Answer, excerpts: Mapping[int, Excerpt]) -> list[dict[str, Any]]:
    """The sentences, those of one organisation together where several answer.

    `said` is false where the row of a table says it all: it is then shown in the sentence's place, and
    `excerpt` is the number of its citation. `period` is what a reader must know of when it is about.
    """
    cited = {citation.number: citation for citation in answer.citations}
    made = [_sentence(one, [cited[number] for number in one.citations], excerpts) for one in answer.sentences]
    if answer.figure and answer.figure.formula is None:  # its headline says it
        made = [{**one, "said": False, "citations": ()} if one["excerpt"] else one for one in made]
    order = list(dict.fromkeys(one["organisation"] for one in made))
    if answer.table or answer.figure or len(order) < 2:
        return [{**one, "organisation": ""} for one in made]
    return sorted(made, key=lambda one: order.index(one["organisation"]))


def _sentence(
    sentence: Sentence, citations: list[Citation], excerpts: Mapping[int, Excerpt]
) -> dict[str, Any]:
    number = citations[0].number if len(citations) == 1 else 0
    row = excerpts.get(number)
    return {
        "text": sentence.text,
        "citations": sentence.citations,
        "doubts": messages.doubts(sentence),
        "organisation": citations[0].document.organisation if citations else "",
        "period": _period(sentence.text, citations),
        "excerpt": number if row else None,
        "said": row is None or bool(row.part),
    }


def _period(text: str, citations: Iterable[Citation]) -> str:
    """The periods of the reports that a sentence stands in, where it names no year itself."""
    if _YEAR.search(text):
        return ""
    return ", ".join(dict.fromkeys(one.document.period for one in citations if one.document.period))


def figure(answer: Answer) -> dict[str, Any] | None:
    """A figure with whose it is and when, said once, and what it is made of."""
    if (found := answer.figure) is None:
        return None
    cited = {citation.number: citation.document for citation in answer.citations}
    whose = dict.fromkeys(messages.organisation(cited[one.citation]) for one in found.inputs)
    latest = max((one.period for one in found.inputs), default="")
    who = ", ".join(filter(None, (*whose, latest)))
    return {
        "who": f"{who}:" if who else "",
        "value": amount(found.value, found.unit),
        "formula": found.formula,
        "inputs": [
            {
                "label": one.label,
                "period": one.period,
                "value": amount(one.value, one.unit),
                "citation": one.citation,
            }
            for one in found.inputs
        ],
    }


def comparison(table: Comparison, reports: Iterable[Report]) -> dict[str, Any]:
    """A comparison; where an organisation has no report of the year that is compared, its column says so."""
    year = _YEAR.search(table.rows[-1][0].text) if table.rows else None
    without = _without_report(table, year[0], list(reports)) if year else set()
    rows = [
        [_cell(cell, year[0] if year and column in without else "") for column, cell in enumerate(row)]
        for row in table.rows
    ]
    return {"columns": table.columns, "rows": rows}


def _cell(cell: ComparisonCell, year: str) -> dict[str, Any]:
    if year and cell.text == _EMPTY:
        return {"text": say("coverage.no_report", year=year), "citation": None}
    return {"text": messages.value_in_words(cell.text), "citation": cell.citation}


def _without_report(table: Comparison, year: str, reports: Collection[Report]) -> set[int]:
    """The columns of organisations that have no report of the year; none where the reports are not known."""
    having = {one.organisation.casefold() for one in reports if year in one.period}
    empty = [all(row[n].text == _EMPTY for row in table.rows) for n in range(len(table.columns))]
    return {
        n
        for n, name in enumerate(table.columns)
        if reports and empty[n] and name and not _YEAR.fullmatch(name) and name.casefold() not in having
    }


def source(citation: Citation, answer: Answer, shown: Collection[int]) -> dict[str, Any]:
    """A citation, and whether the answer holds the words of its quote already."""
    told = _one_line(" ".join(sentence.text for sentence in answer.sentences))
    return {
        "number": citation.number,
        "name": messages.name(citation.document),
        "origin": messages.origin(citation.document),
        "page": messages.page_name(citation.page),
        "quote": citation.quote,
        "told": citation.number in shown or _one_line(citation.quote) in told,
        "verified": citation.verified,
        "checked": messages.checked(citation),
        "by_ocr": messages.read_by(citation.page),
    }


def passage(hit: Hit) -> dict[str, Any]:
    """A passage that was found."""
    return {
        "number": hit.rank,
        "name": messages.name(hit.document),
        "page": messages.page_name(hit.page),
        "by_ocr": messages.read_by(hit.page),
        "section": " › ".join(hit.passage.section),
        "text": hit.passage.text,
    }


def excerpt(found: Excerpt) -> dict[str, Any]:
    """Rows of a table with their heads."""
    return {
        "caption": found.caption,
        "unit": found.unit,
        "label_columns": found.label_columns,
        "heads": [[_grid_cell(cell) for cell in row] for row in found.heads],
        "rows": [
            {"quoted": row.quoted, "cells": [_grid_cell(cell) for cell in row.cells]} for row in found.rows
        ],
    }


def _grid_cell(cell: ExcerptCell) -> dict[str, Any]:
    return {"text": cell.text, "span": cell.span, "asked": cell.asked}


def _one_line(text: str) -> str:
    return " ".join(text.split())
