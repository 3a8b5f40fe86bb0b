"""An answer as a text that can be kept, and back: what was said stays readable when the index moves on."""

import json
from dataclasses import asdict, fields, is_dataclass, replace
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

from askreports.answering.answer import Answer, AnswerStatus


def answer_to_record(answer: Answer) -> str:
    """The answer as JSON: with its quotes and passages, without the texts of whole pages."""
    light = replace(
        answer,
        citations=tuple(replace(c, page=replace(c.page, text="")) for c in answer.citations),
        hits=tuple(replace(hit, page=replace(hit.page, text=""), why=dict(hit.why)) for hit in answer.hits),
    )
    return json.dumps(asdict(light), ensure_ascii=False, default=str)


def answer_from_record(text: str) -> Answer:
    """The answer that `answer_to_record` wrote. A field that came later has its default."""
    record = json.loads(text)
    if "status" not in record:  # written before there were three states
        record["status"] = AnswerStatus.ANSWERS if record["found"] else AnswerStatus.NOTHING
    answer: Answer = _revive(Answer, record)
    return answer


def _revive(kind: Any, value: Any) -> Any:
    """A value of JSON as the type that a field is declared with."""
    if value is None:
        return None
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        known = [field.name for field in fields(kind) if field.name in value]
        return kind(**{name: _revive(hints[name], value[name]) for name in known})
    arguments = get_args(kind)
    if get_origin(kind) is tuple:
        return tuple(_revive(arguments[0], item) for item in value)
    if type(None) in arguments:
        return _revive(arguments[0], value)  # X | None
    return kind(value) if kind in (Decimal, AnswerStatus) else value
