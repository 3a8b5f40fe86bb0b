"""Periods that a text names by their distance from others: "the year before", "zwei Jahre zuvor"."""

import re
from functools import cache
from itertools import islice

from ingest.language.cldr import relative_words, small_numbers, unit_words
from ingest.language.folding import either, fold
from ingest.language.periods import quarters_of_years

# Words for "previous" and "next": those before a unit of time, those behind it, and phrases that say both.
_PREVIOUS = (
    "previous prior preceding last letztes letzten vorige voriges",
    "anterior pasado passat passado precedent precedente passee derniere scorso",
    ("year before", "year earlier", "jahr davor", "jahr zuvor", "annee d'avant", "vorjahr", "vorquartal"),
)
_NEXT = (
    "next following subsequent nachstes nachsten volgende",
    "siguiente posterior seguent seguinte suivant suivante successivo seguente",
    ("year after", "year later", "jahr danach", "annee d'apres", "folgejahr", "folgequartal"),
)
_FISCAL_YEARS = ("ejercicio", "exercici", "exercice", "geschaftsjahr", "esercizio", "exercicio", "annee")
_ARTICLE = r"(?:(?:in |en |de |im |au )?(?:the |el |l'|le |la |das |dem |il |o )|im )?"
_BACK = (
    *("earlier", "before", "antes", "abans", "plus tot", "auparavant", "avant"),
    *("zuvor", "davor", "fruher", "prima"),
)
_ON = (
    *("later", "after", "afterwards", "despues", "mes tard", "despres", "plus tard", "apres"),
    *("spater", "danach", "dopo"),
)


def with_years(text: str, years: list[int]) -> str:
    """The text with "the year before" and "two years later" as years, seen from the `years` of another text.

    The year before is that before the first of them, the year after that after the last.
    """
    for match in reversed(list(_apart_pattern().finditer(fold(text)))):
        text = f"{text[: match.start()]}{years[-1] + _distance(match)}{text[match.end() :]}"
    text = _replaced(_beside_pattern("year", -1), text, str(years[0] - 1))
    return _replaced(_beside_pattern("year", 1), text, str(years[-1] + 1)).strip()


def with_quarters(text: str, other: str) -> str:
    """The text with "the previous quarter" as a quarter, seen from the first one that another text names."""
    for year, quarter in islice(quarters_of_years(other), 1):
        for distance in (-1, 1):
            beside_year, beside = divmod(4 * year + quarter - 1 + distance, 4)
            name = f"Q{beside + 1} {beside_year}"
            text = _replaced(_beside_pattern("quarter", distance), text, name)
    return text


def _distance(match: re.Match[str]) -> int:
    count = int(match["count"]) if match["count"].isdecimal() else small_numbers()[match["count"]]
    return -count if match["back"] else count


def _replaced(pattern: re.Pattern[str], text: str, period: str) -> str:
    """The text with a period in place of what matches in its folded form."""
    for match in reversed(list(pattern.finditer(fold(text)))):
        text = text[: match.start()] + period + text[match.end() :]
    return text


@cache
def _beside_pattern(unit: str, distance: int) -> re.Pattern[str]:
    before, behind, phrases = _PREVIOUS if distance < 0 else _NEXT
    fiscal = (*_FISCAL_YEARS, "fiscal year") if unit == "year" else ()
    units = either((*unit_words(unit, (1,)), *fiscal))
    whole = either((*relative_words(unit, distance), *(text for text in phrases if _is_of(unit, text))))
    pattern = rf"{either(before.split())} {units}|{units} {either(behind.split())}|{whole}"
    return re.compile(rf"\b{_ARTICLE}(?:{pattern})(?: that)?\b")


def _is_of(unit: str, phrase: str) -> bool:
    return ("quartal" in phrase) == (unit == "quarter")


@cache
def _apart_pattern() -> re.Pattern[str]:
    count, years = either(small_numbers()), either(unit_words("year", (5,)))
    direction = rf"(?:(?P<back>{either(_BACK)})|{either(_ON)})"
    return re.compile(rf"\b(?P<count>{count}|\d)\s+{years}\s+{direction}\b")
