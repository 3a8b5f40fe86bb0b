"""A question to its answer: the steps in order, and nothing else.

conversation/   a follow-up gets what it leaves out from the questions before it
context.py      what is retrieved, and whom it concerns
abstention/     what the question asks about that the reports do not cover
figures/        a figure or a comparison, computed from cited cells
comparison/     several organisations or years side by side, from any row or sentence
extraction/     else the sentences and rows of the best pages that fit, quoted
abstention/     and whether they are an answer at all
llm/            else, where a language model is set, in its words, and each sentence checked
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from askreports.answering.abstention.gaps import gaps_in_context
from askreports.answering.abstention.judging import (
    NOT_JUDGED,
    JudgedSpans,
    judge_spans,
    rank_context,
)
from askreports.answering.abstention.missing_everywhere import things_missing
from askreports.answering.answer import Answer, AnswerStatus, Citation, Gaps, Searched, Sentence
from askreports.answering.claims.reading import organisation_names
from askreports.answering.comparison.side_by_side import compare
from askreports.answering.context import EVIDENCE_HITS, RetrievalContext, retrieve
from askreports.answering.conversation.standalone import standalone, standalone_by
from askreports.answering.extraction.quoting import quote_spans
from askreports.answering.extraction.ranking import choose_spans
from askreports.answering.extraction.reranking import rerank
from askreports.answering.figures.figure_answer import NO_FIGURE, FigureAnswer, answer_figure
from askreports.answering.library import Library
from askreports.answering.llm.write import OnText, notice_of, write_with_model
from askreports.errors import ModelFailed
from index.hit import Hit
from index.query.filters import Where
from index.ranking.router import asked_years

ANSWER_HITS = 10  # hits an answer comes with


@dataclass(frozen=True, slots=True)
class Findings:
    """All that an answer may be made of: figures, and judged spans where no figure is claimed."""

    context: RetrievalContext
    gaps: Gaps
    figures: FigureAnswer = NO_FIGURE
    judged: JudgedSpans = NOT_JUDGED

    @property
    def status(self) -> AnswerStatus:
        """How what was found stands to the question."""
        if self.gaps:
            return AnswerStatus.NOTHING
        return AnswerStatus.ANSWERS if self.figures.claims else self.judged.status


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
        cite, known = library.figure_tools.cite, organisation_names(library.reports)
        answer = write_with_model(answer, model, library.embedder, cite, on_text, known)
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
    gaps, figures = gaps_in_context(context), NO_FIGURE
    if not gaps:
        figures = answer_figure(
            context.question, context.named.words, context.meant, context.pages, library.figure_tools
        )
    if not figures.claims and (compared := compare(context, where, library)):
        gaps, figures = Gaps(), compared
    if gaps or figures.claims:
        return Findings(context, gaps, figures)
    judged = judge_spans(context, library, figures.rows)
    context = replace(context, hits=rerank(context.hits, judged.spans))
    return Findings(context, gaps, figures, judged)


def search(question: str, k: int, where: Where | None, library: Library) -> list[Hit]:
    """The best k pages, as the reader judges them. Raises `BadQuestion` and `BadFilter`."""
    context = retrieve(question, where, library, max(k, EVIDENCE_HITS))
    return rerank(context.hits, rank_context(context, library))[:k]


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
    if found.judged.unknown_names:
        held = sorted({report.organisation for report in found.context.within} - {""})
        return replace(found.gaps, names=tuple(found.judged.unknown_names), held=tuple(held))
    return things_missing(found.context, found.gaps, found.judged.missing_words, library)


def _searched(context: RetrievalContext, library: Library, gaps: Gaps) -> Searched:
    unread = sum(len(report.unread_pages) for report in context.within)
    waiting = sum(len(report.waiting_pages) for report in context.within)
    pages = sum(report.page_count for report in context.within)
    return Searched(len(context.within), library.skipped, gaps, unread, waiting, pages)


def _quoted(found: Findings, library: Library) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """The sentences of an answer and their citations; none where the reports hold nothing near."""
    if found.status is AnswerStatus.NOTHING:
        return (), ()
    if found.figures.claims:
        return found.figures.sentences, found.figures.citations
    years = asked_years(found.context.core)
    year = years[0] if len(years) == 1 else None
    spans = choose_spans(found.context.core, found.judged.spans)
    return quote_spans(found.figures.rows, spans, year, library.figure_tools)
