"""Answers as JSON."""

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from askreports.schema.described import described
from askreports.schema.hits import DocumentJson, HitJson, PageJson, document_json, hit_json, page_json

if TYPE_CHECKING:  # a search does not load what answers are made with
    from askreports.answering.answer import Answer, Citation, Comparison, Figure, Searched, Sentence


@described
class SentenceJson(TypedDict):
    """A sentence or table row of an answer."""

    text: str
    """The text."""
    citations: list[int]
    """Numbers of the citations that support it."""
    verified: bool
    """False where a language model wrote something that the cited passages do not say."""
    doubts: list[str]
    """What of it the cited passages do not say; empty where it is verified."""


@described
class CitationJson(TypedDict):
    """A verbatim quote, and where it stands."""

    number: int
    """Number of the citation in this answer, from 1."""
    document: DocumentJson
    """The report."""
    page: PageJson
    """The page."""
    quote: str
    """The words of the report."""
    verified: bool
    """Whether the quote was found word for word on the page when the question was asked."""


@described
class FigureInputJson(TypedDict):
    """A value that a figure is computed from."""

    label: str
    """Name of the value in the report."""
    period: str
    """Period of the value."""
    value: str
    """The value, a decimal number as text so that no digit is lost."""
    unit: str
    """Unit in the report, such as "EUR thousand"."""
    citation: int
    """Number of the citation that it stands in."""


@described
class FigureJson(TypedDict):
    """A figure that was asked for."""

    value: str
    """The value, a decimal number as text so that no digit is lost."""
    unit: str
    """Its unit, such as "EUR million", "%" or "ratio"."""
    formula: str | None
    """How it was computed; null where it is one value of a report."""
    inputs: list[FigureInputJson]
    """The values it was computed from."""


@described
class CellJson(TypedDict):
    """A cell of a comparison."""

    text: str
    """What it shows; empty where the reports have no value."""
    citation: int | None
    """Number of the citation that it stands in; null for names and for computed or missing values."""


@described
class ComparisonJson(TypedDict):
    """One figure of several periods or organisations side by side."""

    columns: list[str]
    """Column heads; that of the first column, which holds names, is empty."""
    rows: list[list[CellJson]]
    """The rows, a cell for each column."""


@described
class SearchedJson(TypedDict):
    """What was searched, and what the question asks about that the reports do not cover."""

    reports: int
    """How many reports were searched."""
    skipped: int
    """How many files had been skipped when the index was built."""
    unread_pages: int
    """How many pages of these reports are not read, or could not be: the answer may stand there."""
    waiting_pages: int
    """How many of them wait for OCR."""
    unknown: list[str]
    """Names in the question that no report contains."""
    missing_years: list[int]
    """Years in the question for which the organisation has no report."""
    held: list[str]
    """What there is instead: the periods of the organisation's reports, or the organisations."""
    unwritten: list[str]
    """Words of the question that no report, or none of the organisation, contains."""
    missing: str
    """All of this in a sentence, in the language of the question; empty where nothing is missing."""


@described
class AnswerJson(TypedDict):
    """An answer whose every sentence cites its page."""

    question: str
    """The question as it was asked."""
    standalone: str | None
    """The complete question that was answered, where it follows up earlier ones; else null."""
    found: bool
    """Whether the reports answer the question: true exactly where `status` is "answers"."""
    status: str
    """"answers", "closest" (passages that may not answer) or "nothing" (not in these reports)."""
    sentences: list[SentenceJson]
    """The answer."""
    citations: list[CitationJson]
    """What the answer is based on."""
    figure: FigureJson | None
    """The figure that was asked for; null where the answer is not a figure."""
    table: ComparisonJson | None
    """The comparison that was asked for; null where the answer is not a comparison."""
    hits: list[HitJson]
    """The pages that the answer was looked for on, best first."""
    searched: SearchedJson
    """What was searched."""
    seconds: float
    """Time the answer took."""
    sent_to: str | None
    """The language model that the question and passages were sent to; null where nothing was sent."""
    notice: str | None
    """Why the language model did not write this answer although one is configured; else null."""


def answer_json(answer: "Answer") -> AnswerJson:
    """An answer with its citations and the hits it was made from."""
    return {
        "question": answer.question,
        "standalone": answer.standalone,
        "found": answer.found,
        "status": str(answer.status),
        "sentences": [sentence_json(sentence) for sentence in answer.sentences],
        "citations": [citation_json(citation) for citation in answer.citations],
        "figure": figure_json(answer.figure) if answer.figure else None,
        "table": comparison_json(answer.table) if answer.table else None,
        "hits": [hit_json(hit) for hit in answer.hits],
        "searched": searched_json(answer.searched),
        "seconds": round(answer.seconds, 4),
        "sent_to": answer.sent_to,
        "notice": answer.notice,
    }


def sentence_json(sentence: "Sentence") -> SentenceJson:
    return {
        "text": sentence.text,
        "citations": list(sentence.citations),
        "verified": sentence.verified,
        "doubts": list(sentence.doubts),
    }


def citation_json(citation: "Citation") -> CitationJson:
    return {
        "number": citation.number,
        "document": document_json(citation.document),
        "page": page_json(citation.page),
        "quote": citation.quote,
        "verified": citation.verified,
    }


def figure_json(figure: "Figure") -> FigureJson:
    return {
        "value": f"{figure.value:f}",
        "unit": figure.unit,
        "formula": figure.formula,
        "inputs": [
            {
                "label": item.label,
                "period": item.period,
                "value": f"{item.value:f}",
                "unit": item.unit,
                "citation": item.citation,
            }
            for item in figure.inputs
        ],
    }


def comparison_json(comparison: "Comparison") -> ComparisonJson:
    return {
        "columns": list(comparison.columns),
        "rows": [[{"text": cell.text, "citation": cell.citation} for cell in row] for row in comparison.rows],
    }


def searched_json(searched: "Searched") -> SearchedJson:
    gaps = searched.gaps
    return {
        "reports": searched.reports,
        "skipped": searched.skipped,
        "unread_pages": searched.unread_pages,
        "waiting_pages": searched.waiting_pages,
        "unknown": list(gaps.names),
        "missing_years": list(gaps.years),
        "held": list(gaps.held),
        "unwritten": list(gaps.things),
        "missing": gaps.sentence(),
    }
