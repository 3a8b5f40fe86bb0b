"""An answer in a language model's words: its text streamed, then every sentence of it checked.

Where the model fails, or nothing that it wrote can be verified, the answer in the reports' own sentences
stays, with a notice that says so.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from askreports.answering.answer import Answer, Citation, Sentence
from askreports.answering.citations import Citations, Cite
from askreports.answering.llm.check import CheckedSentence, check_sentences
from askreports.answering.llm.check_cells import Name
from askreports.answering.llm.generator import Generator
from askreports.answering.llm.model_text import cited_sentences
from askreports.answering.llm.prompt import MAX_PASSAGES, NO_ANSWER, answer_prompt
from askreports.errors import ModelFailed
from index.embedding.embedder import Embedder
from index.hit import Hit

_COMPLETE = re.compile(r".*[\]】.!?](?=\s)", re.S)  # up to the end of the last complete sentence
OnText = Callable[[str], None]  # gets the model's text piece by piece, not checked yet


def write_with_model(  # noqa: PLR0913 - a model's text, and all that it is checked with
    quoted: Answer,
    model: Generator,
    embedder: Embedder,
    cite: Cite,
    on_text: OnText,
    known: frozenset[Name] = frozenset(),
) -> Answer:
    """The answer of a model to the question of `quoted`, from the passages that were found for it.

    `known` are the names of all organisations of the index, each as its words in lower case.
    """
    hits = quoted.hits[:MAX_PASSAGES]
    try:
        text, cut = _read(model, quoted.question, hits, on_text)
    except ModelFailed as failure:
        return replace(quoted, notice=notice_of(failure))
    if NO_ANSWER in text:
        return replace(quoted, notice=_notice("the language model found no answer in the passages"))
    checked = check_sentences(cited_sentences(text), quoted.question, hits, embedder, known)
    if all(sentence.doubts for sentence in checked):
        return replace(quoted, notice=_notice("nothing that the language model wrote could be verified"))
    citations, numbered = _cite(checked, cite)
    return replace(quoted, sentences=numbered, citations=citations, notice=cut)


def notice_of(failure: ModelFailed) -> str:
    """The notice that a reader gets if a model failed."""
    return _notice(str(failure))


def _read(model: Generator, question: str, hits: Sequence[Hit], on_text: OnText) -> tuple[str, str | None]:
    """What the model wrote, and a notice where its time was over before the end.

    Then the sentences that are complete count, if there are any.
    """
    pieces: list[str] = []
    try:
        for piece in model.stream(answer_prompt(question, hits)):
            pieces.append(piece)
            on_text(piece)
    except ModelFailed as failure:
        if failure.out_of_time and (whole := _COMPLETE.match("".join(pieces))):
            return whole[0], f"{_opening_capital(str(failure))}. Its last sentence is left out."
        raise
    return "".join(pieces), None


def _notice(what: str) -> str:
    return f"{_opening_capital(what)}. This answer was made without it."


def _opening_capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _cite(
    checked: Sequence[CheckedSentence], cite: Cite
) -> tuple[tuple[Citation, ...], tuple[Sentence, ...]]:
    """The pieces that the sentences stand on as citations, and the sentences with their numbers."""
    citations = Citations(cite)
    numbered = tuple(
        Sentence(
            sentence.text,
            tuple(
                citations.number(piece.hit.document, piece.hit.page, piece.text) for piece in sentence.support
            ),
            sentence.doubts,
        )
        for sentence in checked
    )
    return citations.all(), numbered
