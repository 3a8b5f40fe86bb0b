"""Does a quote hold the number that a gold answer consists of?

Reports and people write one amount in many ways: "$1,577", "(1,577)" in a table in millions,
"1.577 billion", "1.577,0 Mio. EUR". Two are the same here where the quote's number, rounded as finely as
the gold answer states, is the gold number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_SCALES = {
    "thousand": 3, "million": 6, "mn": 6, "m": 6, "mio": 6, "billion": 9, "bn": 9, "mrd": 9, "trillion": 12,
}  # fmt: skip
_CURRENCY = r"(?:US\$|[$€£¥]|USD|EUR|GBP|CHF|JPY)"  # "$" only leads: behind a cell it is the next cell's
_NUMBER = re.compile(  # at most one space between two parts: texts are read with their white space squeezed
    rf"""(?<![\w.,])                            # not inside a word or another number
    [-−–(]?[ ]?(?P<before>{_CURRENCY})?[ ]?[-−–(]?
    (?P<digits>\d+(?:[.,]\d+)*|\.\d+)[ ]?\)?[ ]?
    (?P<unit>%|per[ ]?cent|times|x|thousand|(?:m|b|tr)illions?|mn|m|mio|bn|mrd)?\.?\)?[ ]?
    (?P<after>€|USD|EUR|GBP|CHF|JPY)?(?!\w|[.,]\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_ENGLISH_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"(?:\d+|\d{1,3}(?:\.\d{3})+),\d+|\d{1,3}(?:\.\d{3}){2,}")
_MINUS = ("-", "−", "–", "(")
_STEPS_OF_A_THOUSAND = range(-9, 10, 3)


@dataclass(frozen=True, slots=True)
class GoldNumber:
    """A number as it is written, without its sign.

    `step` is the worth of its last digit but for idle zeros, so "0.45" has 0.01 and
    "0.40" has 0.1. `scale` is the power of ten of a word such as "million", None where there is none.
    `money` and `percent` say which mark stands at it.
    """

    value: Decimal
    step: Decimal
    scale: int | None = None
    money: bool = False
    percent: bool = False


def only_number(answer: str) -> GoldNumber | None:
    """The number that an answer consists of, None where it is a sentence or holds several."""
    match = _NUMBER.fullmatch(_squeezed(answer))
    return _number(match) if match else None


def states(quote: str, gold: GoldNumber) -> bool:
    """Does one of the quote's numbers equal the gold number?

    Signs are left out, since reports write them as a minus, as parentheses or as a word ("decrease").
    An amount of money may differ by a power of a thousand where one of the two states no scale: a table
    says "in millions" far above its rows.
    """
    return any(_same(found, gold) for found in _numbers(quote))


def equals(value: Decimal, unit: str, answer: str) -> bool:
    """Is a figure the number that a gold answer consists of, rounded as finely, sign included?"""
    gold = only_number(answer)
    if gold is None or (value < 0) != answer.strip().startswith(_MINUS):
        return False
    words = unit.lower().split()
    scale = next((_SCALES[word] for word in words if word in _SCALES), None)
    money = bool(words) and words[0] not in ("%", "ratio", "days")
    return _same(GoldNumber(abs(value), _step(value), scale, money, unit == "%"), gold)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _numbers(text: str) -> Iterator[GoldNumber]:
    for match in _NUMBER.finditer(_squeezed(text)):
        number = _number(match)
        if number:
            yield number


def _number(match: re.Match[str]) -> GoldNumber | None:
    value = _value(match["digits"])
    if value is None:
        return None
    unit = (match["unit"] or "").lower()
    percent = unit == "%" or unit.startswith("per")
    scale = _SCALES.get(unit) or _SCALES.get(unit.removesuffix("s"))
    money = bool(match["before"] or match["after"]) or (scale is not None)
    return GoldNumber(value, _step(value), scale, money, percent)


def _value(digits: str) -> Decimal | None:
    if _ENGLISH_GROUPS.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if _DECIMAL_COMMA.fullmatch(digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if digits.count(".") > 1 or "," in digits:  # a date, a section number, a list
        return None
    return Decimal(digits)


def _step(value: Decimal) -> Decimal:
    if value == value.to_integral_value():
        return Decimal(1)  # "1832.00" is a whole number of millions that somebody printed with cents
    exponent = value.normalize().as_tuple().exponent  # nor does a last zero of cents say how exact it is
    return Decimal(1).scaleb(int(exponent))


def _same(found: GoldNumber, gold: GoldNumber) -> bool:
    if (found.money and gold.percent) or (found.percent and gold.money):
        return False
    if found.scale is not None and gold.scale is not None:
        return _rounds_to(found.value.scaleb(found.scale - gold.scale), gold)
    if gold.money:
        return any(_rounds_to(found.value.scaleb(power), gold) for power in _STEPS_OF_A_THOUSAND)
    return _rounds_to(found.value, gold)


def _rounds_to(value: Decimal, gold: GoldNumber) -> bool:
    return abs(value - gold.value) <= gold.step / 2
