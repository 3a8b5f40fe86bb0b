"""Claims that arithmetic over cells decides: what rose or fell, by how much, how many times."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from askreports.answering.claims.by_cells import Ruler, named, source_of
from askreports.answering.claims.claim import Claim, ClaimNumber
from askreports.answering.claims.facts import Fact, of_year
from askreports.answering.claims.finding import Ruling
from askreports.answering.claims.items import LabelFit, match
from askreports.answering.claims.verdict import Verdict
from askreports.answering.text.directions import MORE_THAN, TIMES

_TO = re.compile(r"\b(?:to|auf|a|al|à|até|tot|bis|fino a|naar|hasta)\W*$", re.I)
_FROM = re.compile(r"\b(?:from|von|del?|du|d['’]|da|van)\W*$", re.I)
_TOLERANCE = Decimal("0.05")  # of "doubled": what a writer means by it
_MORE_AT_MOST = Decimal("1.5")  # times what is named: of more, nobody says "more than doubled"
_CLEARLY = Decimal("0.15")  # away from it: no writer means that


@dataclass(frozen=True, slots=True)
class _Change:
    """One row in two years."""

    before: Fact
    after: Fact

    @property
    def amount(self) -> Decimal:
        return self.after.value - self.before.value

    @property
    def percent(self) -> Decimal:
        return self.amount / abs(self.before.value) * 100

    def formula(self) -> str:
        """The arithmetic of the change in per cent, with its values as the report writes them."""
        a, b = f"{self.after.cell.value:,f}", f"{self.before.cell.value:,f}"
        return f"({a} − {_bracketed(b)}) ÷ {b.lstrip('-')} = {_rounded(self.percent)} %"

    def subtraction(self) -> str:
        """The arithmetic of the change in the unit of the table."""
        a, b = self.after.cell.value, self.before.cell.value
        return f"{a:,f} − {_bracketed(f'{b:,f}')} = {a - b:+,f}"


def is_change(number: ClaimNumber, claim: Claim) -> bool:
    """Whether a number says by how much something rose or fell, not to what."""
    if not claim.moved or _TO.search(claim.text[: number.start]):
        return False
    is_from = bool(_FROM.search(claim.text[: number.start]))
    return not (is_from and any(_TO.search(claim.text[: other.start]) for other in claim.numbers))


def by_change(number: ClaimNumber, claim: Claim, facts: Sequence[Fact], ruler: Ruler) -> Ruling | None:
    """What the cells of two years say of a change by so many per cent, points or units."""
    for change in _changes(claim, number.year, facts, ruler):
        quantity = number.quantity
        if number.is_points or not quantity.percent:
            if quantity.percent != change.after.is_percent:
                continue
            found, formula = change.amount, change.subtraction()
        else:
            found, formula = change.percent, change.formula()
        right = abs(abs(found) - abs(number.value)) <= number.half_step
        same_way = (found > 0) - (found < 0) == claim.moved
        sources = tuple(dict.fromkeys((source_of(change.after), source_of(change.before))))
        reason = f"{named(change.before)}; {named(change.after)}"
        if right and same_way:
            return Ruling(Verdict.SUPPORTED, sources, formula=formula, reason=reason)
        difference = claim.moved * number.value - found
        unit = " %" if quantity.percent else ""
        return Ruling(
            Verdict.CONTRADICTED, sources, f"{_rounded(difference):+,f}{unit}", formula, f"computed: {reason}"
        )
    return None


def by_direction(claim: Claim, facts: Sequence[Fact], ruler: Ruler) -> Ruling | None:
    """What the cells of two years say of a claim that something rose, fell, doubled or halved."""
    year = claim.years[-1] if claim.years else None
    times = next((factor for factor, pattern in TIMES if pattern.search(claim.text)), None)
    if not (times or claim.moved) or claim.is_negated:
        return None
    for change in _changes(claim, year, facts, ruler):
        sources = tuple(dict.fromkeys((source_of(change.after), source_of(change.before))))
        reason = f"{named(change.before)}; {named(change.after)}"
        if times is None:
            right = (change.amount > 0) - (change.amount < 0) == claim.moved
            verdict = Verdict.SUPPORTED if right else Verdict.CONTRADICTED
            return Ruling(verdict, sources, formula=change.subtraction(), reason=reason)
        ratio = change.after.value / change.before.value
        away = abs(ratio - times) / times
        is_more = bool(MORE_THAN.search(claim.text)) and times < ratio < times * _MORE_AT_MOST
        if is_more or away <= _TOLERANCE or away > _CLEARLY:
            right = is_more or away <= _TOLERANCE
            verdict = Verdict.SUPPORTED if right else Verdict.CONTRADICTED
            a, b = f"{change.after.cell.value:,f}", f"{change.before.cell.value:,f}"
            return Ruling(verdict, sources, formula=f"{a} ÷ {b} = {_rounded(ratio)}", reason=reason)
    return None


def moves_as_said(claim: Claim, fact: Fact, facts: Sequence[Fact]) -> bool | None:
    """Whether the row of a fact went the way that the claim says; None where it has no year before."""
    before = [one for one in facts if one.row is fact.row and one.year == fact.year - 1 and one.is_whole_year]
    if not before:
        return None
    return (fact.value > before[0].value) - (fact.value < before[0].value) == claim.moved


def _changes(claim: Claim, year: int | None, facts: Sequence[Fact], ruler: Ruler) -> list[_Change]:
    """The rows that the claim names, each in its year and the one that it is compared with."""
    if year is None or claim.part is not None:
        return []
    last = max(claim.years, default=year)
    first = min(claim.years, default=year) if len(claim.years) > 1 else last - 1
    found = match(claim, of_year(facts, last), ruler.is_same)
    if found.fit not in (LabelFit.EXACT, LabelFit.WIDER):
        return []
    pairs = []
    for after in found.facts:
        own = [one for one in facts if one.row is after.row and one.year == first and one.is_whole_year]
        others = match(claim, of_year(facts, first), ruler.is_same).facts
        same = [one for one in others if one.label == after.label and one.is_percent == after.is_percent]
        pairs += [_Change(before, after) for before in (own or same)[:1] if before.value]
    return sorted(pairs, key=lambda one: -abs(one.after.value))[:1]  # of rows of one name, that of the whole


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith("-") else text
