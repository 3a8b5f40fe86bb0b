"""What a cell of a table says: a value with its sign, and the unit that its table is in."""

import re
from dataclasses import dataclass
from decimal import Decimal

MAX_DIGITS = 20  # a longer run of digits is no amount

_CURRENCY = r"(?:US\$|USD|EUR|GBP|CHF|[$€£¥])"
_VALUE = re.compile(
    rf"""(?P<open>[-−–+(]?)\s?{_CURRENCY}?\s?(?P<inner>[-−–(]?)\s?
    (?P<digits>\d+(?:[.,'’]\d+)*|\d{{1,3}}(?:[ ]\d{{3}})+(?:,\d+)?|\.\d+)
    \s?(?P<percent>%)?\s?\)?\s?(?P<after>%)?\s?(?:€|EUR)?
    (?:\s?(?:\(?[a-z0-9]{{1,2}}\)|[*†‡#]+|(?<=\s)\d))?""",  # a footnote mark is no part of the value
    re.X,
)
_NOTHING = re.compile(rf"{_CURRENCY}?\s?[-−–—]+\s?%?")
_DECIMAL_COMMA_LANGUAGES = frozenset("es ca fr de it pt gl eu nl da sv no fi pl ro hu".split())
_SCALES = (
    (9, r"billions?|bn|miles de millones|milers de milions|milliards?|mrd\.?|milliarden"),
    (6, r"millions?|(?<=[€£$])m|m€|mn|millones|milions|millionen|mio\.?|milhões|milioni"),
    (
        3,
        r"thousands?|miles|milers|milliers|tausend|tsd\.?|t€|teur|k€|milhares|migliaia|['’]000s?|(?<=[€£$])000s?",
    ),
)
_UNIT_WORDS = {"€": "EUR", "eur": "EUR", "$": "USD", "usd": "USD", "dollar": "USD", "£": "GBP", "gbp": "GBP"}
_NAMES = {0: "", 3: "thousand", 6: "million", 9: "billion"}


@dataclass(frozen=True, slots=True)
class Unit:
    """What a value counts: money of a currency, per cent, or neither. `scale` is a power of ten.

    `scale` is None where the table does not say it.
    """

    currency: str = ""
    scale: int | None = None
    percent: bool = False

    def __str__(self) -> str:
        if self.percent:
            return "%"
        return " ".join(part for part in (self.currency, _NAMES.get(self.scale or 0, "")) if part)


def written_value(text: str, language: str) -> Decimal | None:
    """The value of a cell, zero for a dash; None where it holds anything but one value."""
    text = text.strip()
    if _NOTHING.fullmatch(text):
        return Decimal(0)
    match = _VALUE.fullmatch(text)
    number = _number(match["digits"], language) if match else None
    if match is None or number is None:
        return None
    negative = (match["open"] + match["inner"]).strip("+")
    return -number if negative else number


def is_percent(text: str) -> bool:
    """Whether a cell is written as a per cent."""
    return "%" in text


def unit_in(text: str) -> Unit:
    """The unit that a line above a table names ("(In millions, except per share data)"), or an empty one."""
    folded = text.casefold()
    scale = next((power for power, words in _SCALES if re.search(rf"(?<!\w)(?:{words})(?!\w)", folded)), None)
    currency = next((name for word, name in _UNIT_WORDS.items() if word in folded), "")
    return Unit(currency, scale)


def _number(digits: str, language: str) -> Decimal | None:
    plain = digits.replace("'", "").replace("’", "").replace(" ", "")
    if len(plain) > MAX_DIGITS:
        return None
    comma, point = plain.rfind(","), plain.rfind(".")
    if min(comma, point) >= 0:
        decimal = "," if comma > point else "."
    elif language in _DECIMAL_COMMA_LANGUAGES:
        decimal = ","
    else:
        decimal = "."
    group = "." if decimal == "," else ","
    whole, _, fraction = plain.partition(decimal)
    groups = whole.split(group)
    if decimal in fraction or group in fraction or any(len(part) != 3 for part in groups[1:]):
        return None  # a date, a section number
    return Decimal("".join(groups) + ("." + fraction if fraction else ""))
