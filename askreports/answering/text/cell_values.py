"""What a cell of a table says: a value with its sign, and the unit that its table is in."""

import re
from dataclasses import dataclass
from decimal import Decimal

from askreports.answering.text.numerals import SCALES, SIGN, currencies, read_number

_CURRENCY = rf"(?:{SIGN}|USD|EUR|GBP|CHF)"
_VALUE = re.compile(
    rf"""(?P<open>[-−–+(]?)\s?{_CURRENCY}?\s?(?P<inner>[-−–(]?)\s?
    (?P<digits>\d+(?:[.,'’]\d+)*|\d{{1,3}}(?:[ ]\d{{3}})+(?:,\d+)?|\.\d+)
    \s?(?P<percent>%)?\s?\)?\s?(?P<after>%)?(?P<trailing>\s?[-−–](?!\S))?\s?(?:€|EUR)?
    (?:\s?(?:\(?[a-z0-9]{{1,2}}\)|[*†‡#]+|(?<=\s)\d|[¹²³⁰-⁹⁽⁾]+(?:[, ][¹²³⁰-⁹]+)*))?""",  # no mark is part
    re.X,
)
_NOTHING = re.compile(rf"{_CURRENCY}?\s?[-−–—]+\s?%?")
_IN_HEADS = {  # and above tables: "€m", "T€", "$000s"
    6: r"|(?<=[€£$])m|m€",
    3: r"|t€|teur|k€|['’]000s?|(?<=[€£$])000s?",
}
_SCALES = [
    (power, re.compile(rf"(?<!\w)(?:{words}{_IN_HEADS.get(power, '')})(?!\w)")) for power, words in SCALES
]
_NAMES = {0: "", 3: "thousand", 6: "million", 9: "billion"}


@dataclass(frozen=True, slots=True)
class MeasureUnit:
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
    value = read_number(match["digits"], language) if match else None
    if match is None or value is None:
        return None
    negative = (match["open"] + match["inner"] + (match["trailing"] or "")).strip("+ ")
    return -value if negative else value


def is_percent(text: str) -> bool:
    """Whether a cell is written as a per cent."""
    return "%" in text


def unit_in(text: str) -> MeasureUnit:
    """The unit that a line above a table names ("(In millions, except per share data)"), or an empty one."""
    folded = text.casefold()
    scale = next((power for power, words in _SCALES if words.search(folded)), None)
    return MeasureUnit(next(iter(currencies(text)), ""), scale)
