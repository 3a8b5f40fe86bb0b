"""An answer in a language model's words: its text streamed, then every sentence of it checked.

Where the model fails, or nothing that it wrote can be verified, the answer in the reports' own sentences
stays, with a notice that says so.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from askreports.answering.answer import Answer, Citation, Sentence
from askreports.answering.check import Checked, check
from askreports.answering.generate import Generator, ModelFailed
from askreports.answering.prompt import MAX_PASSAGES, NO_ANSWER, answer_prompt
from askreports.answering.verify import stands_on
from askreports.answering.written import sentences
from index.embed import Embedder
from index.hit import Hit

OnText = Callable[[str], None]  # gets the model's text piece by piece, not checked yet

INSTEAD = "These are the sentences of the reports that fit the question best."


def write_answer(quoted: Answer, generator: Generator, embedder: Embedder, on_text: OnText) -> Answer:
    """The answer of a model to the question of `quoted`, from the passages that were found for it."""
    began = time.perf_counter()
    hits = quoted.hits[:MAX_PASSAGES]
    try:
        text = _read(generator, quoted.question, hits, on_text)
    except ModelFailed as failure:
        written = replace(quoted, notice=f"{_sentence(failure)} {INSTEAD}")
    else:
        written = _checked(quoted, text, hits, embedder)
    return replace(written, seconds=quoted.seconds + time.perf_counter() - began)


def _read(generator: Generator, question: str, hits: Sequence[Hit], on_text: OnText) -> str:
    pieces = []
    for piece in generator.stream(answer_prompt(question, hits)):
        pieces.append(piece)
        on_text(piece)
    return "".join(pieces)


def _checked(quoted: Answer, text: str, hits: Sequence[Hit], embedder: Embedder) -> Answer:
    if NO_ANSWER in text:
        return replace(quoted, notice=f"The language model found no answer in the passages. {INSTEAD}")
    checked = check(sentences(text), quoted.question, hits, embedder)
    if all(sentence.doubts for sentence in checked):
        return replace(quoted, notice=f"Nothing that the language model wrote could be verified. {INSTEAD}")
    citations, numbered = _cite(checked)
    return replace(quoted, sentences=numbered, citations=citations)


def _sentence(failure: ModelFailed) -> str:
    text = str(failure)
    return f"{text[:1].upper()}{text[1:]}."


def _cite(checked: Sequence[Checked]) -> tuple[tuple[Citation, ...], tuple[Sentence, ...]]:
    """The pieces that the sentences stand on as citations, each place once, numbered as they come."""
    made: dict[tuple[str, int, str], Citation] = {}
    numbered = []
    for sentence in checked:
        numbers = []
        for piece in sentence.support:
            page, document = piece.hit.page, piece.hit.document
            place = (document.id, page.number, piece.text)
            if place not in made:
                found = stands_on(piece.text, page)
                made[place] = Citation(len(made) + 1, document, page, piece.text, verified=found)
            numbers.append(made[place].number)
        numbered.append(Sentence(sentence.text, tuple(numbers), sentence.doubts))
    return tuple(made.values()), tuple(numbered)
