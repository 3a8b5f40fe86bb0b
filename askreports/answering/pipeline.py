"""How an answer is made. Each step has a file of its own:

standalone.py   a follow-up gets what it leaves out from the questions before it
inquiry.py      hits, the reports that are meant, and what is asked about that is not there
figures.py      a figure or a table, worked out from cited cells
evidence.py     else the sentences and rows of the best pages that fit, cited by quoting.py
unwritten.py    and the things asked about of which those pages do not write
nowhere.py      nothing found: which of those stand in no report
write.py        else, where a language model is set, in its words, and each sentence checked
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from askreports.answering.abstention.answerability import Signs, is_answer, is_written, signs_of
from askreports.answering.abstention.gaps import gaps_of
from askreports.answering.abstention.missing_everywhere import things_missing
from askreports.answering.abstention.missing_words import PageText, Unwritten, unwritten
from askreports.answering.answer import Answer, Citation, Gaps, Searched, Sentence
from askreports.answering.context import Inquiry, inquire
from askreports.answering.conversation.standalone import standalone, standalone_by
from askreports.answering.extraction.quoting import quote_evidence
from askreports.answering.extraction.ranking import Evidence, best_pages, find_evidence
from askreports.answering.figures.figure_answer import NOTHING_TOLD, Told, tell_figures
from askreports.answering.library import Library
from askreports.answering.llm.generator import ModelFailed
from askreports.answering.llm.write import OnText, notice_of, write_answer
from index.query.filters import Where
from index.ranking.router import asked_years

ANSWER_HITS = 10  # hits an answer comes with


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found: figures told, and evidence that is looked for where they claim nothing.

    `signs` tell whether the evidence is an answer; None where there is none. `unwritten` is what the question
    asks about and the best pages do not write of, the most telling first.
    """

    inquiry: Inquiry
    gaps: Gaps
    told: Told = NOTHING_TOLD
    evidence: Sequence[Evidence] = ()
    signs: Signs | None = None
    unwritten: Sequence[Unwritten] = ()

    @property
    def in_vain(self) -> float:
        """The weight of the most telling thing that the best pages do not write of."""
        return self.unwritten[0].weight if self.unwritten else 0.0


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
    sentences, citations = _said(found, library)
    return Answer(
        question=question,
        found=bool(sentences),
        sentences=sentences,
        citations=citations,
        hits=tuple(inquiry.hits[:ANSWER_HITS]),
        searched=Searched(
            len(inquiry.within),
            library.skipped,
            found.gaps
            if sentences or found.gaps
            else things_missing(inquiry, found.gaps, found.unwritten, library),
        ),
        seconds=0.0,
        figure=told.figure,
        table=told.table,
    )


def _said(found: Found, library: Library) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """The sentences of an answer and their citations; none where what was found is no answer."""
    inquiry, told = found.inquiry, found.told
    if told.claims:
        return told.sentences, told.citations
    if not is_written(found.in_vain):
        return (), ()
    years = asked_years(inquiry.core)
    evidence = found.evidence if found.signs and is_answer(found.signs) else ()
    return quote_evidence(told, evidence, years[0] if len(years) == 1 else None, library.desk.cite)


def look_up(question: str, where: Where | None, library: Library) -> Found:
    """All that an answer may be made of. Raises `BadQuestion` and `BadFilter`."""
    inquiry = inquire(question, where, library)
    gaps = gaps_of(inquiry)
    if gaps:
        return Found(inquiry, gaps)
    told = tell_figures(inquiry.question, inquiry.named.words, inquiry.meant, inquiry.pages, library.desk)
    if told.claims:
        return Found(inquiry, gaps, told)
    searcher = library.searcher
    evidence = find_evidence(
        inquiry.core,
        searcher.expansion(inquiry.core),
        inquiry.named,
        inquiry.bearing,
        library.embedder,
        searcher.rarity,
    )
    missing = unwritten(
        inquiry.core, inquiry.named, _pages_read(inquiry, told), searcher.rarity, searcher.expansion
    )
    return Found(inquiry, gaps, told, evidence, signs_of(inquiry, evidence[0]) if evidence else None, missing)


def _pages_read(inquiry: Inquiry, told: Told) -> list[PageText]:
    """The pages that evidence and rows are taken from, the best first."""
    best = [
        PageText(hit.document, " ".join((*hit.passage.section, hit.page.text)))
        for hit in best_pages(inquiry.core, inquiry.bearing)
    ]
    return best + [PageText(citation.document, citation.page.text) for citation in told.citations]
