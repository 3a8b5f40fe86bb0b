"""Full dates as reports and questions write them."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from ingest.language.cldr import months
from ingest.language.folding import either, fold

_EARLIEST, _LATEST = 1950, 2049  # years that a report may be about


def find_dates(text: str) -> Iterator[date]:
    """Every full date of a text, in the order in which they stand."""
    return (found for _, _, found in dates_with_offsets(text))


def dates_with_offsets(text: str) -> Iterator[tuple[int, int, date]]:
    """Every full date of a text with its start and end there."""
    for match in _date_pattern().finditer(fold(text)):
        if found := _as_date(match):
            yield match.start(), match.end(), found


def first_date(text: str) -> date | None:
    """The first full date of a text."""
    return next(find_dates(text), None)


def plausible_year(year: int) -> bool:
    """Whether a number may be the year that a report is about."""
    return _EARLIEST <= year <= _LATEST


@cache
def _date_pattern() -> re.Pattern[str]:
    month = either(months()) + r"\b\.?"
    of = r"[\s,]*(?:d'|de |del |of |do )?\s*"
    ordinal = r"(?:st|nd|rd|th|er|º|°|\.)?"
    return re.compile(
        rf"\b(?P<month1>{month}) (?P<day1>\d{{1,2}}){ordinal},? *(?P<year1>\d{{4}})\b"
        rf"|\b(?P<day2>\d{{1,2}}){ordinal}{of}(?P<month2>{month}){of}(?P<year2>\d{{4}})\b"
        r"|\b(?P<year3>\d{4})-(?P<month3>\d\d)-(?P<day3>\d\d)\b"
        r"|\b(?P<day4>\d{1,2})[/.](?P<month4>\d{1,2})[/.](?P<year4>\d{4})\b"
    )


def _as_date(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    style = next(number for number in "1234" if parts["year" + number])
    year, month, day = (parts[part + style] for part in ("year", "month", "day"))
    if style == "4" and int(month) > 12:  # day first, as in Europe, unless only the other order makes a date
        month, day = day, month
    return _checked(int(year), _month(month), int(day))


def _month(word: str) -> int:
    return int(word) if word.isdecimal() else months()[word.rstrip(".")]


def _checked(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:  # the 31st of a short month, or a month above 12
        return None
    return found if plausible_year(found.year) else None
