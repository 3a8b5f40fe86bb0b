"""The numbers that a text states: value, scale, unit and sign, as they are written there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_CURRENCIES = {
    "us$": "USD", "$": "USD", "usd": "USD", "dollar": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR",
    "£": "GBP", "gbp": "GBP", "pound": "GBP", "chf": "CHF", "¥": "JPY", "jpy": "JPY", "yen": "JPY",
}  # fmt: skip
_SCALES = (  # power of ten, the words for it; the longer numbers before those they begin with
    (9, r"billions?|bn|miles de millones|milers de milions|milliards?|mrd|milliarden"),
    (6, r"millions?|millones|mill[óo]n|milions?|mili[óo]|million(?:en)?|mio|mn"),
    (3, r"thousands?|miles?|mil|milers?|milliers?|tausend|tsd|tds"),
)
_SHORT_SCALES = {"bn": 9, "b": 9, "m": 6, "k": 3}  # only beside a currency: 3M is a company
_DECIMAL_COMMA = frozenset("es ca fr de it pt gl eu nl da sv no fi pl ro hu".split())
_COUNT_WORDS = (
    "two three four five six seven eight nine ten eleven twelve",
    "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "dues tres quatre cinc sis set vuit nou deu onze dotze",
    "deux trois quatre cinq six sept huit neuf dix onze douze",
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
)
_COUNTS = {word: Decimal(n) for line in _COUNT_WORDS for n, word in enumerate(line.split(), 2)}
_COUNT_LANGUAGES = ("en", "es", "ca", "fr", "de")

_SIGN = r"US\$|[$€£¥]"
_CODE = r"\b(?:USD|EUR|GBP|CHF|JPY)\b"
_SCALE = "|".join(rf"(?P<power{power}>{words})" for power, words in _SCALES)
_NUMBER = re.compile(
    rf"""(?<![\w.,/])
    (?P<minus>[-−–(]|\bminus\s|\bmenos\s|\bmoins\s)?\s?(?P<before>{_SIGN}|{_CODE})?\s?(?P<inner>[-−–(])?\s?
    (?P<digits>\d{{1,3}}(?:[\u00a0\u202f\u2009]\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*)
    (?:\s?\))?(?:\s?(?P<percent>%|per\s?cent\b|percent\b|por\sciento\b|per\scent\b|pour\scent\b|prozent\b)
      |\s?(?P<short>bn|[bmk])\b
      |[\s-]?(?:{_SCALE})\b\.?)?
    (?:\s?\))?(?:\s(?:de\s|d['’]\s?)?)?(?P<after>€|£|{_CODE}|(?:dollar|euro|pound)s?\b)?(?![\w])""",
    re.X | re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]+")
_TABLE_SCALE = re.compile(
    rf"(?:\b(?:in|en|em)|[$€£(]|{_CODE}|\beuros?|\bd['’]euros?)\s{{0,2}}(?:{_CODE}|[$€£])?\s?(?:{_SCALE})\b"
    r"|(?P<thousands>\bT€|\bk€|€\s?000|\$\s?000)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Stated:
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


def stated_numbers(text: str, language: str) -> Iterator[Stated]:
    """The numbers of a text, in digits and in words from two to twelve; years are left out."""
    for match in _NUMBER.finditer(text):
        value = _value(match["digits"], language)
        number = _stated(match, value) if value is not None else None
        if number and not (number.is_bare and not number.negative and _YEAR.fullmatch(match["digits"])):
            yield number
    for word in _WORD.findall(text):
        value = _COUNTS.get(word.casefold())
        if value is not None and word.casefold() in _counting(language):
            yield Stated(word, value, Decimal(1), None, "", False, False)


def years_in(text: str) -> frozenset[int]:
    """The years that a text names, also within FY2018 or 2018/19."""
    return frozenset(int(year) for year in re.findall(r"(?<!\d)(?<![\d][.,])(?:19|20)\d\d(?![.,]?\d)", text))


def table_scales(text: str) -> frozenset[int]:
    """The scales that a page gives for its tables: 6 for "(in millions)"."""
    return frozenset(_power(match, "thousands") for match in _TABLE_SCALE.finditer(text))


def currencies_in(text: str) -> frozenset[str]:
    """The currencies that a page names anywhere."""
    found = re.findall(rf"{_SIGN}|{_CODE}|\b(?:dollar|euro|pound)(?=s?\b)|T€|k€", text, re.I)
    return frozenset(_currency(word.lstrip("TkKt")) for word in found)


def _stated(match: re.Match[str], value: Decimal) -> Stated | None:
    currency = _currency(match["before"] or match["after"] or "")
    short = (match["short"] or "").casefold()
    if short and not currency:
        return None
    power = _SHORT_SCALES[short] if short else _power(match)
    return Stated(
        text=match.group().strip(" ()."),
        value=value,
        step=Decimal(1).scaleb(min(0, int(value.as_tuple().exponent))),
        scale=power or None,
        currency=currency,
        percent=bool(match["percent"]),
        negative=bool(match["minus"] or match["inner"]) and _encloses(match.group()),
    )


def _encloses(text: str) -> bool:
    """An opening parenthesis is a minus only where it closes right behind the number."""
    return "(" not in text or ")" in text


def _power(match: re.Match[str], thousands: str = "") -> int:
    if thousands and match[thousands]:
        return 3
    return next((power for power, _ in _SCALES if match[f"power{power}"]), 0)


def _currency(word: str) -> str:
    return _CURRENCIES.get(word.casefold().removesuffix("s"), "") if word else ""


def _value(digits: str, language: str) -> Decimal | None:
    """A number by the custom of its language; where it has both signs, the last is the decimal one."""
    plain = re.sub(r"['’\s]", "", digits)
    comma, point = plain.rfind(","), plain.rfind(".")
    if min(comma, point) >= 0:
        decimal = "," if comma > point else "."
    else:
        decimal = "," if language in _DECIMAL_COMMA else "."
    group = "." if decimal == "," else ","
    whole, _, fraction = plain.partition(decimal)
    first, *groups = whole.split(group)
    if decimal in fraction or group in fraction or any(len(part) != 3 for part in groups):
        if len(groups) == 1 and not fraction and len(groups[0]) < 3:  # the custom of another language
            return Decimal(f"{first}.{groups[0]}")
        return None  # a date, a section number
    return Decimal("".join((first, *groups)) + (f".{fraction}" if fraction else ""))


def _counting(language: str) -> frozenset[str]:
    position = _COUNT_LANGUAGES.index(language) if language in _COUNT_LANGUAGES else 0
    return frozenset(_COUNT_WORDS[position].split())
