"""An answer as a text that can be kept, and back: what was said stays readable when the index moves on."""

from dataclasses import replace

import msgspec

from askreports.answering.answer import Answer
from askreports.errors import HistoryUnavailable


def answer_to_record(answer: Answer) -> str:
    """The answer as JSON: with its quotes and passages, without the texts of whole pages."""
    light = replace(
        answer,
        citations=tuple(replace(c, page=replace(c.page, text="")) for c in answer.citations),
        hits=tuple(replace(hit, page=replace(hit.page, text="")) for hit in answer.hits),
    )
    return msgspec.json.encode(light).decode()


def answer_from_record(text: str) -> Answer:
    """The answer that `answer_to_record` wrote, in this version or an earlier one.

    A field that came later has its default. Raises `HistoryUnavailable` for a text that is no answer.
    """
    try:
        return msgspec.json.decode(text, type=Answer)
    except ValueError as error:
        raise HistoryUnavailable(
            f"an answer of a conversation cannot be read ({error}): delete that conversation"
        ) from error
