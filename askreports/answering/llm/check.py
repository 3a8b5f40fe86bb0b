"""Every sentence that a language model wrote, checked against the passages that it cites.

Quotes must stand there word for word; numbers with their unit, scale, sign and year; names; and the sentence
as a whole must be near in meaning to one piece of them. What fails is said, never dropped. The exact check of
a citation's own quote against its page is verify.py, and no sentence can replace it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from askreports.answering.llm.check_cells import Name, compare_with_cells
from askreports.answering.llm.check_numbers import CitedSpan, cited_spans, disagreement
from askreports.answering.llm.model_text import CitedSentence
from askreports.answering.llm.prompt import as_data
from askreports.answering.text.language import language_of
from askreports.answering.text.quantities import quantities, years_written
from index.embedding.embedder import Embedder
from index.hit import Hit
from index.query.question import names
from index.query.stems import words
from ingest.structure.units import UnitKind

NEAR = 0.61  # least nearness of a sentence to the piece it stands on; learnt by bench/learn_support.py
NEAR_FIGURE = 0.44  # the same where that piece states the numbers of the sentence
COMPARED_CHARS = 300  # of a piece: enough to tell its meaning

_QUOTED = re.compile(r"“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]|\"([^\"]+)\"")
_ACRONYM = re.compile(r"\b(?!(?:EUR|USD|GBP|CHF|JPY)\b)[A-ZÀ-Þ]{3,}\b")  # a currency goes with its number
_OPENING_NAME = re.compile(r"\W*[A-ZÀ-Þ][\w'’-]*((?:\s+[A-ZÀ-Þ][\w'’-]*)+)")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s)\]]*[^\s)\].,;]|[\w.+-]+@[\w-]+\.[\w.-]*\w")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of a model: the pieces of passages that it stands on, nearest first, one a passage it cites.

    `doubts` say what could not be verified; where there are none, everything could.
    """

    text: str
    support: tuple[CitedSpan, ...]
    doubts: tuple[str, ...]


def check_sentences(
    written: Sequence[CitedSentence],
    question: str,
    hits: Sequence[Hit],
    embedder: Embedder,
    known: frozenset[Name] = frozenset(),
) -> list[CheckedSentence]:
    """The sentences of an answer in order, each compared with those of `hits` (from 1) that it cites.

    `known` are the names of all organisations of the index, each as its words in lower case.
    """
    known |= frozenset(
        tuple(words(name))
        for hit in hits
        for name in (hit.document.organisation, *hit.document.aliases)
        if name
    )
    organisations = frozenset(
        word
        for hit in hits
        for name in (hit.document.organisation, *hit.document.aliases)
        for word in _words(name)
    )
    checked = [_check(sentence, question, hits, organisations, embedder) for sentence in written]
    return [_compared(sentence, one, hits, known) for sentence, one in zip(written, checked, strict=True)]


def _compared(
    written: CitedSentence, checked: CheckedSentence, hits: Sequence[Hit], known: frozenset[Name]
) -> CheckedSentence:
    """The sentence compared with cells and sentences of the pages that it cites, as any claim is."""
    cited = [hits[number - 1] for number in written.cited if 1 <= number <= len(hits)]
    if not cited:
        return checked
    found = compare_with_cells(written.text, cited, known)
    left = [doubt for doubt in checked.doubts if not any(doubt.startswith(n) for n in found.sure_numbers)]
    return replace(checked, doubts=tuple(dict.fromkeys((*left, *found.doubts))))


def _check(
    sentence: CitedSentence,
    question: str,
    hits: Sequence[Hit],
    organisations: frozenset[str],
    embedder: Embedder,
) -> CheckedSentence:
    cited = [hits[number - 1] for number in sentence.cited if 1 <= number <= len(hits)]
    doubts = [f"cites [{n}], which is not a passage" for n in sentence.cited if not 1 <= n <= len(hits)]
    if not cited:
        return CheckedSentence(sentence.text, (), tuple(doubts) or ("cites nothing",))
    within = [piece for hit in cited for piece in cited_spans(hit)]
    doubts += _misquoted(sentence.text, cited)
    wrong, bearing = check_numbers(sentence.text, within)
    doubts += [*wrong, *_years(sentence.text, cited), *_names(sentence.text, cited, organisations)]
    doubts += _addresses(sentence.text, cited)
    near = by_meaning(sentence.text, question, bearing or within, embedder)
    if not near or near[0][0] < (NEAR_FIGURE if bearing else NEAR):
        doubts.append("is not what the passages it cites say")
    return CheckedSentence(sentence.text, tuple(_one_a_passage(near)), tuple(dict.fromkeys(doubts)))


def _misquoted(text: str, cited: Sequence[Hit]) -> Iterator[str]:
    """What stands in quotation marks and in no cited passage. Only white space may differ."""
    passages = [_squeezed(as_data(hit.passage.text)) for hit in cited]
    for groups in _QUOTED.findall(text):
        quote = _squeezed(as_data("".join(groups))).rstrip(".,")  # the stop may be the sentence's own
        if not any(quote in passage for passage in passages):
            yield f"“{quote}” is not in the passages it cites"


def _addresses(text: str, cited: Sequence[Hit]) -> Iterator[str]:
    """Links and e-mail addresses that no cited passage holds: a way out for what a reader should not send."""
    for address in _ADDRESS.findall(text):
        if not any(address in as_data(hit.passage.text) for hit in cited):
            yield f"{address} is not in the passages it cites"


def check_numbers(text: str, within: Sequence[CitedSpan]) -> tuple[list[str], list[CitedSpan]]:
    """What is wrong with the numbers of a sentence, and the pieces that state most of the right ones."""
    doubts, bearing = [], []
    language = language_of(text, within[0].hit.document.language if within else "en")
    for number in quantities(text, language):
        reason, agreeing = disagreement(number, text, within)
        doubts += [reason] if reason else []
        bearing += agreeing
    most = max((bearing.count(piece) for piece in bearing), default=0)
    return doubts, [piece for piece in within if bearing.count(piece) == most > 0]


def _years(text: str, cited: Sequence[Hit]) -> Iterator[str]:
    known = years_written(" ".join(f"{_context(hit)} {hit.page.text}" for hit in cited))
    for year in sorted(years_written(text) - known):
        yield f"{year} is not on the pages it cites"


def _names(text: str, cited: Sequence[Hit], organisations: frozenset[str]) -> Iterator[str]:
    """Names that the cited passages and their reports do not hold."""
    known = frozenset(_words(" ".join(map(_context, cited))))
    for word in dict.fromkeys(_name_words(text, organisations)):
        if not {word.casefold(), word.casefold().removesuffix("s")} & known:
            yield f"{word} is not in the passages it cites"


def _name_words(text: str, organisations: frozenset[str]) -> Iterator[str]:
    """The words of a sentence that are written as names.

    The first one has a capital anyway: it is a name where another follows, or one that a report here has.
    """
    yield from (word for name in names(text) for word in name)
    yield from _ACRONYM.findall(text)
    if language_of(text) != "de" and (opening := _OPENING_NAME.match(text)):
        yield from _WORD.findall(opening.group(1))
    yield from (
        word for word in _WORD.findall(text) if word[0].isupper() and word.casefold() in organisations
    )


def _context(hit: Hit) -> str:
    """What a passage says and what it stands under."""
    report = hit.document
    above = (report.organisation, *report.aliases, report.title, report.period, *hit.passage.section)
    return " ".join((*above, hit.passage.text))


def by_meaning(
    sentence: str, question: str, within: Sequence[CitedSpan], embedder: Embedder
) -> list[tuple[float, CitedSpan]]:
    """The sentences and rows with their nearness to a sentence of an answer, nearest first.

    It is the mean of two cosines: of the sentence alone, and of it behind its question, since a sentence of
    an answer ("It was set up in 2009.") leaves out what the question has said.
    """
    speaking = [piece for piece in within if piece.kind is not UnitKind.HEADING] or list(within)
    if not speaking:
        return []
    written = embedder.embed_passages(
        [sentence, f"{question} {sentence}"]
    )  # a statement, as those it rests on
    cosines = embedder.embed_passages([*map(_in_context, speaking)]) @ written.T
    near = embedder.card.similarities(cosines).mean(axis=1).tolist()
    return sorted(zip(near, speaking, strict=True), key=lambda pair: -pair[0])


def _in_context(piece: CitedSpan) -> str:
    """A piece as its meaning is compared: a row says little without what it stands under."""
    report = piece.hit.document
    above = piece.hit.passage.section[-1:] if piece.kind is UnitKind.ROW else ()
    return ": ".join((f"{report.organisation} {report.period}".strip(), *above, piece.text[:COMPARED_CHARS]))


def _one_a_passage(near: Sequence[tuple[float, CitedSpan]]) -> list[CitedSpan]:
    found = {piece.hit.passage.id: piece for _, piece in reversed(near)}
    return [piece for _, piece in near if found[piece.hit.passage.id] == piece]


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _squeezed(text: str) -> str:
    return " ".join(text.split())
