"""Names of months, units of time, numbers and countries in the languages that reports come in.

They come from CLDR, the Unicode project's data on languages, so adding a language means adding its code.
This is the only module that knows Babel (the calendar, countries) and unicode-rbnf (numbers in words). All
words are folded (see `folding.py`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from ingest.language.folding import fold

if TYPE_CHECKING:
    from babel import Locale
    from unicode_rbnf import FormatPurpose

LANGUAGES = ("en", "es", "ca", "fr", "de", "pt", "it", "nl")
QUARTERS = range(1, 5)
SMALL = range(2, 13)  # numbers that texts write in words
_WITH_AUSTRIA = (*LANGUAGES, "de_AT")  # where January has a name of its own
MAX_NUMBER = 60  # of weeks, the largest number that a period is written with in words

_LEADING_OF = re.compile(r"^(?:de |d')")  # Catalan months come as "de gener"
_NO_PLACES = ("001", "QO", "UN", "XA", "XB", "ZZ")  # the world, an organisation and codes for tests
_CODES_AS_NAMES = ("UK", "USA")


@cache
def month_names(languages: tuple[str, ...] = _WITH_AUSTRIA) -> Mapping[str, int]:
    """The full names of the months to their numbers."""
    return _unambiguous(_months("wide", languages))


@cache
def months() -> Mapping[str, int]:
    """The full names of the months and their abbreviations, without full stop, to their numbers."""
    return {**_unambiguous(_months("abbreviated", _WITH_AUSTRIA)), **month_names()}


@cache
def ordinals() -> Mapping[str, int]:
    """Words for "first" to "fourth" to their numbers, in all languages and genders, also as "1st"."""
    from unicode_rbnf import FormatPurpose

    spelled = (pair for code in LANGUAGES for pair in _spelled(code, QUARTERS, FormatPurpose.ORDINAL))
    return _unambiguous((*spelled, *_numbered_quarters()))


@cache
def number_words(language: str) -> Mapping[str, int]:
    """The numbers from 0 to 60 in words, in all genders; empty for a language that is not known."""
    from unicode_rbnf import FormatPurpose

    known = language in LANGUAGES
    return dict(_spelled(language, range(MAX_NUMBER + 1), FormatPurpose.CARDINAL)) if known else {}


@cache
def small_numbers() -> Mapping[str, int]:
    """The numbers from 2 to 12 in words, in all languages."""
    return _unambiguous(
        (word, n) for code in LANGUAGES for word, n in number_words(code).items() if n in SMALL
    )


@cache
def unit_words(unit: str, counts: tuple[int, ...] = (1, 5)) -> frozenset[str]:
    """How all languages write a unit of time ("year", "quarter", "month"), so many of it."""
    from babel.units import format_unit

    written = (format_unit(count, f"duration-{unit}", locale=code) for code in LANGUAGES for count in counts)
    return frozenset(fold(text).lstrip("0123456789 ") for text in written)


@cache
def relative_words(unit: str, distance: int) -> frozenset[str]:
    """How all languages call the unit of time so many away: "last year" for ("year", -1)."""
    from babel.localedata import load

    named = (load(code)["date_fields"][unit]["relative"].get(distance) for code in LANGUAGES)
    return frozenset(fold(name) for name in named if name)


@cache
def place_names() -> frozenset[str]:
    """The names of countries, continents and their parts in all languages."""
    names = (
        name
        for code in LANGUAGES
        for territory, name in _locale(code).territories.items()
        if territory not in _NO_PLACES
    )
    return frozenset(map(fold, (*names, *_CODES_AS_NAMES)))


def _months(width: str, languages: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    for code in languages:
        forms = _locale(code).months
        for form in ("format", "stand-alone"):
            for number, name in forms[form][width].items():
                yield _LEADING_OF.sub("", fold(name)).rstrip("."), int(number)


def _numbered_quarters() -> Iterator[tuple[str, int]]:
    """The digits of "1st quarter", "1er trimestre" and "2.º trimestre"."""
    for code in LANGUAGES:
        for number, name in _locale(code).quarters["format"]["wide"].items():
            yield fold(name).split()[0].rstrip("."), int(number)


def _spelled(code: str, numbers: Iterable[int], purpose: "FormatPurpose") -> Iterator[tuple[str, int]]:
    from unicode_rbnf import RbnfEngine

    engine = RbnfEngine.for_language(code)
    for number in numbers:
        for text in engine.format_number(number, purpose).text_by_ruleset.values():
            yield fold(text).replace("\u00ad", ""), number


def _unambiguous(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The words that stand for one number in every language that has them."""
    numbers: dict[str, set[int]] = {}
    for word, number in pairs:
        numbers.setdefault(word, set()).add(number)
    return {word: found.pop() for word, found in numbers.items() if len(found) == 1}


@cache
def _locale(code: str) -> "Locale":
    from babel import Locale

    return Locale.parse(code)
