"""The name and the period that a question is about, told from how they are written."""

import re

from askreports.answering.tongue import language_of

PERIOD = re.compile(
    r"\b(?:(?:FY|CY)\s?'?(?:(?:19|20)\d\d|\d\d)|Q[1-4](?:\s+(?:of\s+)?(?:FY\s?)?(?:19|20)?\d\d)?|[1-4]Q\d\d"
    r"|(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d))?)(?!\w)"
)
_TOKEN = r"(?:[A-ZÀ-Þ][\w&.'’-]*\w|[A-ZÀ-Þ]|\d+[A-ZÀ-Þ]\w*|\w+(?<=[a-z])[A-Z]\w*)"
_NAME = re.compile(rf"(?<!\w){_TOKEN}(?:(?:\s+(?:&|and|of|de|del)\s+|\s+){_TOKEN})*")
_OPENING = re.compile(r"(?:^|[.?!:]\s+)[¿¡\s]*$")
_NO_NAME = frozenset(
    (
        "fy cy q1 q2 q3 q4 usd eur gbp chf ceo cfo ebit ebitda gaap ifrs capex r&d it i jahr jahre euro "
        "million millionen"
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
    found = [match for match in _NAME.finditer(text) if _is_name(match, text)]
    owners = [match for match in found if re.search(r"['’]s$", match.group())]
    if owners:
        return owners[0].group()[:-2]
    for clue in _CLUES:
        for match in found:
            if clue.search(text[: match.start()]):
                return match.group()
    if not found:
        return ""
    return found[-1 if language_of(text) == "de" else 0].group()  # German writes nouns with a capital too


def names_alone(text: str) -> bool:
    """Whether a text is a name, or several, and nothing else."""
    match = _NAME.fullmatch(text.strip())
    return bool(match) and text.strip().casefold() not in _NO_NAME and not PERIOD.fullmatch(text.strip())


def _is_name(match: re.Match[str], text: str) -> bool:
    word = match.group().casefold().removesuffix("'s")
    alone_at_start = _OPENING.search(text[: match.start()]) and not re.search(r"['’]s$", match.group())
    return word not in _NO_NAME and not PERIOD.fullmatch(match.group()) and not alone_at_start
