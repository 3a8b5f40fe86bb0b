"""The numbers that a text states: value, scale, unit and sign, as they are written there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from askreports.answering.text.numerals import CODE, SCALES, SIGN, currencies, currency, read_number
from ingest.language.cldr import number_words
from ingest.language.folding import fold

_SHORT_SCALES = {"bn": 9, "b": 9, "m": 6, "k": 3}  # only beside a currency: 3M is a company
_COUNTS = range(2, 13)  # the numbers that are read in words

_ONE = {6: "|mill[óo]n|mili[óo]", 3: "|mile?|mil"}  # and in sentences: "un millón", "dos mil"
_SCALE = "|".join(rf"(?P<power{power}>{words}{_ONE.get(power, '')})" for power, words in SCALES)
_NUMBER = re.compile(
    rf"""(?<![\w.,/])
    (?P<minus>[-−–(]|\bminus\s|\bmenos\s|\bmoins\s)?\s?(?P<before>{SIGN}|{CODE})?\s?(?P<inner>[-−–(])?\s?
    (?P<digits>\d{{1,3}}(?:[\u00a0\u202f\u2009]\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*)
    (?:\s?\))?(?:\s?(?P<percent>%|per\s?cent\b|percent\b|por\sciento\b|per\scent\b|pour\scent\b|prozent\b)
      |\s?(?P<short>bn|[bmk])\b
      |[\s-]?(?:{_SCALE})\b\.?)?
    (?:\s?\))?(?:\s(?:de\s|d['’]\s?)?)?(?P<after>€|£|{CODE}|(?:dollar|euro|pound)s?\b)?(?![\w])""",
    re.X | re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]+")
_TABLE_SCALE = re.compile(
    rf"(?:\b(?:in|en|em)|[$€£(]|{CODE}|\beuros?|\bd['’]euros?)\s{{0,2}}(?:{CODE}|[$€£])?\s?(?:{_SCALE})\b"
    r"|(?P<thousands>\bT€|\bk€|€\s?000|\$\s?000)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, without its sign; `step` is the worth of its last digit, so "0.40" has 0.01.

    `scale` is the power of ten of a word beside it, None where there is none; `currency` likewise empty.
    """

    text: str
    value: Decimal
    step: Decimal
    scale: int | None
    currency: str
    percent: bool
    negative: bool

    @property
    def is_bare(self) -> bool:
        """Whether it says neither what it counts nor in which scale."""
        return self.scale is None and not self.currency and not self.percent


def quantities(text: str, language: str) -> Iterator[Quantity]:
    """The numbers of a text, in digits and in words from two to twelve; years are left out."""
    for match in _NUMBER.finditer(text):
        value = read_number(match["digits"], language, foreign=True)
        found = _stated(match, value) if value is not None else None
        if found and not (found.is_bare and not found.negative and _YEAR.fullmatch(match["digits"])):
            yield found
    counts = number_words(language) or number_words("en")
    for word in _WORD.findall(text):
        count = counts.get(fold(word))
        if count is not None and count in _COUNTS:
            yield Quantity(word, Decimal(count), Decimal(1), None, "", False, False)


def years_written(text: str) -> frozenset[int]:
    """The years that a text names, also within FY2018 or 2018/19."""
    return frozenset(int(year) for year in re.findall(r"(?<!\d)(?<![\d][.,])(?:19|20)\d\d(?![.,]?\d)", text))


def table_scales(text: str) -> frozenset[int]:
    """The scales that a page gives for its tables: 6 for "(in millions)"."""
    return frozenset(_power(match, "thousands") for match in _TABLE_SCALE.finditer(text))


def currencies_in(text: str) -> frozenset[str]:
    """The currencies that a page names anywhere."""
    return frozenset(currencies(text))


def _stated(match: re.Match[str], value: Decimal) -> Quantity | None:
    money = currency(match["before"] or match["after"] or "")
    short = (match["short"] or "").casefold()
    if short and not money:
        return None
    power = _SHORT_SCALES[short] if short else _power(match)
    return Quantity(
        text=match.group().strip(" ()."),
        value=value,
        step=Decimal(1).scaleb(min(0, int(value.as_tuple().exponent))),
        scale=power or None,
        currency=money,
        percent=bool(match["percent"]),
        negative=bool(match["minus"] or match["inner"]) and _encloses(match.group()),
    )


def _encloses(text: str) -> bool:
    """An opening parenthesis is a minus only where it closes right behind the number."""
    return "(" not in text or ")" in text


def _power(match: re.Match[str], thousands: str = "") -> int:
    if thousands and match[thousands]:
        return 3
    return next((power for power, _ in SCALES if match[f"power{power}"]), 0)
