"""What the tools answer: the JSON of the other doors, shortened to what a language model needs of it.

A model reads all that a tool answers, so an answer is at most 6 kB unless all of it is asked for.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from typing_extensions import TypedDict

from askreports.schema import AnswerJson, SearchJson, StatusJson
from askreports.schema.answers import ComparisonJson, FigureJson, SentenceJson
from askreports.schema.described import described
from askreports.schema.hits import DocumentJson
from askreports.schema.status import IndexedDocumentJson

MAX_BYTES = 5_500  # of an answer as JSON; what stands around it has some more
_LENGTHS = (1200, 600, 300, 150, 80, 40)  # of a text, in characters, until everything fits


@described
class BriefCitation(TypedDict):
    """A quote, and where it stands."""

    number: int
    """Number of the citation in this answer."""
    report: str
    """Id of the report, for `read_page`."""
    title: str
    """Title of the report."""
    path: str
    """Path of its file."""
    page: int
    """Number of the sheet, from 1, for `read_page`."""
    label: str
    """The number printed on the page."""
    read_by: str
    """"ocr" where the text was read from an image and may contain errors, else "text"."""
    quote: str
    """Words of the page; "…" at the end where they go on."""


@described
class BriefAnswer(TypedDict):
    """An answer whose every sentence cites its page."""

    question: str
    """The question that was answered, completed where it follows up earlier ones."""
    status: str
    """"answers", "closest" (passages that may not answer) or "nothing" (not in these reports)."""
    sentences: list[SentenceJson]
    """The answer."""
    citations: list[BriefCitation]
    """What the answer is based on."""
    figure: FigureJson | None
    """The figure that was asked for; null where the answer is not a figure."""
    table: ComparisonJson | None
    """The comparison that was asked for; null where the answer is not one, or too large: ask for detail."""
    missing: str
    """What the question asks about that the reports do not cover."""
    notice: str | None
    """Why the server's language model did not write this answer although one is configured; else null."""
    shortened: bool
    """Whether something was cut off: ask again with detail, or read the page."""
    full: AnswerJson | None
    """The whole answer, where detail was asked for."""


@described
class BriefHit(TypedDict):
    """A page that fits the question."""

    rank: int
    """Position in the result, from 1."""
    report: str
    """Id of the report, for `read_page`."""
    title: str
    """Title of the report."""
    path: str
    """Path of its file."""
    organisation: str
    """The organisation that it is about."""
    period: str
    """The period that it covers."""
    page: int
    """Number of the sheet, from 1, for `read_page`."""
    label: str
    """The number printed on the page."""
    section: str
    """Headings above the passage."""
    text: str
    """The best passage of the page; "…" at the end where it goes on."""


@described
class BriefSearch(TypedDict):
    """The result of a search."""

    question: str
    """The question as it was asked."""
    hits: list[BriefHit]
    """The pages that fit best, best first; empty where nothing was found."""
    shortened: bool
    """Whether passages or hits were cut off: ask again with detail, or read the page."""
    full: SearchJson | None
    """The whole result, where detail was asked for."""


@described
class BriefReport(TypedDict):
    """A report that can be asked."""

    id: str
    """Its id, for `read_page`."""
    path: str
    """Path of its file, for the filter `path`."""
    title: str
    """Its title."""
    organisation: str
    """The organisation that it is about."""
    period: str
    """The period that it covers."""
    kind: str
    """The kind of report."""
    language: str
    """Main language, as an ISO 639-1 code."""
    pages: int
    """How many pages it has."""


@described
class BriefReports(TypedDict):
    """Some of the reports, by path."""

    total: int
    """How many reports there are."""
    skipped: int
    """How many files could not be used."""
    reports: list[BriefReport]
    """The reports from the offset on, as many as fit."""
    next_offset: int | None
    """Where the next ones begin; null at the end."""
    full: StatusJson | None
    """All that is known of all reports, where detail was asked for."""


@described
class PageOfReport(TypedDict):
    """A page of a report, or a part of its text."""

    document: DocumentJson
    """The report."""
    page: int
    """Number of the sheet, from 1."""
    label: str
    """The number printed on the page."""
    read_by: str
    """"ocr" where the text was read from an image and may contain errors, else "text"."""
    text: str
    """The text, from the offset on."""
    next_offset: int | None
    """Where the text goes on; null where it does not."""


def brief_answer(answer: AnswerJson, detail: bool) -> BriefAnswer:
    """An answer as a model reads it."""

    def made(length: int) -> BriefAnswer:
        keeps_table = answer["table"] is not None and len(json.dumps(answer["table"])) < MAX_BYTES // 2
        return {
            "question": _cut(answer["standalone"] or answer["question"], max(length, 300)),
            "status": answer["status"],
            "sentences": [
                {**one, "text": _cut(one["text"], max(length, 300))} for one in answer["sentences"]
            ],
            "citations": [_citation(one, length) for one in answer["citations"]],
            "figure": answer["figure"],
            "table": answer["table"] if keeps_table else None,
            "missing": _cut(answer["searched"]["missing"], max(length, 300)),
            "notice": answer["notice"],
            "shortened": False,
            "full": None,
        }

    whole = made(_LENGTHS[0])
    fitting: BriefAnswer = _fitted(made, ("citations", "sentences"))
    fitting["shortened"] = fitting != whole or fitting["table"] != answer["table"]
    if detail:
        fitting["full"] = answer
    return fitting


def brief_search(found: SearchJson, detail: bool) -> BriefSearch:
    """Hits as a model reads them."""

    def made(length: int) -> BriefSearch:
        hits = [_hit(hit, length) for hit in found["hits"]]
        question = _cut(found["question"], max(length, 300))
        return {"question": question, "hits": hits, "shortened": False, "full": None}

    whole = made(10**9)
    fitting: BriefSearch = _fitted(made, ("hits",))
    fitting["shortened"] = fitting != whole
    if detail:
        fitting["full"] = found
    return fitting


def brief_reports(status: StatusJson, offset: int, detail: bool) -> BriefReports:
    """As many reports from the offset on as fit."""
    documents = status["documents"]
    shown: list[BriefReport] = []
    room = MAX_BYTES
    for document in documents[offset:]:
        report = _report(document)
        room -= len(json.dumps(report, ensure_ascii=False).encode()) + 2
        if room < 0 and shown:
            break
        shown.append(report)
    end = offset + len(shown)
    return {
        "total": len(documents),
        "skipped": len(status["skipped"]),
        "reports": shown,
        "next_offset": end if end < len(documents) else None,
        "full": status if detail else None,
    }


def part_of_text(text: str, offset: int) -> tuple[str, int | None]:
    """As much of a text from an offset on as fits, and where it goes on."""
    part = text[offset : offset + MAX_BYTES - 1500]
    while len(json.dumps(part, ensure_ascii=False).encode()) > MAX_BYTES - 1500:
        part = part[: len(part) * 3 // 4]
    end = offset + len(part)
    return part, end if end < len(text) else None


def _fitted(made: Callable[[int], Any], lists: Sequence[str]) -> Any:
    """What is made with texts as long as fit; if even the shortest do not, lists lose their ends."""
    for length in _LENGTHS:
        fitting = made(length)
        if _size(fitting) <= MAX_BYTES:
            return fitting
    while _size(fitting) > MAX_BYTES and any(fitting[name] for name in lists):
        longest = max(lists, key=lambda name: _size(fitting[name]))
        fitting[longest].pop()
    return fitting


def _size(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False).encode())


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length].rstrip()}…"


def _citation(citation: Mapping[str, Any], length: int) -> BriefCitation:
    document, page = citation["document"], citation["page"]
    return {
        "number": citation["number"],
        "report": document["id"],
        "title": _cut(document["title"], max(length, 80)),
        "path": document["path"],
        "page": page["number"],
        "label": page["label"],
        "read_by": page["read_by"],
        "quote": _cut(citation["quote"], length),
    }


def _hit(hit: Mapping[str, Any], length: int) -> BriefHit:
    document, page = hit["document"], hit["page"]
    return {
        "rank": hit["rank"],
        "report": document["id"],
        "title": _cut(document["title"], max(length, 80)),
        "path": document["path"],
        "organisation": document["organisation"],
        "period": document["period"],
        "page": page["number"],
        "label": page["label"],
        "section": _cut(hit["section"], length),
        "text": _cut(hit["passage"]["text"], length),
    }


def _report(document: IndexedDocumentJson) -> BriefReport:
    return {
        "id": document["id"],
        "path": document["path"],
        "title": document["title"],
        "organisation": document["organisation"],
        "period": document["period"],
        "kind": document["kind"],
        "language": document["language"],
        "pages": document["pages"],
    }
