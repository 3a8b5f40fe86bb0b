"""Search results as JSON."""

from collections.abc import Sequence

from typing_extensions import TypedDict  # that of `typing` is not enough for pydantic before Python 3.12

from askreports.schema.described import described
from index.hit import Hit
from ingest.document import Page, Report


@described
class DocumentJson(TypedDict):
    """A report."""

    id: str
    """Derived from the file's content: the same file has the same id in every index."""
    path: str
    """Path of the file, relative to the folder that was ingested."""
    title: str
    """Title, from the report itself where it has one."""
    organisation: str
    """The organisation that the report is about; empty where unknown."""
    period: str
    """The period covered: 2018, 2018-2020, 2023 Q2 or a date; empty where unknown."""
    kind: str
    """The kind of report, such as "annual report"; empty where unknown."""
    language: str
    """Main language, as an ISO 639-1 code."""
    collections: list[str]
    """The collections that it belongs to."""


@described
class PageJson(TypedDict):
    """A page of a report."""

    number: int
    """Number of the sheet, from 1."""
    label: str
    """The number printed on the page; empty where there is none."""
    read_by: str
    """"text" where the file holds the text, "ocr" where it was read from an image and may contain errors."""
    confidence: float | None
    """How sure OCR is of the text, from 0 to 1; null where the file holds it."""


@described
class PassageJson(TypedDict):
    """A passage of a page."""

    id: str
    """Identifies the passage."""
    text: str
    """The text as it stands in the report."""


@described
class PlaceJson(TypedDict):
    """A page of a report, named as a place."""

    document: DocumentJson
    """The report."""
    page: PageJson
    """The page."""


@described
class HitJson(TypedDict):
    """A page that fits the question, with its best passage."""

    rank: int
    """Position in the result, from 1."""
    score: float
    """Higher is better; comparable only within one result."""
    document: DocumentJson
    """The report."""
    page: PageJson
    """The page."""
    section: str
    """Headings above the passage, outermost first, separated by " / "."""
    passage: PassageJson
    """The best passage of the page."""
    why: dict[str, float]
    """What each signal added to the score, by the name of the signal."""
    also_in: list[PlaceJson]
    """Pages of other reports that contain nearly the same passage."""


@described
class SearchJson(TypedDict):
    """The result of a search."""

    question: str
    """The question as it was asked."""
    hits: list[HitJson]
    """The pages that fit best, best first; empty where nothing was found."""
    seconds: float
    """Time the search took."""


def search_json(question: str, hits: Sequence[Hit], seconds: float) -> SearchJson:
    """The hits of one question."""
    return {"question": question, "hits": [hit_json(hit) for hit in hits], "seconds": round(seconds, 4)}


def hit_json(hit: Hit) -> HitJson:
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "document": document_json(hit.document),
        "page": page_json(hit.page),
        "section": " / ".join(hit.passage.section),
        "passage": {"id": hit.passage.id, "text": hit.passage.text},
        "why": {name: round(value, 4) for name, value in hit.why.items()},
        "also_in": [
            {"document": document_json(place.document), "page": page_json(place.page)}
            for place in hit.also_in
        ],
    }


def document_json(report: Report) -> DocumentJson:
    return {
        "id": report.id,
        "path": report.path,
        "title": report.title,
        "organisation": report.organisation,
        "period": report.period,
        "kind": report.kind,
        "language": report.language,
        "collections": list(report.collections),
    }


def page_json(page: Page) -> PageJson:
    return {
        "number": page.number,
        "label": page.label,
        "read_by": page.read_by,
        "confidence": page.confidence,
    }
