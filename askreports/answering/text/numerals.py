"""How numbers are written: digits by the custom of a language, words for scales, names of currencies.

Cells of tables (values.py) and numbers in sentences (stated.py) are read by the same rules.
"""

import re
from decimal import Decimal

MAX_DIGITS = 20  # a longer run of digits is no amount
SCALES = (  # power of ten, the words for it; the longer numbers before those they begin with
    (9, r"billions?|bn|miles de millones|milers de milions|milliards?|mrd|milliarden|miliardi"),
    (6, r"millions?|millones|milions?|millionen|mio|mn|milhões|milioni"),
    (3, r"thousands?|miles|milers?|milliers?|tausend|tsd|tds|milhares|migliaia"),
)
SIGN = r"US\$|[$€£¥]"
CODE = r"\b(?:USD|T?EUR|GBP|CHF|JPY)\b"
_NAMES = {
    "us$": "USD", "$": "USD", "usd": "USD", "dollar": "USD",
    "€": "EUR", "eur": "EUR", "teur": "EUR", "euro": "EUR",
    "£": "GBP", "gbp": "GBP", "pound": "GBP",
    "¥": "JPY", "jpy": "JPY", "yen": "JPY", "chf": "CHF",
}  # fmt: skip
_CURRENCY = re.compile(rf"{SIGN}|{CODE}|\b(?:dollar|euro|pound|yen)(?=s?\b)", re.I)
_DECIMAL_COMMA = frozenset("es ca fr de it pt gl eu nl da sv no fi pl ro hu".split())


def currency(word: str) -> str:
    """The code of a currency by its sign, code or name; empty for any other word."""
    return _NAMES.get(word.casefold().removesuffix("s"), "") if word else ""


def currencies(text: str) -> list[str]:
    """The codes of the currencies that a text names, in order."""
    return [currency(word) for word in _CURRENCY.findall(text)]


def read_number(digits: str, language: str, foreign: bool = False) -> Decimal | None:
    """A number by the custom of its language; where it has both signs, the last is the decimal one.

    `foreign` allows the custom of another language where it can be no other: 1,5 in English. None for a date,
    a section number, or too many digits.
    """
    plain = re.sub(r"['’\s]", "", digits)
    if len(plain) > MAX_DIGITS:
        return None
    comma, point = plain.rfind(","), plain.rfind(".")
    if min(comma, point) >= 0:
        decimal = "," if comma > point else "."
    else:
        decimal = "," if language in _DECIMAL_COMMA else "."
    group = "." if decimal == "," else ","
    whole, _, fraction = plain.partition(decimal)
    first, *groups = whole.split(group)
    if decimal in fraction or group in fraction or any(len(part) != 3 for part in groups):
        is_foreign = foreign and len(groups) == 1 and not fraction and 0 < len(groups[0]) < 3
        return Decimal(f"{first}.{groups[0]}") if is_foreign else None
    return Decimal("".join((first, *groups)) + (f".{fraction}" if fraction else ""))
