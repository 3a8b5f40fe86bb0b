"""How an answer is made. Each step has a file of its own:

standalone.py   a follow-up gets what it leaves out from the questions before it
inquiry.py      hits, the reports that are meant, and what is asked about that is not there
figures.py      a figure or a table, worked out from cited cells
evidence.py     else the sentences and rows of the best pages that fit, cited by quoting.py
write.py        else, where a language model is set, in its words, and each sentence checked
"""

import time
from collections.abc import Sequence
from dataclasses import replace

from askreports.answering.answer import Answer, Citation, Searched, Sentence
from askreports.answering.evidence import find_evidence
from askreports.answering.figures import NOTHING_TOLD, Told, tell_figures
from askreports.answering.generate import ModelFailed
from askreports.answering.inquiry import Inquiry, inquire
from askreports.answering.library import Library
from askreports.answering.quoting import quote_evidence
from askreports.answering.standalone import standalone, standalone_by
from askreports.answering.write import OnText, notice_of, write_answer
from index.router import asked_years
from index.where import Where

ANSWER_HITS = 10  # hits an answer comes with


def make_answer(
    question: str, where: Where | None, earlier: Sequence[str], library: Library, on_text: OnText
) -> Answer:
    """What the reports of a library say to a question that may follow up `earlier` ones, the oldest first.

    Where a language model writes, `on_text` gets its text as it comes. A model that fails is no error: the
    answer is the one without it, with a notice. Raises `BadQuestion` and `BadFilter`.
    """
    began = time.perf_counter()
    model, notice = library.model, None
    whole = standalone(question, earlier)
    if model and earlier:
        try:
            whole = standalone_by(model, question, earlier)
        except ModelFailed as failure:
            notice = notice_of(failure)
    answer = replace(_without_model(whole, where, library), notice=notice)
    writes = model is not None and notice is None and _may_be_written(answer)
    if model and writes:
        answer = write_answer(answer, model, library.embedder, library.desk.cite, on_text)
    return replace(
        answer,
        question=question,
        standalone=None if whole == question else whole,
        sent_to=model.name if model and (writes or earlier) else None,
        seconds=time.perf_counter() - began,
    )


def _may_be_written(answer: Answer) -> bool:
    """Whether a model may say it: what is computed it could only get wrong, what is not there only invent."""
    return answer.found and answer.figure is None and answer.table is None


def _without_model(question: str, where: Where | None, library: Library) -> Answer:
    """A figure or a table, else what the reports say in their own words."""
    inquiry = inquire(question, where, library)
    told = NOTHING_TOLD if inquiry.gaps else _figures(inquiry, library)
    sentences, citations = (
        (told.sentences, told.citations) if told.claims else _quotes(told, inquiry, library)
    )
    return Answer(
        question=question,
        found=bool(sentences),
        sentences=sentences,
        citations=citations,
        hits=tuple(inquiry.hits[:ANSWER_HITS]),
        searched=Searched(len(inquiry.within), library.skipped, inquiry.gaps),
        seconds=0.0,
        figure=told.figure,
        table=told.table,
    )


def _figures(inquiry: Inquiry, library: Library) -> Told:
    return tell_figures(inquiry.question, inquiry.named.words, inquiry.meant, inquiry.pages, library.desk)


def _quotes(
    rows: Told, inquiry: Inquiry, library: Library
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    if inquiry.gaps:
        return (), ()
    searcher = library.searcher
    evidence = find_evidence(
        inquiry.core,
        searcher.expansion(inquiry.core),
        inquiry.named,
        inquiry.bearing,
        library.embedder,
        searcher.rarity,
    )
    years = asked_years(inquiry.core)
    return quote_evidence(rows, evidence, years[0] if len(years) == 1 else None, library.desk.cite)
