"""A sentence of a model against the tables and sentences of the pages that it cites, like any claim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from askreports.answering.claims.by_cells import Ruler, by_cells
from askreports.answering.claims.claim import Claim
from askreports.answering.claims.computed import by_change, is_change
from askreports.answering.claims.facts import Fact, page_facts
from askreports.answering.claims.prose import ReportSentence, Stance, page_sentences, stance
from askreports.answering.claims.reading import claim_of, without_names
from askreports.answering.claims.verdict import Verdict
from index.hit import Hit
from index.query.stems import words

Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found of a sentence: doubts, and the numbers that cited cells give or lead to."""

    doubts: tuple[str, ...] = ()
    sure_numbers: frozenset[str] = frozenset()


def compare_with_cells(text: str, cited: Sequence[Hit], organisations: frozenset[Name]) -> Compared:
    """Compares a sentence with the pages of the passages that it cites.

    `organisations` are all names that reports of the index bear, each as its words in lower case.
    """
    named = frozenset(name for name in organisations if without_names(text, frozenset({name})) != text)
    claim = claim_of(text, 0, cited[0].document.language, named)
    pages = {(hit.document.id, hit.page.number): hit for hit in cited}.values()
    facts = [fact for hit in pages for fact in page_facts(hit.document, hit.page)]
    said = [one for hit in pages for one in page_sentences(hit.document, hit.page, organisations)]
    stances = {stance(claim, one): one for one in said}
    doubts = [*_organisations(named, cited), *_stances(stances)]
    sure = set()
    for number, verdict, reason in _numbers(claim, facts):
        if verdict is Verdict.SUPPORTED:
            sure.add(number)
        elif Stance.SAYS_SO not in stances:
            doubts.append(f"{number}: {reason}")
    return Compared(tuple(doubts), frozenset(sure))


def _organisations(named: frozenset[Name], cited: Sequence[Hit]) -> Iterator[str]:
    """The organisations that a sentence names and no cited report or passage bears."""
    held = set()
    for hit in cited:
        report = hit.document
        above = (report.organisation, *report.aliases, report.title, *hit.passage.section)
        held |= set(words(" ".join((*above, hit.passage.text))))
    for name in sorted(named):
        if not set(name) <= held:
            yield f"{' '.join(name)} is another organisation than that of the passages it cites"


def _stances(stances: dict[Stance, ReportSentence]) -> Iterator[str]:
    """What the cited pages say otherwise, where none of their sentences says the same."""
    if Stance.SAYS_SO not in stances and Stance.OPPOSITE in stances:
        yield f"the cited page says the opposite: {' '.join(stances[Stance.OPPOSITE].quote.split())[:160]}"


def _numbers(claim: Claim, facts: Sequence[Fact]) -> Iterator[tuple[str, Verdict, str]]:
    """Each number of the sentence that a cited cell gives, or gives otherwise."""
    ruler = Ruler(lambda _: False, lambda _, labels: [0.0] * len(labels))
    for number in claim.numbers if not claim.is_negated else ():
        way = by_change if is_change(number, claim) else by_cells
        found = way(number, claim, facts, ruler)
        if found is not None:
            yield number.quantity.text, found.verdict, found.reason
