"""How a claim stands to a sentence of a report: it says so, says otherwise, or speaks of something else.

A sentence supports a claim only where it holds all of its telling words, numbers with their units, years,
names in their order, and goes the same way: neither is negated alone, nothing rises in one and falls in the
other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from askreports.answering.claims.claim import Claim, ClaimNumber
from askreports.answering.claims.items import label_stems, word_stems
from askreports.answering.claims.reading import claim_of
from askreports.answering.claims.wording import covers, is_kind
from index.query.filters import years
from index.query.stems import words
from ingest.document import Page, Report
from ingest.structure.units import UnitKind, text_units

_CLAUSE = re.compile(r"[,;:]\s|\s[–—]\s")
_WORD = re.compile(r"[^\W\d_]+")


class Stance(StrEnum):
    SAYS_SO = "says so"
    OTHER_NUMBER = "another number"
    OTHER_YEAR = "another year"
    OPPOSITE = "the opposite"
    ELSE = "something else"


@dataclass(frozen=True, slots=True)
class ReportSentence:
    """A sentence of a page, read like a claim; `section` is the heading it stands under."""

    report: Report
    page: Page
    quote: str
    section: str
    read: Claim


def page_sentences(
    report: Report, page: Page, organisations: frozenset[tuple[str, ...]]
) -> Iterator[ReportSentence]:
    """The sentences of a page in order."""
    section = ""
    for unit in text_units(page.text, page.body_start, page.body_end):
        quote = page.text[unit.start : unit.end]
        if unit.kind is UnitKind.HEADING:
            section = " ".join(quote.split())
        elif unit.kind is UnitKind.SENTENCE:
            plain = re.sub(r"\s", " ", quote)  # offsets stay as they are
            yield ReportSentence(
                report, page, quote, section, claim_of(plain, 0, report.language, organisations)
            )


def stance(claim: Claim, said: ReportSentence) -> Stance:
    """How the sentence stands to the claim. Whose report it is has been looked at before."""
    missing = uncovered(claim, said)
    if missing or not _names_fit(claim, said):
        return Stance.ELSE
    clause = _clause_of(claim, said)
    if not _is_about_the_same(claim, said, clause):
        return Stance.ELSE
    if not _same_years(claim, said):
        return Stance.OTHER_YEAR if _numbers_in(claim, said) else Stance.ELSE
    if not _numbers_in(claim, said):
        return Stance.OTHER_NUMBER if _one_other_number(claim, said) else Stance.ELSE
    if clause.is_negated != claim.is_negated or (claim.moved and clause.moved == -claim.moved):
        return Stance.OPPOSITE
    if claim.moved and not clause.moved:
        return Stance.ELSE
    return Stance.SAYS_SO


def uncovered(claim: Claim, said: ReportSentence) -> list[str]:
    """The telling words of the claim that neither the sentence nor what it stands under holds."""
    report = said.report
    whole = " ".join((said.quote, said.section, report.title, report.organisation, *report.aliases))
    held = label_stems(whole, report.language)
    return [
        word
        for word in claim.content
        if not any(
            covers(stem, held, report.language) for stem in word_stems(word, claim.language, report.language)
        )
    ]


def _is_about_the_same(claim: Claim, said: ReportSentence, clause: Claim) -> bool:
    """Whether the clause has no telling word beside those of the claim that would make it another thing.

    A claim that says less than half of what the clause says may have left out what it hangs on.
    """
    language = said.report.language
    own = frozenset(stem for word in claim.content for stem in word_stems(word, claim.language, language))
    content = list(dict.fromkeys(clause.content))
    shared = [word for word in content if any(covers(s, own, language) for s in word_stems(word, language))]
    return bool(shared) and len(shared) * 2 >= len(content)


def _clause_of(claim: Claim, said: ReportSentence) -> Claim:
    """The part of the sentence that holds most of what the claim is about."""
    language = said.report.language
    own = frozenset(stem for word in claim.content for stem in word_stems(word, claim.language, language))

    def held(part: Claim) -> int:
        return sum(any(covers(s, own, language) for s in word_stems(word, language)) for word in part.content)

    parts = [claim_of(part, 0, language, said.read.organisations) for part in _clauses(said)]
    return max(parts, key=held, default=said.read) if len(parts) > 1 else said.read


def _clauses(said: ReportSentence) -> list[str]:
    """The sentence cut where it goes on to something else."""
    text, cuts = said.read.text, [0]
    for match in _CLAUSE.finditer(text):
        cuts.append(match.end())
    for match in _WORD.finditer(text):
        if is_kind(match.group(), "joint", said.report.language) and match.start() > cuts[-1]:
            cuts.append(match.end())
    cuts = sorted(set(cuts))
    parts = [text[start:end].strip() for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    return [part for part in parts if len(part.split()) > 2]


def _names_fit(claim: Claim, said: ReportSentence) -> bool:
    """Whether every name of the claim stands there, in the same order, with the same thing said of it."""
    if not claim.names:
        return True
    there = words(said.read.text)
    places = []
    for name in claim.names:
        at = [there.index(word) for word in name if word in there]
        if len(at) < len(name):
            return False
        places.append(at[0])
    if len(places) > 1:
        return places == sorted(places)
    others = [name for name in said.read.names if name not in claim.names]
    if not others:
        return True
    in_clause = words(_clause_of(claim, said).text)
    return all(word in in_clause for word in claim.names[0])


def _same_years(claim: Claim, said: ReportSentence) -> bool:
    """Whether the sentence, or the report where the sentence names no year, is of the years of the claim."""
    own = set(said.read.years) or set(years(said.report.period))
    return not claim.years or set(claim.years) <= own


def _numbers_in(claim: Claim, said: ReportSentence) -> bool:
    return all(any(same_number(number, other) for other in said.read.numbers) for number in claim.numbers)


def same_number(number: ClaimNumber, other: ClaimNumber) -> bool:
    """Whether a number of a sentence is that of a claim: value, unit, sign, and year where both have one."""
    mine, there = number.quantity, other.quantity
    if mine.percent != there.percent or (mine.currency and mine.currency != there.currency):
        return False
    if mine.negative != there.negative or (number.year and other.year and number.year != other.year):
        return False
    return abs(number.value - other.value) <= number.half_step


def _one_other_number(claim: Claim, said: ReportSentence) -> bool:
    """Whether each has one number, and the two count the same thing."""
    if len(claim.numbers) != 1 or len(said.read.numbers) != 1:
        return False
    mine, there = claim.numbers[0].quantity, said.read.numbers[0].quantity
    return mine.percent == there.percent and mine.currency == there.currency
