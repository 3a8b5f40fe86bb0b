"""A question to its answer: the steps in order, and nothing else.

conversation/   a follow-up gets what it leaves out from the questions before it
context.py      what is retrieved, and whom it concerns
abstention/     what the question asks about that the reports do not cover
figures/        a figure or a comparison, computed from cited cells
extraction/     else the sentences and rows of the best pages that fit, quoted
abstention/     and whether they are an answer at all
llm/            else, where a language model is set, in its words, and each sentence checked
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from askreports.answering.abstention.answerability import (
    AnswerabilityFeatures,
    answerability_features,
    status_of,
)
from askreports.answering.abstention.gaps import gaps_in_context
from askreports.answering.abstention.missing_everywhere import things_missing
from askreports.answering.abstention.missing_words import MissingWord, PageWords, missing_words
from askreports.answering.abstention.unknown_names import unknown_names
from askreports.answering.answer import Answer, AnswerStatus, Citation, Gaps, Searched, Sentence
from askreports.answering.context import EVIDENCE_HITS, RetrievalContext, retrieve
from askreports.answering.conversation.standalone import standalone, standalone_by
from askreports.answering.extraction.candidates import best_pages
from askreports.answering.extraction.quoting import quote_spans
from askreports.answering.extraction.ranking import RankedSpan, choose_spans, rank_spans
from askreports.answering.extraction.reranking import rerank
from askreports.answering.figures.figure_answer import NO_FIGURE, FigureAnswer, answer_figure
from askreports.answering.library import Library
from askreports.answering.llm.write import OnText, notice_of, write_with_model
from askreports.answering.text.language import language_of
from askreports.errors import ModelFailed
from index.hit import Hit
from index.query.filters import Where
from index.ranking.router import asked_years

ANSWER_HITS = 10  # hits an answer comes with


@dataclass(frozen=True, slots=True)
class Findings:
    """All that an answer may be made of: a figure, and spans that are ranked where no figure is claimed.

    `features` tell whether the best span answers; None where there is no span, or where the reader cannot
    tell because it was not calibrated. `missing_words` are the words of the question that the best pages do
    not hold, the heaviest first.
    """

    context: RetrievalContext
    gaps: Gaps
    figures: FigureAnswer = NO_FIGURE
    spans: Sequence[RankedSpan] = ()
    features: AnswerabilityFeatures | None = None
    missing_words: Sequence[MissingWord] = ()
    unknown_names: Sequence[str] = ()

    @property
    def status(self) -> AnswerStatus:
        """How what was found stands to the question."""
        if self.gaps:
            return AnswerStatus.NOTHING
        if self.figures.claims:
            return AnswerStatus.ANSWERS
        if self.features:
            return status_of(self.features)
        return AnswerStatus.ANSWERS if self.spans else AnswerStatus.NOTHING


def make_answer(
    question: str, where: Where | None, earlier: Sequence[str], library: Library, on_text: OnText
) -> Answer:
    """What the reports of a library say to a question that may follow up `earlier` ones, the oldest first.

    Where a language model writes, `on_text` gets its text as it comes. A model that fails is no error: the
    answer is the one without it, with a notice. Raises `BadQuestion` and `BadFilter`.
    """
    began = time.perf_counter()
    model = library.model
    whole, notice = _standalone(question, earlier, library)
    answer = replace(_answer_in_quotes(whole, where, library), notice=notice)
    writes = model is not None and notice is None and _may_be_written(answer)
    if model and writes:
        answer = write_with_model(answer, model, library.embedder, library.figure_tools.cite, on_text)
    return replace(
        answer,
        question=question,
        standalone=None if whole == question else whole,
        sent_to=model.name if model and (writes or earlier) else None,
        seconds=time.perf_counter() - began,
    )


def find(question: str, where: Where | None, library: Library) -> Findings:
    """All that an answer may be made of. Raises `BadQuestion` and `BadFilter`."""
    context = retrieve(question, where, library)
    if gaps := gaps_in_context(context):
        return Findings(context, gaps)
    figures = answer_figure(
        context.question, context.named.words, context.meant, context.pages, library.figure_tools
    )
    if figures.claims:
        return Findings(context, gaps, figures)
    core, named, searcher = context.core, context.named, library.searcher
    ranked = rank_spans(core, named, context.relevant_hits, searcher.idf, library.reader)
    missing = missing_words(core, named, _pages_read(context, figures), searcher.idf, searcher.expansion)
    unknown = unknown_names(context.written_as_names, language_of(core), searcher.languages, searcher.idf)
    judged = ranked and library.reader.calibrated
    features = answerability_features(context, ranked, missing, unknown) if judged else None
    context = replace(context, hits=rerank(context.hits, ranked))
    return Findings(context, gaps, figures, ranked, features, missing, unknown)


def search(question: str, k: int, where: Where | None, library: Library) -> list[Hit]:
    """The best k pages, as the reader judges them. Raises `BadQuestion` and `BadFilter`."""
    context = retrieve(question, where, library, max(k, EVIDENCE_HITS))
    idf = library.searcher.idf
    ranked = rank_spans(context.core, context.named, context.relevant_hits, idf, library.reader)
    return rerank(context.hits, ranked)[:k]


def _standalone(question: str, earlier: Sequence[str], library: Library) -> tuple[str, str | None]:
    """The question as it can be understood alone, and a notice where the language model failed to say it."""
    if library.model and earlier:
        try:
            return standalone_by(library.model, question, earlier), None
        except ModelFailed as failure:
            return standalone(question, earlier), notice_of(failure)
    return standalone(question, earlier), None


def _may_be_written(answer: Answer) -> bool:
    """Whether a model may say it: what is computed it could only get wrong, what is not there only invent."""
    return answer.found and answer.figure is None and answer.table is None


def _answer_in_quotes(question: str, where: Where | None, library: Library) -> Answer:
    """A figure or a comparison, else what the reports say in their own words."""
    found = find(question, where, library)
    status, gaps = found.status, found.gaps
    sentences, citations = _quoted(found, library)
    if status is not AnswerStatus.ANSWERS and not gaps:
        gaps = _what_is_missing(found, library)
    return Answer(
        question=question,
        status=status,
        sentences=sentences,
        citations=citations,
        hits=tuple(found.context.hits[:ANSWER_HITS]),
        searched=_searched(found.context, library, gaps),
        seconds=0.0,
        figure=found.figures.figure,
        table=found.figures.table,
    )


def _what_is_missing(found: Findings, library: Library) -> Gaps:
    """The names or the things asked about that no report writes of."""
    if found.unknown_names:
        held = sorted({report.organisation for report in found.context.within} - {""})
        return replace(found.gaps, names=tuple(found.unknown_names), held=tuple(held))
    return things_missing(found.context, found.gaps, found.missing_words, library)


def _searched(context: RetrievalContext, library: Library, gaps: Gaps) -> Searched:
    unread = sum(len(report.unread_pages) for report in context.within)
    waiting = sum(len(report.waiting_pages) for report in context.within)
    return Searched(len(context.within), library.skipped, gaps, unread, waiting)


def _quoted(found: Findings, library: Library) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """The sentences of an answer and their citations; none where the reports hold nothing near."""
    if found.status is AnswerStatus.NOTHING:
        return (), ()
    if found.figures.claims:
        return found.figures.sentences, found.figures.citations
    years = asked_years(found.context.core)
    year = years[0] if len(years) == 1 else None
    spans = choose_spans(found.context.core, found.spans)
    return quote_spans(found.figures, spans, year, library.figure_tools)


def _pages_read(context: RetrievalContext, figures: FigureAnswer) -> list[PageWords]:
    """The pages that spans and rows are taken from, the best first."""
    best = [
        PageWords(hit.document, " ".join((*hit.passage.section, hit.page.text)))
        for hit in best_pages(context.core, context.relevant_hits)
    ]
    return best + [PageWords(citation.document, citation.page.text) for citation in figures.citations]
