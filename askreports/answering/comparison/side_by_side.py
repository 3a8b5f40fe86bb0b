"""Things side by side, from any table or sentence of any report: a row for each, gaps in words.

Each thing is asked about by itself, kept to its reports. Years are first looked for in one row, since values
of one row are of one kind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from askreports.answering.abstention.judging import judge_spans
from askreports.answering.answer import AnswerStatus, Comparison, ComparisonCell, Sentence
from askreports.answering.citations import Citations
from askreports.answering.comparison.facets import Facet, facets_of, has_report
from askreports.answering.context import RetrievalContext, retrieve
from askreports.answering.extraction.ranking import RankedSpan
from askreports.answering.figures.figure_answer import FigureAnswer
from askreports.answering.figures.wording import quote_text
from askreports.answering.library import Library
from askreports.answering.tables.headed_text import cell_of_year
from askreports.answering.text.gap_wording import no_year, not_found
from index.query.filters import Where, years

CLOSE = 0.75  # below the best score: what a row with several of the years may have
FEWEST_YEARS = 2  # with fewer there is nothing side by side
MAX_SENTENCE = 300  # characters of a sentence in a cell

Found = Mapping[str, RankedSpan]  # by the name of the thing


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands for a thing in the comparison, and in the sentence that says it."""

    value: str
    sentence: str
    citation: int | None = None


def compare(context: RetrievalContext, where: Where | None, library: Library) -> FigureAnswer | None:
    """What a question compares, side by side; None where it compares nothing, or too little is found."""
    facets = facets_of(context)
    if not facets:
        return None
    found = _in_one_row(facets, context, library)
    for facet in facets:
        if facet.name not in found and (span := _answer_to(facet, context, where, library)):
            found = {**found, facet.name: span}
    if len(found) < (FEWEST_YEARS if _are_years(facets) else 1):
        return None
    citations = Citations(library.figure_tools.cite)
    cells = [_cell(facet, found.get(facet.name), context, citations, library) for facet in facets]
    rows = tuple(
        (ComparisonCell(facet.name), ComparisonCell(cell.value, cell.citation))
        for facet, cell in zip(facets, cells, strict=True)
    )
    sentences = tuple(
        Sentence(f"{facet.name}: {cell.sentence}", (cell.citation,) if cell.citation else ())
        for facet, cell in zip(facets, cells, strict=True)
    )
    return FigureAnswer(sentences, citations.all(), table=Comparison(("", ""), rows))


def _in_one_row(facets: Sequence[Facet], context: RetrievalContext, library: Library) -> Found:
    """The years that one of the best rows has cells for: those of the row that has the most."""
    if not _are_years(facets):
        return {}
    judged = judge_spans(context, library)
    if judged.status is not AnswerStatus.ANSWERS:
        return {}
    near = [span for span in judged.spans if span.score >= judged.spans[0].score - CLOSE]
    rows = [
        {f.name: span for f in facets if cell_of_year(span.hit.page, span.quote, f.year or 0)}
        for span in near
    ]
    best = max(rows, key=len, default={})
    return best if len(best) >= FEWEST_YEARS else {}


def _are_years(facets: Sequence[Facet]) -> bool:
    """Whether years alone are compared, of one organisation or of all."""
    return all(facet.name == str(facet.year) for facet in facets)


def _answer_to(
    facet: Facet, context: RetrievalContext, where: Where | None, library: Library
) -> RankedSpan | None:
    """The span that answers for one of the things; None where none does surely enough."""
    if not has_report(facet, context.within):
        return None
    kept = {**(where or {}), **facet.where} | ({"year": facet.year} if facet.year else {})
    judged = judge_spans(retrieve(context.question, kept, library), library)
    return judged.spans[0] if judged.spans and judged.status is AnswerStatus.ANSWERS else None


def _cell(
    facet: Facet, span: RankedSpan | None, context: RetrievalContext, citations: Citations, library: Library
) -> _Cell:
    language = context.language or "en"
    if span is None:
        missing = (
            not_found(language) if has_report(facet, context.within) else no_year(facet.year or 0, language)
        )
        return _Cell(missing, missing)
    report, page, quote = span.hit.document, span.hit.page, span.quote
    number = citations.number(report, page, quote)
    year = facet.year or max(years(report.period), default=None)
    text = quote_text(quote, report, page, year, library.figure_tools.taxonomy)
    cell = cell_of_year(page, quote, year) if year else None
    if cell is None:
        return _Cell(text[:MAX_SENTENCE], text, number)
    value = f"{cell.text} {cell.unit}".strip()
    return _Cell(f"{value} ({cell.label}, {year})", text, number)
