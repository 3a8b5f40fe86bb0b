"""How an answer is made. Each step has a file of its own:

standalone.py   a follow-up gets what it leaves out from the questions before it
inquiry.py      hits, the reports that are meant, and what is asked about that is not there
figures.py      a figure or a table, worked out from cited cells
evidence.py     else the sentences and rows of the best pages that fit, cited by quoting.py
write.py        else, where a language model is set, in its words, and each sentence checked
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from askreports.answering.answer import Answer, Searched
from askreports.answering.confidence import Signs, is_answer
from askreports.answering.evidence import Evidence, find_evidence
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


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found: figures told, and evidence that is looked for where they claim nothing.

    `signs` tell whether the evidence is an answer; None where there is none.
    """

    inquiry: Inquiry
    told: Told
    evidence: Sequence[Evidence]
    signs: Signs | None


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
    found = look_up(question, where, library)
    inquiry, told = found.inquiry, found.told
    if told.claims:
        sentences, citations = told.sentences, told.citations
    else:
        years = asked_years(inquiry.core)
        evidence = found.evidence if found.signs and is_answer(found.signs) else ()
        sentences, citations = quote_evidence(
            told, evidence, years[0] if len(years) == 1 else None, library.desk.cite
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


def look_up(question: str, where: Where | None, library: Library) -> Found:
    """All that an answer may be made of. Raises `BadQuestion` and `BadFilter`."""
    inquiry = inquire(question, where, library)
    if inquiry.gaps:
        return Found(inquiry, NOTHING_TOLD, (), None)
    told = tell_figures(inquiry.question, inquiry.named.words, inquiry.meant, inquiry.pages, library.desk)
    if told.claims:
        return Found(inquiry, told, (), None)
    searcher = library.searcher
    evidence = find_evidence(
        inquiry.core,
        searcher.expansion(inquiry.core),
        inquiry.named,
        inquiry.bearing,
        library.embedder,
        searcher.rarity,
    )
    return Found(inquiry, told, evidence, inquiry.signs(evidence[0]) if evidence else None)
