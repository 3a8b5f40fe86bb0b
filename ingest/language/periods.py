"""Periods that a text names: years and ranges of years, quarters, halves, months and days.

Reports and questions are read by the same rules, in every language of `cldr.py`: "FY18", "2019-2021",
"Q2 2023", "2T23", "second half", "erstes Halbjahr", "six months ended June 30, 2023".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from ingest.language.cldr import months, ordinals, small_numbers, unit_words
from ingest.language.dates import dates_with_offsets, plausible_year
from ingest.language.folding import either, fold

MAX_YEARS_APART = 15  # of a range of years; two numbers further apart are no range
CENTURY_TURN = 70  # two digits from here on are years of the last century
QUARTER_MONTHS, HALF_MONTHS, YEAR_MONTHS = 3, 6, 12

_YEAR = r"(?:19|20)\d\d"
_LAST_WORDS = (
    "last", "ultimo", "ultima", "ultim", "dernier", "derniere", "letztes", "letzten", "letzte", "laatste",
)  # fmt: skip
_HALF_WORDS = ("half", "half-year", "semestre", "halbjahr", "halbjahres", "halfjaar")
_NUMBERED = ("q", "q_before", "t", "t_before", "h", "h_before", "number")  # groups of the pattern of parts
_BETWEEN = r"(?:\W+[a-z'-]+){0,5}?\W+"  # "second quarter and full year 2023"


@dataclass(frozen=True, slots=True)
class YearPart:
    """So many months of a year: they end with its quarter `quarter`, or in the month `ended`.

    `fiscal` says that a fiscal year is meant; with a month it is the year of the calendar.
    """

    months: int
    quarter: int | None
    ended: int | None = None
    fiscal: bool = False


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period as it is written at text[start:end].

    `years` are those that are written out, empty for "the second quarter" alone; `through` is the last year
    of a range, also where it is written short, as in 2018/19. `part` is a part of a year, `day` a full date.
    """

    start: int
    end: int
    years: tuple[int, ...] = ()
    through: int | None = None
    part: YearPart | None = None
    day: date | None = None

    def overlaps(self, other: "PeriodMention") -> bool:
        """Whether the two are written in the same place."""
        return self.start < other.end and other.start < self.end


def find_periods(text: str) -> list[PeriodMention]:
    """The periods that a text names, in order; a year and a part of it are two mentions."""
    folded = fold(text)
    found: list[PeriodMention] = []
    for read in (_ended, _ranges, _days, _months_of_years, _parts, _years):  # what holds others comes first
        found += [new for new in read(folded) if not any(map(new.overlaps, found))]
    return sorted(found, key=lambda mention: mention.start)


def years_in(text: str) -> list[int]:
    """The years that a text writes out, in order, as 2018, FY2018, FY18 or 2Q18."""
    return [year for mention in find_periods(text) for year in mention.years]


def quarters_of_years(text: str) -> Iterator[tuple[int, int]]:
    """Year and quarter of each "Q2 2023", "2023 Q2" or "second quarter and full year 2023"."""
    mentions = find_periods(text)
    for place, mention in enumerate(mentions):
        if mention.part and mention.part.months == QUARTER_MONTHS and mention.part.quarter:
            before, after = mentions[max(0, place - 1) : place], mentions[place + 1 : place + 2]
            near = [other for other in before if re.fullmatch(r"[\s-]*", text[other.end : mention.start])]
            near += [
                other
                for other in after
                if re.fullmatch(rf"[\s/'’-]*|{_BETWEEN}", fold(text[mention.end : other.start]))
            ]
            if years := [year for other in near if not other.day for year in other.years]:
                yield years[0], mention.part.quarter


def year_from(digits: str) -> int:
    """The year that four or two digits stand for."""
    number = int(digits)
    return number if len(digits) == 4 else number + (1900 if number >= CENTURY_TURN else 2000)


def _ended(folded: str) -> Iterator[PeriodMention]:
    for match in _ended_pattern().finditer(folded):
        length = _count(match["count"]) if match["count"] else QUARTER_MONTHS
        month = months()[match["month"] or match["month_after"]]
        yield PeriodMention(match.start(), match.end(), part=YearPart(length, None, month))


def _days(folded: str) -> Iterator[PeriodMention]:
    for start, end, day in dates_with_offsets(folded):
        yield PeriodMention(start, end, (day.year,), day.year, day=day)


def _months_of_years(folded: str) -> Iterator[PeriodMention]:
    for match in _month_pattern().finditer(folded):
        year = int(match["year"])
        month = months()[match["month"]] if match["month"] else int(match["digits"])
        if plausible_year(year):
            yield PeriodMention(match.start(), match.end(), (year,), year, YearPart(1, None, month))


def _ranges(folded: str) -> Iterator[PeriodMention]:
    for match in _range_pattern().finditer(folded):
        first = int(match["first"])
        last = int(match["last"] or match["first"][:2] + match["short"])
        if plausible_year(first) and 0 < last - first <= MAX_YEARS_APART:
            years = (first, last) if match["last"] else (first,)
            yield PeriodMention(match.start(), match.end(), years, last)


def _parts(folded: str) -> Iterator[PeriodMention]:
    for match in _part_pattern().finditer(folded):
        number = next((match[name] for name in _NUMBERED if match[name]), "")
        if match["count"]:
            length = _count(match["count"])
            part = YearPart(length, length // QUARTER_MONTHS)
        else:
            length = HALF_MONTHS if match["h"] or match["h_before"] or match["half"] else QUARTER_MONTHS
            place = int(number) if number else _place(match["ordinal"], YEAR_MONTHS // length)
            part = YearPart(length, place * length // QUARTER_MONTHS)
        if part.quarter and part.quarter <= 4:
            yield PeriodMention(match.start(), match.end(), part=part)


def _years(folded: str) -> Iterator[PeriodMention]:
    for match in _year_pattern().finditer(folded):
        year = year_from(match["full"] or match["short"])
        if plausible_year(year):
            yield PeriodMention(match.start(), match.end(), (year,), year)


def _place(ordinal: str, last: int) -> int:
    """Which of the parts of a year it is; `last` is the number of all of them."""
    return last if ordinal in _LAST_WORDS else ordinals()[ordinal.rstrip(".")]


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else small_numbers()[word]


def _whole_quarters() -> str:
    """The numbers of months that reports sum up: three, six, nine, in words and digits."""
    return either(word for word, number in small_numbers().items() if number in (3, 6, 9)) + "|[369]"


@cache
def _ended_pattern() -> re.Pattern[str]:
    month = either(months())
    return re.compile(
        rf"\b(?:(?P<count>{_whole_quarters()})\s+months|quarter)\s+(?:period\s+)?ended\s+"
        rf"(?:(?P<month>{month})\b\.?\s+\d{{1,2}}\b,?|\d{{1,2}}\s+(?P<month_after>{month})\b)"
    )


@cache
def _month_pattern() -> re.Pattern[str]:
    named = rf"(?P<month>{either(months())})\b\.?,?\s(?:del?\s|of\s)?"
    return re.compile(rf"(?<![\w./-])(?:{named}|(?P<digits>0?[1-9]|1[0-2])/)(?P<year>{_YEAR})\b(?![./])")


@cache
def _range_pattern() -> re.Pattern[str]:
    """Two years with a word or stroke between them, the second perhaps in a date; or as in 2021/22."""
    to = r"\s*(?:-|/|\b(?:to|through|until|a|al|au|bis|ate)\b)\s*"
    day = rf"(?:\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?\s+)?(?:d[e']\s*)?(?:{either(months())}\s+(?:del?\s+)?)?"
    return re.compile(
        rf"(?<![\d.,/-])(?:(?<!\w)|(?<=\bfy))(?P<first>{_YEAR})"
        rf"(?:{to}{day}(?:fy\s?)?(?P<last>{_YEAR})|[-/](?P<short>\d\d))(?![\d.,/-]*\d)(?!\w)"
    )


@cache
def _part_pattern() -> re.Pattern[str]:
    words = [word for word in ordinals() if not word.isdecimal()]
    ordinal = either((*words, *_LAST_WORDS)) + r"|[1-4]\."
    year_follows = r"(?=[\s/'-]*(?:fy\s?|fiscal\s)?'?(?:20)?\d\d\b)"
    ends = r"(?=\W|$|(?:20)?\d\d\b)"
    quarter, half = either(unit_words("quarter")), either(_HALF_WORDS)
    one_quarter = either(unit_words("quarter", (1,)))  # "4 quarters" are a year
    first = either(word for word, number in ordinals().items() if number == 1 and word.isalpha())
    count = _whole_quarters()
    return re.compile(
        rf"(?<![a-z])q(?P<q>[1-4]){ends}|\b(?P<q_before>[1-4])q{ends}"
        rf"|(?<![a-z\d])t(?P<t>[1-4]){year_follows}|\b(?P<t_before>[1-4])t{year_follows}"
        rf"|(?<![a-z])h(?P<h>[12]){ends}|\b(?P<h_before>[12])h{ends}"
        rf"|\b(?:{first}\s+(?=(?:{count})\s)|(?=(?:{count})\s+{first}\s))"
        rf"(?P<count>{count})\s+(?:{first}\s+)?{either(unit_words('month'))}\b"
        rf"|\b(?P<number>[1-4])[\s-]+{one_quarter}\b"
        rf"|\b(?P<ordinal>{ordinal})[\s-]+(?:fiscal\s+)?(?:{quarter}|(?P<half>{half}))(?:\s+year)?\b"
    )


@cache
def _year_pattern() -> re.Pattern[str]:
    beside_part = r"(?:(?<=\b[1-4][qt])|(?<=\b[12]h)|(?<=\b[qt][1-4])|(?<=\bh[12]))"
    fiscal = r"\b(?:fy|cy)\s?'?"
    no_amount = r"(?![\d€%])(?![.,]\d)(?!/\d\d)"
    return re.compile(
        rf"(?:{fiscal}|{beside_part}|(?<![\w€$£/-])(?<!\d[.,]))(?P<full>{_YEAR}){no_amount}"
        rf"|(?:{fiscal}|{beside_part}[\s/'-]*(?:of |fy ?|fiscal )?'?)(?P<short>\d\d)\b{no_amount}"
    )
