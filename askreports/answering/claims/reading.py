"""A text to its claims: cut into sentences, each read for what a report could support or contradict."""

import re
from collections.abc import Iterable, Iterator, Sequence

from askreports.answering.claims.claim import Claim, ClaimNumber, ClaimWord, TokenKind
from askreports.answering.claims.wording import (
    direction,
    is_content,
    is_kind,
    is_negated,
    known_language,
)
from askreports.answering.text.language import language_of
from askreports.answering.text.quantities import Quantity, quantities
from index.query.question import acronyms, names
from index.query.stems import words
from ingest.document import Report
from ingest.language.folding import fold
from ingest.language.periods import PeriodMention, find_periods
from ingest.structure.units import UnitKind, text_units

_POINTS = re.compile(
    r"percentage points?|prozentpunkten?|puntos porcentuales|punts percentuals|points de pourcentage"
    r"|pontos percentuais|punti percentuali|procentpunt(?:en)?",
    re.I,
)
_JOINED = re.compile(r"(?<=[^\W\d_])[-–]\d+")  # "COVID-19": no number
_FROM_TO = re.compile(r"\b(?:from|von|de|del?|da|dal(?:la)?|van)\b", re.I)
_TOKEN = re.compile(r"\d[\d.,]*|[^\W\d_]+")
_PART = re.compile(r"[^;]+")
_LEAST_LETTERS = 12  # of a part that says something
Name = tuple[str, ...]


def sentences_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text stand, and the parts of those that a semicolon divides; no headings."""
    for unit in text_units(text):
        if unit.kind is UnitKind.HEADING:
            continue
        sentence = text[unit.start : unit.end]
        parts = [match.span() for match in _PART.finditer(sentence)]
        if any(end - start < _LEAST_LETTERS for start, end in parts):
            parts = [(0, len(sentence))]
        for start, end in parts:
            inner = sentence[start:end]
            lead = len(inner) - len(inner.lstrip())
            if any(char.isalpha() for char in inner):
                yield unit.start + start + lead, unit.start + start + len(inner.rstrip())


def read_claim(text: str, start: int, end: int, organisations: frozenset[Name]) -> Claim:
    """The claim at text[start:end], which names these organisations of the index (each as its words)."""
    sentence = text[start:end]
    language = known_language(language_of(sentence, language_of(text)))
    return claim_of(sentence, start, language, organisations)


def claim_of(sentence: str, start: int, language: str, organisations: frozenset[Name]) -> Claim:
    """A sentence as a claim, in a language that is known."""
    mentions = find_periods(sentence)
    years = tuple(dict.fromkeys(year for mention in mentions for year in _years_of(mention)))
    part = next((m.part for m in mentions if m.part and m.part.months > 1), None)
    rest = _without(sentence, mentions)
    named = without_names(rest, organisations)
    return Claim(
        text=sentence,
        start=start,
        end=start + len(sentence),
        language=language,
        numbers=tuple(_numbers(sentence, rest, mentions, language)),
        years=years,
        part=part,
        tokens=tuple(_tokens(rest, named, language)),
        names=_names(sentence, organisations, language),
        organisations=organisations,
        moved=direction(sentence),
        is_negated=is_negated(sentence, language),
        item=_item(named, language),
    )


def organisation_names(reports: Iterable[Report]) -> frozenset[Name]:
    """The names that the organisations of reports bear, each as its words in lower case."""
    names = (name for report in reports for name in (report.organisation, *report.aliases))
    return frozenset(tuple(words(name)) for name in names if words(name))


def without_names(text: str, organisations: frozenset[Name]) -> str:
    """The text without the names of organisations, of the same length."""
    for name in sorted(organisations, key=len, reverse=True):
        pattern = r"[\W_]+".join(re.escape(word) for word in name)
        text = re.sub(rf"(?<!\w){pattern}(?:['’]s)?(?!\w)", lambda m: " " * len(m.group()), text, flags=re.I)
    return text


def _years_of(mention: PeriodMention) -> tuple[int, ...]:
    return mention.years


def _without(sentence: str, mentions: Sequence[PeriodMention]) -> str:
    """The sentence with periods and dates blanked out."""
    for mention in mentions:
        blank = " " * (mention.end - mention.start)
        sentence = sentence[: mention.start] + blank + sentence[mention.end :]
    return _JOINED.sub(lambda match: " " * len(match.group()), sentence)


def _tokens(rest: str, named: str, language: str) -> Iterator[ClaimWord]:
    """The words of a claim in order; `named` is the same text with the names of organisations blanked out."""
    for match in _TOKEN.finditer(rest):
        word = match.group().casefold()
        if word[0].isdigit():
            yield ClaimWord(word, TokenKind.NUMBER)
        elif named[match.start()] == " ":
            yield ClaimWord(word, TokenKind.ORGANISATION)
        elif is_content(word, language):
            yield ClaimWord(word, TokenKind.CONTENT)
        elif is_kind(word, "function", language):
            yield ClaimWord(word, TokenKind.FUNCTION)
        else:
            yield ClaimWord(word, TokenKind.FRAME)


def _names(sentence: str, organisations: frozenset[Name], language: str) -> tuple[Name, ...]:
    """What is written like a name and is none of an organisation of the index."""
    of_organisations = {word for name in organisations for word in name}
    found = [tuple(words(" ".join(run))) for run in [*names(sentence), *acronyms(sentence)]]
    kept = [
        tuple(word for word in name if word not in of_organisations and is_content(word, language))
        for name in found
    ]
    return tuple(dict.fromkeys(name for name in kept if name))


def _item(rest: str, language: str) -> str:
    """What is left of a sentence without numbers, names of organisations and what only holds it together."""
    kept = [
        word
        for word in re.findall(r"[^\W\d_]+", rest)
        if is_content(word, language) or is_kind(word, "function", language)
    ]
    while kept and not is_content(kept[0], language):
        kept.pop(0)
    while kept and not is_content(kept[-1], language):
        kept.pop()
    return " ".join(kept)


def _numbers(
    sentence: str, rest: str, mentions: Sequence[PeriodMention], language: str
) -> Iterator[ClaimNumber]:
    """The numbers, each with the year that it is of."""
    plain = _POINTS.sub(lambda match: "%".ljust(len(match.group())), rest)
    points = [match.start() for match in _POINTS.finditer(rest)]
    found = sorted(_placed(plain, language), key=lambda one: one[0])
    years = _years_of_numbers(sentence, [start for start, _, _ in found], mentions)
    for (start, end, quantity), year in zip(found, years, strict=True):
        before = words(rest[max(0, start - 25) : start])[-2:]
        about = any(is_kind(word, "about", language) for word in before)
        in_points = any(0 <= at - end <= 3 or start <= at < end for at in points)
        yield ClaimNumber(quantity, start, end, year, about, in_points)


def _placed(text: str, language: str) -> Iterator[tuple[int, int, Quantity]]:
    """The numbers of a text with their places."""
    taken: set[int] = set()
    for quantity in quantities(text, language):
        start = text.find(quantity.text)
        while start in taken:
            start = text.find(quantity.text, start + 1)
        if start >= 0:
            taken.add(start)
            yield start, start + len(quantity.text), quantity


def _years_of_numbers(
    sentence: str, starts: Sequence[int], mentions: Sequence[PeriodMention]
) -> list[int | None]:
    """The year of each number: the only one, or one each in their order, or the nearest."""
    dated = [(mention.start, mention.years[-1]) for mention in mentions if mention.years]
    distinct = list(dict.fromkeys(year for _, year in dated))
    if not dated:
        return [None] * len(starts)
    if len(distinct) == 1:
        return _from_to(sentence, starts, distinct[0])
    if len(dated) == len(starts):
        return [year for _, year in dated]
    if len(starts) == 1:
        return [max(distinct)]
    return [min(dated, key=lambda one: abs(one[0] - start))[1] for start in starts]


def _from_to(sentence: str, starts: Sequence[int], year: int) -> list[int | None]:
    """Of "rose from 10 to 12 in 2022" the first number is of the year before."""
    if len(starts) == 2 and direction(sentence) and _FROM_TO.search(fold(sentence)[: starts[0]][-14:]):
        return [year - 1, year]
    return [year] * len(starts)
