"""The spans that were found for a question, and all that tells whether the best of them answers it."""

from collections.abc import Sequence
from dataclasses import dataclass

from askreports.answering.abstention.answerability import (
    AnswerabilityFeatures,
    answerability_features,
    status_of,
)
from askreports.answering.abstention.missing_words import MissingWord, PageWords, missing_words
from askreports.answering.abstention.unknown_names import unknown_names
from askreports.answering.answer import AnswerStatus
from askreports.answering.context import RetrievalContext
from askreports.answering.extraction.candidates import SpanSignals, best_pages
from askreports.answering.extraction.ranking import RankedSpan, rank_spans
from askreports.answering.figures.figure_answer import QuotedText
from askreports.answering.library import Library
from index.hit import Hit


@dataclass(frozen=True, slots=True)
class JudgedSpans:
    """Spans in the order in which they answer.

    `features` tell whether the best span answers; None where there is no span, or where the reader cannot
    tell because it was not calibrated. `missing_words` are the words of the question that the best pages do
    not hold, the heaviest first.
    """

    spans: Sequence[RankedSpan] = ()
    features: AnswerabilityFeatures | None = None
    missing_words: Sequence[MissingWord] = ()
    unknown_names: Sequence[str] = ()

    @property
    def status(self) -> AnswerStatus:
        """How the best span stands to the question."""
        if self.features:
            return status_of(self.features)
        return AnswerStatus.ANSWERS if self.spans else AnswerStatus.NOTHING


NOT_JUDGED = JudgedSpans()


def rank_context(context: RetrievalContext, library: Library) -> list[RankedSpan]:
    """The spans of the pages that were found, as the reader ranks them."""
    return _ranked(context, best_pages(context.core, context.relevant_hits), library)


def judge_spans(context: RetrievalContext, library: Library, rows: Sequence[QuotedText] = ()) -> JudgedSpans:
    """Ranks and judges the spans; `rows` are shown beside them."""
    core, named, searcher = context.core, context.named, library.searcher
    pages = best_pages(core, context.relevant_hits)
    ranked = _ranked(context, pages, library)
    held = [PageWords(hit.document, " ".join((*hit.passage.section, hit.page.text))) for hit in pages]
    held += [PageWords(row.report, row.page.text) for row in rows]
    missing = missing_words(core, named, held, searcher.idf, searcher.expansion)
    language = context.language or "en"
    unknown = unknown_names(context.written_as_names, language, searcher.languages, searcher.idf)
    judged = ranked and library.reader.calibrated
    features = answerability_features(context, ranked, missing, unknown) if judged else None
    return JudgedSpans(ranked, features, missing, unknown)


def _ranked(context: RetrievalContext, pages: Sequence[Hit], library: Library) -> list[RankedSpan]:
    signals = SpanSignals(context.language, library.searcher.idf, context.cosines)
    return rank_spans(context.core, context.named, pages, signals, library.reader)
