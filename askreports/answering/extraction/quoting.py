"""An answer in the reports' own words: their sentences, and rows of statements where no figure is claimed."""

from collections.abc import Sequence

from askreports.answering.answer import Citation, Sentence
from askreports.answering.citations import Citations
from askreports.answering.extraction.ranking import MAX_SPANS, RankedSpan
from askreports.answering.figures.figure_answer import FigureAnswer, FigureTools
from askreports.answering.figures.wording import quote_text


def quote_spans(
    rows: FigureAnswer, evidence: Sequence[RankedSpan], year: int | None, tools: FigureTools
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Rows and evidence as sentences, each place cited once, numbered as the sentences come.

    `year` is the one that is asked for, where it is one: its cell comes first in a row.
    """
    places = [(citation.document, citation.page, citation.quote) for citation in rows.citations]
    row_texts = dict(zip(places, (sentence.text for sentence in rows.sentences), strict=True))
    found = [(item.hit.document, item.hit.page, item.quote) for item in evidence]
    citations = Citations(tools.cite)
    for document, page, quote in [*places, *found]:
        if len(citations.made) < max(len(evidence), MAX_SPANS):
            citations.number(document, page, quote)
    cited = citations.all()
    texts = [
        row_texts.get((c.document, c.page, c.quote))
        or quote_text(c.quote, c.document, c.page, year, tools.taxonomy)
        for c in cited
    ]
    return tuple(Sentence(text, (c.number,)) for text, c in zip(texts, cited, strict=True)), cited
