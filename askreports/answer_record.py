"""An answer as a text that can be kept, and back: what was said stays readable when the index moves on."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

import msgspec

from askreports.answering.answer import Answer, AnswerStatus
from askreports.errors import HistoryUnavailable
from index.hit import Hit
from ingest.document import Page
from ingest.identity import ID_CHARS

_REPORT_ID = re.compile(rf'"([0-9a-f]{{{ID_CHARS}}})[-"]')  # of a report, or of a passage of it


def answer_to_record(answer: Answer) -> str:
    """The answer as JSON: with its quotes and passages, without the texts of whole pages."""
    light = replace(
        answer,
        citations=tuple(replace(citation, page=_bare(citation.page)) for citation in answer.citations),
        hits=tuple(_light(hit) for hit in answer.hits),
    )
    return msgspec.json.encode(light).decode()


def _light(hit: Hit) -> Hit:
    also_in = tuple(replace(place, page=_bare(place.page)) for place in hit.also_in)
    return replace(hit, page=_bare(hit.page), also_in=also_in)


def _bare(page: Page) -> Page:
    return replace(page, text="", tables=())


def reports_of_record(text: str) -> set[str]:
    """The ids of all reports that a kept answer has anything of."""
    return set(_REPORT_ID.findall(text))


def record_naming_only(text: str, organisations: Collection[str]) -> str:
    """A kept answer without the names of other organisations that it lists as being in the index."""
    record = msgspec.json.decode(text, type=dict[str, Any])
    gaps = (record.get("searched") or {}).get("gaps") or {}
    held = [name for name in gaps.get("held", ()) if name in organisations or any(map(str.isdigit, name))]
    if held == list(gaps.get("held", ())):
        return text
    gaps["held"] = held
    return msgspec.json.encode(record).decode()


def answer_from_record(text: str) -> Answer:
    """The answer that `answer_to_record` wrote, in this version or an earlier one.

    A field that came later has its default. Raises `HistoryUnavailable` for a text that is no answer.
    """
    try:
        record = msgspec.json.decode(text, type=dict[str, Any])
        if "status" not in record:  # written before there were three states
            record["status"] = AnswerStatus.ANSWERS if record.get("found") else AnswerStatus.NOTHING
        return msgspec.convert(record, Answer)
    except ValueError as error:
        raise HistoryUnavailable(
            f"an answer of a conversation cannot be read ({error}): delete that conversation"
        ) from error
