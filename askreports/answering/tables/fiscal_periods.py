"""A part of a year that a question asks about: "Q2 2023", "the six months ended June 30, 2023"."""

import re
from dataclasses import dataclass, replace

from askreports.answering.tables.column_heads import month_of

_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "first 1st primer premier ersten erstes",
            "second 2nd segundo segon deuxième zweiten zweites",
            "third 3rd tercer troisième dritten drittes",
            "fourth 4th cuarto quart quatrième vierten viertes",
        ),
        1,
    )
    for word in words.split()
}
_COUNTS = {"three": 3, "six": 6, "nine": 9, "3": 3, "6": 6, "9": 9}
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_OF = r"(?:\s+(?:of|in|de|del|des)(?:\s+(?:the\s+)?(?:fiscal\s+)?year)?\b)?"
_PARTS = re.compile(
    rf"""\b(?:the\s+|el\s+|le\s+|im\s+)?(?:
        Q(?P<q>[1-4])\b | (?P<q_before>[1-4])Q\b
      | (?P<ordinal>{_ORDINAL})[\s-](?:fiscal\s+)?
        (?P<kind>quarter|trimestre|quartal|half|semestre|halbjahr)(?:\s+year)?\b
      | H(?P<h>[12])\b
      | first\s+(?P<months>three|six|nine)\s+months\b
      | (?:(?P<span>three|six|nine|[369])\s+months|quarter)\s+(?:period\s+)?ended\s+
        (?P<day>[a-z]+\.?\s+\d{{1,2}},?|\d{{1,2}}\s+[a-z]+)
    ){_OF}""",
    re.I | re.X,
)
_FISCAL = re.compile(r"\bFY|\bfiscal\b|ejercicio|exercici|geschäftsjahr", re.I)


@dataclass(frozen=True, slots=True)
class YearPart:
    """So many months of a year: they end with its quarter `quarter`, or in the month `ended`.

    `fiscal` says that the question speaks of a fiscal year. With a day it is the year on the calendar.
    """

    months: int
    quarter: int | None
    ended: int | None = None
    fiscal: bool = False

    @property
    def name(self) -> str:
        """What stands before the year: "Q2", "first six months"."""
        if self.months == 3 and self.quarter:
            return f"Q{self.quarter}"
        count = {number: word for word, number in _COUNTS.items() if word.isalpha()}[self.months]
        return f"first {count} months" if self.quarter else f"{count} months"


def period_name(year: int, part: YearPart | None) -> str:
    """A year, or the part of it: "Q2 2023"."""
    return f"{part.name} {year}" if part else str(year)


def year_part_asked(text: str) -> tuple[YearPart | None, str]:
    """The part of a year in a text, and the text without it; None where there is none, or several."""
    found = list(_PARTS.finditer(text))
    parts = {_part(match) for match in found}
    if len(parts) != 1:
        return None, text
    part = parts.pop()
    if part is None:
        return None, text
    if _FISCAL.search(text):
        part = replace(part, fiscal=True)
    return part, " ".join(_PARTS.sub(" ", text).split())


def _part(match: re.Match[str]) -> YearPart | None:
    if quarter := match["q"] or match["q_before"]:
        return YearPart(3, int(quarter))
    if match["day"]:
        month = month_of(match["day"]) or month_of(" ".join(reversed(match["day"].split())))
        return YearPart(_COUNTS[(match["span"] or "three").lower()], None, month) if month else None
    if match["months"]:
        months = _COUNTS[match["months"].lower()]
        return YearPart(months, months // 3)
    half = int(match["h"]) if match["h"] else 0
    if match["ordinal"]:
        number = _ORDINALS[match["ordinal"].lower()]
        if match["kind"].lower() in ("quarter", "trimestre", "quartal"):
            return YearPart(3, number)
        half = number
    return YearPart(6, 2) if half == 1 else None  # reports have no column for a second half
