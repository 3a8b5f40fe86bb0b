"""An answer in the reports' own words: their sentences, and rows of statements where no figure is claimed."""

from collections.abc import Sequence

from askreports.answering.answer import Citation, Sentence
from askreports.answering.citations import Citations
from askreports.answering.extraction.ranking import MAX_SPANS, RankedSpan
from askreports.answering.figures.figure_answer import FigureTools, QuotedText
from askreports.answering.figures.wording import quote_text


def quote_spans(
    rows: Sequence[QuotedText], spans: Sequence[RankedSpan], year: int | None, tools: FigureTools
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Rows, then spans as sentences, each place cited once, numbered as the sentences come.

    `year` is the one that is asked for, where it is one: its cell comes first in a row.
    """
    citations = Citations(tools.cite)
    places = {(row.report.id, row.page.number, row.quote): row for row in rows}
    for span in spans:
        report, page, quote = span.hit.document, span.hit.page, span.quote
        place = report.id, page.number, quote
        if place not in places:
            text = quote_text(quote, report, page, year, tools.taxonomy)
            places[place] = QuotedText(text, report, page, quote)
    shown = list(places.values())[: max(len(spans), MAX_SPANS)]
    sentences = tuple(
        Sentence(one.text, (citations.number(one.report, one.page, one.quote),)) for one in shown
    )
    return sentences, citations.all()
