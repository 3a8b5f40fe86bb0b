"""What a company calls the year or the quarter that ends on a given day."""

import re
from collections import Counter
from datetime import date, timedelta

from ingest.language.cldr import number_words

_SLACK = timedelta(days=7)  # a year of 52 or 53 weeks may end a few days into the next month
_LATE_START = 3  # month: a year that ends by it may bear the name of the year before
_WEEKS_PER_QUARTER = 12  # some companies count 12, 12, 12 and 16 weeks


def fiscal_year(end: date, folded: str) -> str:
    """The year by which the text, which comes folded, calls the fiscal year that ends on `end`.

    A year that ends in January may be named after either calendar year; the text decides by which
    of the two it speaks of more, and the year of its last day is the default.
    """
    last = end - _SLACK
    if last.month > _LATE_START:
        return str(last.year)
    spoken = Counter(re.findall(r"\bfiscal (?:year )?(20\d\d)\b", folded))
    before, same = spoken[str(last.year - 1)], spoken[str(last.year)]
    return str(last.year - 1 if before > 1.5 * same else last.year)


def fiscal_quarter(end: date, folded: str, latest: int = 4) -> str:
    """The quarter that ends on `end`, as `2023 Q2`, by the longest time that the text sums up to that day.

    `Six months ended December 31` makes it the second quarter of a year that ends in June. `latest` is
    the last quarter that it may be.
    """
    last = end - _SLACK
    number = _quarters_summed_up(end, folded, latest) or (last.month + 2) // 3
    months_ahead = last.month - 1 + 3 * (4 - number)
    year_end = date(last.year + months_ahead // 12, months_ahead % 12 + 1, 28)
    return f"{fiscal_year(year_end, folded)} Q{number}"


def _quarters_summed_up(end: date, folded: str, latest: int) -> int:
    """The quarters in the longest stretch up to `end`, `latest` at most; 0 where the text names none."""
    day = rf"{end:%B} {end.day}".lower()
    stretch = rf"\b([a-z-]+|\d+)[\s-](months?|weeks?)[\s-](?:period )?ended (?:on )?{day}\b"
    lengths = [
        _number(count) // (_WEEKS_PER_QUARTER if unit.startswith("week") else 3)
        for count, unit in re.findall(stretch, folded)
    ]
    return max((length for length in lengths if length <= latest), default=0)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else number_words("en").get(word, 0)
