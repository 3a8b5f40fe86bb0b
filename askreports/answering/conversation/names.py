"""The name that a question is about, recognised by how it is written."""

import re

from askreports.answering.conversation.period_phrases import period_spans
from askreports.answering.text.language import language_of

_PART_OF_PERIOD = r"(?!(?:(?:FY|CY)\s?'?\d|[QH][1-4]\b))"
_TOKEN = rf"{_PART_OF_PERIOD}(?:[A-ZÀ-Þ][\w&.'’-]*\w|[A-ZÀ-Þ]|\d+[A-ZÀ-Þ]\w*|\w+(?<=[a-z])[A-Z]\w*)"
_NAME = re.compile(rf"(?<!\w){_TOKEN}(?:(?<!['’]s)(?:\s+(?:&|and|of|de|del)\s+|\s+){_TOKEN})*")
_OWNER = re.compile(r"['’]s$")
_OPENING = re.compile(r"(?:^|[.?!:]\s+)[¿¡\s]*$")
_NO_NAME = frozenset(
    (
        "usd eur gbp chf ceo cfo ebit ebitda gaap ifrs capex r&d it i jahr jahre euro million millionen"
        " really sure thanks yes no ok okay hello hi gracias gràcies merci danke wirklich vraiment"
    ).split()
)
# what stands before the name that a question is about, the surest first
_CLUES = (
    re.compile(r"\b(?:did|does|has|had|hat|hatte|tuvo|ha|a)\s+$", re.I),
    re.compile(
        r"\b(?:of|by|at|for|from|von|bei|de|del|d['’]|chez|per|par)\s*(?:the\s+|der\s+|la\s+|el\s+|l['’])?$",
        re.I,
    ),
    re.compile(r"\b(?:was|were|is|are|do)\s+$", re.I),
)


def name_in(text: str) -> str:
    """The name that a question is most likely about, without a possessive; empty where it has none."""
    periods = period_spans(text)
    found = [
        match
        for match in _NAME.finditer(text)
        if _is_name(match, text) and not any(start <= match.start() < end for start, end in periods)
    ]
    if owner := next((match for match in found if _OWNER.search(match.group())), None):
        return without_owner(owner.group())
    for clue in _CLUES:
        for match in found:
            if clue.search(text[: match.start()]):
                return match.group()
    if not found:
        return ""
    return found[-1 if language_of(text) == "de" else 0].group()  # German writes nouns with a capital too


def names_alone(text: str) -> bool:
    """Whether a text is a name, or several, and nothing else."""
    return bool(_NAME.fullmatch(text)) and text.casefold() not in _NO_NAME


def without_owner(name: str) -> str:
    """A name without its possessive."""
    return _OWNER.sub("", name)


def _is_name(match: re.Match[str], text: str) -> bool:
    owns = _OWNER.search(match.group())
    alone_at_start = _OPENING.search(text[: match.start()]) and not owns
    return without_owner(match.group()).casefold() not in _NO_NAME and not alone_at_start
