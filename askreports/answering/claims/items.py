"""Is what a claim is about what a row of a table gives? Decided word by word, both ways.

A row fits exactly where neither has a telling word more than the other: "total current assets" is not "total
assets". What stands above the row (heading, caption, title, organisation) may hold words of the claim, too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from askreports.answering.claims.claim import Claim, TokenKind
from askreports.answering.claims.facts import Fact
from askreports.answering.claims.wording import content_stems, covers
from index.query.stems import stems

REACH = 3  # words behind an item that may narrow it: "members from abroad"
Sameness = Callable[[str], bool]  # a label -> whether it is another name of what the claim names


class LabelFit(IntEnum):
    """How a label fits what a claim is about."""

    NONE = 0
    NARROWED = 1  # the claim says more: it may be about a part of it
    WIDER = 2  # the label says more
    EXACT = 3


@dataclass(frozen=True, slots=True)
class Matched:
    """The facts that a claim is about, best first; `fit` is that of all of them."""

    fit: LabelFit
    facts: tuple[Fact, ...] = ()


def match(claim: Claim, facts: Sequence[Fact], is_same: Sameness) -> Matched:
    """The facts that the claim names best: exactly, or else those of one label that says more."""
    found = [(fit_of(claim, fact, is_same), fact) for fact in facts]
    exact = [fact for (fit, _), fact in found if fit is LabelFit.EXACT]
    if exact:
        least = min(_group_words(claim, fact) for fact in exact)
        return Matched(LabelFit.EXACT, tuple(fact for fact in exact if _group_words(claim, fact) == least))
    wider = [(extra, fact) for (fit, extra), fact in found if fit is LabelFit.WIDER]
    if wider:
        least_extra = min(extra for extra, _ in wider)
        best = [fact for extra, fact in wider if extra == least_extra]
        if len({label_stems(fact.label, fact.report.language) for fact in best}) == 1:
            return Matched(LabelFit.WIDER, tuple(best))
    return Matched(LabelFit.NONE)


def fit_of(claim: Claim, fact: Fact, is_same: Sameness) -> tuple[LabelFit, int]:
    """How a fact fits, and how many words its label has more."""
    language = fact.report.language
    label = label_stems(fact.label, language)
    if is_same(fact.row.label):
        return LabelFit.EXACT, 0
    held = {token.word for token in claim.tokens if token.kind is TokenKind.CONTENT}
    forms = {word: word_stems(word, claim.language, language) for word in held}
    shared = {word for word, own in forms.items() if any(covers(stem, label, language) for stem in own)}
    said = frozenset(stem for own in forms.values() for stem in own)
    extra = sum(not covers(stem, said, language) for stem in label)
    if not shared:
        return LabelFit.NONE, extra
    if _has_more(claim, shared, forms, fact):
        return (LabelFit.NONE if extra else LabelFit.NARROWED), extra
    return (LabelFit.WIDER, extra) if extra else (LabelFit.EXACT, 0)


def _has_more(claim: Claim, shared: set[str], forms: dict[str, frozenset[str]], fact: Fact) -> bool:
    """Whether the claim narrows the item by a word that stands beside it and nowhere in or above the row."""
    context = above(fact)
    return any(
        not any(covers(stem, context, fact.report.language) for stem in forms[word])
        for word in words_beside(claim, shared)
    )


def words_beside(claim: Claim, shared: set[str]) -> set[str]:
    """The telling words between, right before and shortly behind those that name the item."""
    tokens = claim.tokens
    places = [place for place, token in enumerate(tokens) if token.word in shared]
    beside = set(range(places[0], places[-1])) if places else set()
    for first in (place for place in places if place and tokens[place - 1].kind is TokenKind.CONTENT):
        beside.add(first - 1)
    for last in places:
        for place in range(last + 1, min(last + 1 + REACH, len(tokens))):
            if tokens[place].kind is TokenKind.CONTENT:
                beside.add(place)
            elif tokens[place].kind is not TokenKind.FUNCTION:
                break
    return {
        tokens[place].word
        for place in beside
        if tokens[place].kind is TokenKind.CONTENT and tokens[place].word not in shared
    }


def above(fact: Fact) -> frozenset[str]:
    """The stems of what a fact stands under: heading, report and organisation."""
    report = fact.report
    text = " ".join((fact.row.group, fact.cell.measure, report.title, report.organisation, *report.aliases))
    return label_stems(text, report.language)


def _group_words(claim: Claim, fact: Fact) -> int:
    """How many words of the heading above a row the claim does not say."""
    language = fact.report.language
    said = frozenset(stem for word in claim.content for stem in word_stems(word, claim.language, language))
    return sum(not covers(stem, said, language) for stem in label_stems(fact.row.group, language))


@lru_cache(1 << 14)
def label_stems(text: str, language: str) -> frozenset[str]:
    """The stems of the telling words of a label."""
    return frozenset(content_stems(text, language))


@lru_cache(1 << 14)
def word_stems(word: str, *languages: str) -> frozenset[str]:
    """The stems of a word in the languages of its text and of the report."""
    return frozenset(stem for language in set(languages) for stem in stems(word, language))
