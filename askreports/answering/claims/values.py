"""How a number of a claim stands to a value of a table: equal, or what parts them."""

from decimal import Decimal
from enum import StrEnum

from askreports.answering.claims.claim import Claim, ClaimNumber
from askreports.answering.claims.facts import Fact
from askreports.answering.text.directions import LESS, MORE, PAID
from askreports.answering.text.quantities import currencies_in


class Relation(StrEnum):
    """`INCOMPARABLE`: they count different things, and neither says anything of the other.

    `COARSER`: the table gives the value in fewer digits than the claim, and does not say whether it is right.
    """

    EQUAL = "equal"
    OTHER_VALUE = "another value"
    OTHER_SCALE = "another scale"
    OTHER_SIGN = "another sign"
    OTHER_UNIT = "another unit"
    INCOMPARABLE = "incomparable"
    COARSER = "too coarse"


def relation(number: ClaimNumber, claim: Claim, fact: Fact) -> Relation:
    """How the number stands to the fact, whatever the item and the year."""
    quantity = number.quantity
    if quantity.percent != fact.is_percent:
        return Relation.INCOMPARABLE
    if quantity.currency:
        if not fact.currency and quantity.currency not in currencies_in(fact.page.text):
            return Relation.INCOMPARABLE
        if fact.currency and not fact.currency.startswith(quantity.currency):
            return Relation.OTHER_UNIT
        if fact.scale is None and quantity.scale:
            return Relation.INCOMPARABLE  # the table does not say in which scale it is
    return _of_size(number, claim, fact)


def difference(number: ClaimNumber, fact: Fact) -> Decimal:
    """What the claim says more than the fact, in single units."""
    raw = is_copied(number, fact)
    return number.value - (fact.cell.value if raw else fact.value)


def is_copied(number: ClaimNumber, fact: Fact) -> bool:
    """Whether the claim may have the value as its cell has it, the unit of the table left out."""
    return number.quantity.is_bare and not fact.has_own_unit


def _of_size(number: ClaimNumber, claim: Claim, fact: Fact) -> Relation:
    there = [fact.value, fact.cell.value] if is_copied(number, fact) else [fact.value]
    said = abs(number.value)
    if any(abs(said - abs(value)) <= number.half_step for value in there):
        return Relation.EQUAL if _same_sign(number, claim, fact) else Relation.OTHER_SIGN
    if any(abs(said - abs(value)) <= fact.half_step for value in there):
        return Relation.COARSER
    if any(
        abs(said.scaleb(power) - abs(value)) <= number.half_step.scaleb(power)
        for value in there
        for power in (-6, -3, 3, 6)
        if value
    ):
        return Relation.OTHER_SCALE
    return Relation.OTHER_VALUE


def _same_sign(number: ClaimNumber, claim: Claim, fact: Fact) -> bool:
    label = fact.label
    if number.quantity.negative and fact.cell.value > 0:
        return bool(LESS.search(label))
    if fact.cell.value < 0 and not number.quantity.negative:
        paid = PAID.search(claim.text) or PAID.search(label)
        return bool(LESS.search(claim.text) or (paid and not MORE.search(claim.text)))
    return True
