"""A part of a year that a question asks about: "Q2 2023", "the six months ended June 30, 2023"."""

import re
from dataclasses import replace

from ingest.language.cldr import number_words
from ingest.language.periods import HALF_MONTHS, QUARTER_MONTHS, PeriodMention, YearPart, find_periods

_BEFORE = re.compile(r"\b(?:the|el|le|im)\s+$", re.I)
_AFTER = re.compile(r"\s+(?:of|in|de|del|des)(?:\s+(?:the\s+)?(?:fiscal\s+)?year)?\b", re.I)
_FISCAL = re.compile(r"\bFY|\bfiscal\b|ejercicio|exercici|geschäftsjahr", re.I)


def part_name(part: YearPart) -> str:
    """What stands before the year: "Q2", "first six months"."""
    if part.months == QUARTER_MONTHS and part.quarter:
        return f"Q{part.quarter}"
    count = next(word for word, number in number_words("en").items() if number == part.months)
    return f"first {count} months" if part.quarter else f"{count} months"


def period_name(year: int, part: YearPart | None) -> str:
    """A year, or the part of it: "Q2 2023"."""
    return f"{part_name(part)} {year}" if part else str(year)


def year_part_asked(text: str) -> tuple[YearPart | None, str]:
    """The part of a year in a text, and the text without it; None where there is none, or several.

    None for a second half as well: reports have no column for it.
    """
    mentions = [mention for mention in find_periods(text) if mention.part and mention.part.months > 1]
    parts = {mention.part for mention in mentions}
    part = parts.pop() if len(parts) == 1 else None
    if part is None or (part.months == HALF_MONTHS and part.quarter == 4):
        return None, text
    return replace(part, fiscal=bool(_FISCAL.search(text))), _without(text, mentions)


def _without(text: str, mentions: list[PeriodMention]) -> str:
    """The text without these mentions, and without the small words around them."""
    for mention in reversed(mentions):
        before, after = text[: mention.start], text[mention.end :]
        text = f"{_BEFORE.sub('', before)} {after[_end(after) :]}"
    return " ".join(text.split())


def _end(after: str) -> int:
    found = _AFTER.match(after)
    return found.end() if found else 0
