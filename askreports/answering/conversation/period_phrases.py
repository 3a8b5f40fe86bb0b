"""The periods of a question as one piece each: "the second quarter of 2021", "2020 and 2021"."""

import re

from ingest.language.periods import PeriodMention, find_periods

_ARTICLE = re.compile(r"\b(?:the|el|le|la|im|das|il|o)\s$", re.I)
_OF = re.compile(r"\s?(?:(?:of|de|del|des)\s)?(?:the\s)?(?:fiscal\s)?", re.I)
_AND = re.compile(r"\s(?:and|to|y|i|e|et|und|en)\s", re.I)


def period_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each period in a text; a part goes with its year, and joined years together."""
    spans: list[tuple[int, int]] = []
    last: PeriodMention | None = None
    for mention in find_periods(text):
        if last and _belong_together(last, mention, text[last.end : mention.start]):
            spans[-1] = (spans[-1][0], mention.end)
        else:
            spans.append((mention.start - _article(text, mention), mention.end))
        last = mention
    return spans


def periods_in(text: str) -> list[str]:
    """The periods of a text as they are written there."""
    return [text[start:end] for start, end in period_spans(text)]


def without_periods(text: str) -> str:
    """The text with a space in place of each period."""
    for start, end in reversed(period_spans(text)):
        text = f"{text[:start]} {text[end:]}"
    return text


def _article(text: str, mention: PeriodMention) -> int:
    """How many characters of an article stand before a part of a year: it is part of "the second quarter"."""
    is_worded = bool(mention.part) and not mention.years and " " in text[mention.start : mention.end]
    found = _ARTICLE.search(text[: mention.start]) if is_worded else None
    return len(found.group()) if found else 0


def _belong_together(first: PeriodMention, second: PeriodMention, between: str) -> bool:
    if bool(first.years) != bool(second.years):
        return bool(_OF.fullmatch(between))
    return bool(first.years) and bool(_AND.fullmatch(between))
