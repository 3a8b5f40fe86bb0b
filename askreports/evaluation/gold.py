"""Gold questions: what was asked, the answer a person gave, and the pages it stands on."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from askreports.errors import BadGold

EXAMPLE = (
    '{"id": "1", "question": "...", "answer": "...", "gold": [{"document": "3M_2018_10K.pdf", "page": 60}]}'
)


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question with its answer. `gold` holds (file name of the report, sheet from 1) of every good page."""

    id: str
    question: str
    answer: str
    gold: tuple[tuple[str, int], ...]
    type: str = ""


def file_name(path: str) -> str:
    """The last part of a path, whichever slash it was written with: reports are matched by it."""
    return path.replace("\\", "/").rpartition("/")[2]


def read_gold(path: Path) -> list[GoldQuestion]:
    """The questions of a JSON-lines file, in its order; empty lines are passed over.

    Raises BadGold where the file cannot be read, holds no question, or a line is not a gold question.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadGold(f"{path}: cannot be read as UTF-8 text ({error}): name a file of questions") from error
    questions = [_read_line(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not questions:
        raise BadGold(f"{path}: holds no question: write one a line, like {EXAMPLE}")
    _refuse_repeated_ids(path, questions)
    return questions


def _read_line(path: Path, number: int, line: str) -> GoldQuestion:
    try:
        return _gold_question(json.loads(line))
    except json.JSONDecodeError as error:
        wrong = f"not JSON ({error})"
    except _LineError as error:
        wrong = str(error)
    raise BadGold(f"{path}, line {number}: {wrong}: write it like {EXAMPLE}")


class _LineError(Exception):
    """What is wrong with one line."""


def _gold_question(fields: object) -> GoldQuestion:
    if not isinstance(fields, dict):
        raise _LineError("not a JSON object")
    question = " ".join(_text(fields, "question").split())  # one line, as on the command line's stdin
    if not question:
        raise _LineError('"question" is empty')
    return GoldQuestion(
        id=_text(fields, "id"),
        question=question,
        answer=_text(fields, "answer"),
        gold=_pages(fields.get("gold")),
        type=_text(fields, "type") if "type" in fields else "",
    )


def _text(fields: dict[str, object], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise _LineError(f'"{name}" is not there' if value is None else f'"{name}" is not a text')
    return value


def _pages(pages: object) -> tuple[tuple[str, int], ...]:
    if not isinstance(pages, list) or not pages:
        raise _LineError('"gold" is not a list of at least one page')
    return tuple(dict.fromkeys(_page(page) for page in pages))


def _page(page: object) -> tuple[str, int]:
    if not isinstance(page, dict):
        raise _LineError('"gold" holds something that is not a page')
    number = page.get("page")
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise _LineError(f'"page" is {json.dumps(number)}, not a whole number from 1')
    name = file_name(_text(page, "document"))
    if not name:
        raise _LineError('"document" names no file')
    return name, number


def _refuse_repeated_ids(path: Path, questions: Iterable[GoldQuestion]) -> None:
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            raise BadGold(f"{path}: the id {question.id!r} stands twice: give every question its own")
        seen.add(question.id)


def gold_types(questions: Sequence[GoldQuestion]) -> list[str]:
    """The types of question that are named, in the order of their first question."""
    return list(dict.fromkeys(question.type for question in questions if question.type))
