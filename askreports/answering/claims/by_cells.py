"""A number of a claim against the cells of tables: the verdict on it, with the cell it stands on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from askreports.answering.claims.claim import Claim, ClaimNumber
from askreports.answering.claims.facts import Fact, of_year
from askreports.answering.claims.finding import Ruling, Source
from askreports.answering.claims.items import LabelFit, Matched, Sameness, fit_of, label_stems, match
from askreports.answering.claims.values import Relation, difference, relation
from askreports.answering.claims.verdict import Verdict
from index.query.filters import years

LEAST_DIGITS = 3  # of a number that is found by meaning: fewer agree by chance
_SAY_NOTHING = (Relation.INCOMPARABLE, Relation.COARSER)
Nearness = Callable[[str, Sequence[str]], list[float]]  # an item, labels -> how near each is, 1 for the same


@dataclass(frozen=True, slots=True)
class Ruler:
    """What items are compared with: other names of what a claim names, and nearness in meaning.

    `least` is the nearness from which a label means what a claim names in other words, `margin` by how much
    it must be nearer than any other label.
    """

    is_same: Sameness
    nearness: Nearness
    least: float = 0.5
    margin: float = 0.08


def by_cells(number: ClaimNumber, claim: Claim, facts: Sequence[Fact], ruler: Ruler) -> Ruling | None:
    """What the tables say of a number; None where they say nothing comparable."""
    of_kind = [fact for fact in facts if relation(number, claim, fact) not in _SAY_NOTHING]
    asked = facts_asked(claim, number.year, of_kind)
    found = match(claim, asked, ruler.is_same)
    if found.fit in (LabelFit.EXACT, LabelFit.WIDER):
        return _judged(number, claim, found, of_kind)
    return _by_meaning(number, claim, asked, ruler)


def facts_asked(claim: Claim, year: int | None, facts: Sequence[Fact]) -> list[Fact]:
    """The facts of the year and part of it that a claim speaks of; of the latest year where it names none."""
    if claim.part is not None:
        return [
            fact
            for fact in facts
            if fact.year == year
            and fact.cell.months == claim.part.months
            and (claim.part.ended is None or fact.cell.ended == claim.part.ended)
        ]
    if year is not None:
        return of_year(facts, year)
    return [fact for fact in facts if fact.is_whole_year and fact.year == _latest_year(fact)]


def _latest_year(fact: Fact) -> int:
    return max(years(fact.report.period), default=fact.year)


def _judged(number: ClaimNumber, claim: Claim, found: Matched, facts: Sequence[Fact]) -> Ruling | None:
    """The verdict where it is sure which rows are meant."""
    relations = {id(fact): relation(number, claim, fact) for fact in found.facts}
    equal = [fact for fact in found.facts if relations[id(fact)] is Relation.EQUAL]
    other = [fact for fact in found.facts if relations[id(fact)] is not Relation.EQUAL]
    if equal and not _outvoted(equal, other):
        later = [fact for fact in other if _is_later(fact, equal)]
        if later and all(fact.report.organisation == equal[0].report.organisation for fact in later):
            return Ruling(
                Verdict.OTHER_PERIOD,
                (source_of(equal[0]), source_of(later[0])),
                _difference(number, later[0]),
                reason=f"{named(equal[0])}, which a later report gives as {later[0].shown}",
            )
        return Ruling(Verdict.SUPPORTED, (source_of(equal[0]),), reason=named(equal[0]))
    if equal or found.fit is not LabelFit.EXACT:
        return None  # rows of one name that differ, or a label that says more: it is not sure what is meant
    return _other_period(number, claim, found, facts) or _contradicted(number, relations, other)


def _outvoted(equal: Sequence[Fact], other: Sequence[Fact]) -> bool:
    """Whether rows of the same name, year and report give a larger value: it may be that of the whole."""
    reports = {fact.report.id for fact in equal}
    largest = max(abs(fact.value) for fact in equal)
    same_report = [fact for fact in other if fact.report.id in reports]
    return any(abs(fact.value) > largest + fact.half_step for fact in same_report)


def _is_later(fact: Fact, equal: Sequence[Fact]) -> bool:
    """Whether a report is later than all that give the value of the claim."""
    latest = max(max(years(one.report.period), default=0) for one in equal)
    return max(years(fact.report.period), default=0) > latest


def _other_period(number: ClaimNumber, claim: Claim, found: Matched, facts: Sequence[Fact]) -> Ruling | None:
    """Whether the same row gives the value for another year."""
    labels = {(fact.report.organisation, fact.label.casefold()) for fact in found.facts}
    for fact in facts:
        same_row = (fact.report.organisation, fact.label.casefold()) in labels and fact.is_whole_year
        if same_row and fact.year != number.year and relation(number, claim, fact) is Relation.EQUAL:
            right = found.facts[0]
            return Ruling(
                Verdict.OTHER_PERIOD,
                (source_of(right), source_of(fact)),
                _difference(number, right),
                reason=f"{named(fact)}; {named(right)}",
            )
    return None


def _contradicted(
    number: ClaimNumber, relations: dict[int, Relation], other: Sequence[Fact]
) -> Ruling | None:
    """The finding that another value stands there; none where rows of one name give several."""
    values = {(fact.value, fact.cell.value) for fact in other}
    if len(values) > 1 and len({fact.report.id for fact in other}) == 1:
        return None
    fact = other[0]
    reason = f"{relations[id(fact)]}: {named(fact)}"
    return Ruling(Verdict.CONTRADICTED, (source_of(fact),), _difference(number, fact), reason=reason)


def _by_meaning(number: ClaimNumber, claim: Claim, asked: Sequence[Fact], ruler: Ruler) -> Ruling | None:
    """Support by a row that names the item in other words; a difference in meaning never contradicts."""
    equal = [fact for fact in asked if relation(number, claim, fact) is Relation.EQUAL]
    equal = [fact for fact in equal if fit_of(claim, fact, ruler.is_same)[0] is not LabelFit.NARROWED]
    if not equal or not claim.item or len(number.quantity.value.as_tuple().digits) < LEAST_DIGITS:
        return None
    labels = list(dict.fromkeys(fact.label for fact in asked))
    near = dict(zip(labels, ruler.nearness(claim.item, labels), strict=True))
    best = max(equal, key=lambda fact: near[fact.label])
    stems = label_stems(best.label, best.report.language)
    others = [value for label, value in near.items() if label_stems(label, best.report.language) != stems]
    if near[best.label] < ruler.least or near[best.label] < max(others, default=0.0) + ruler.margin:
        return None
    return Ruling(Verdict.SUPPORTED, (source_of(best),), reason=named(best))


def source_of(fact: Fact) -> Source:
    return fact.report, fact.page, fact.row.quote


def named(fact: Fact) -> str:
    """The fact in words: whose, what, when, how much."""
    whose = f"{fact.report.organisation}: " if fact.report.organisation else ""
    return f"{whose}{fact.label}, {fact.year}: {fact.shown}"


def _difference(number: ClaimNumber, fact: Fact) -> str:
    """What the claim says more, in the unit of the fact."""
    value = difference(number, fact)
    scale = 0 if number.quantity.is_bare and not fact.has_own_unit else fact.scale or 0
    plain = value.scaleb(-scale).normalize()
    unit = "%" if fact.is_percent else str(fact.row.unit)
    return f"{Decimal(f'{plain:f}'):+,f} {unit}".strip()
