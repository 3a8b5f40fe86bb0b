"""The name and the period that a question is about, told from how they are written."""

import re

from askreports.answering.text.language import language_of

_YEAR = r"(?:19|20)\d\d"
_MONTH = (
    r"(?i:january?|janvier|february?|march|april|may|june|july|august|september|october|november|december"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|gener|febrer|març|maig|juny|juliol|agost|setembre|novembre|desembre"
    r"|février|mars|avril|mai|juin|juillet|août|septembre|octobre|décembre"
    r"|märz|juni|juli|oktober|dezember)"
)
_PART = (
    r"(?i:(?:the |el |le |la |im |das )?(?:first|second|third|fourth|last|primer|segund[oa]|tercer"
    r"|cuarto|último"
    r"|segon|quart|últim|premier|deuxième|troisième|quatrième|dernier|erste[ns]?|zweite[ns]?|dritte[ns]?|vierte[ns]?)"
    r" (?:quarter|half|trimestre|semestre|quartal|halbjahr)(?: (?:of|de|del))?)"
)
PERIOD = re.compile(
    rf"\b(?:(?:\d{{1,2}}\.?\s(?:de\s|d['’])?{_MONTH}|{_MONTH}(?:\s\d{{1,2}},?)?)\s(?:del?\s)?{_YEAR}"
    rf"|{_PART}(?:\s(?:FY\s?)?{_YEAR})?"
    rf"|(?:FY|CY)\s?'?(?:{_YEAR}|\d\d)|[QH][1-4](?:\s+(?:of\s+)?(?:FY\s?)?(?:19|20)?\d\d)?|[1-4][QH]\d\d"
    rf"|{_YEAR}(?:\s?[-–/]\s?(?:{_YEAR}|\d\d)|\s(?:to|through|until|and|a|al|y|i|et|à|bis|und)"
    rf"\s{_YEAR})?)(?!\w)"
)
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
    found = [match for match in _NAME.finditer(text) if _is_name(match, text)]
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


def years_named(text: str) -> list[int]:
    """The years with four digits in a text, in order."""
    return [int(year) for year in re.findall(rf"(?<!\d){_YEAR}(?!\d)", text)]


def _is_name(match: re.Match[str], text: str) -> bool:
    owns = _OWNER.search(match.group())
    alone_at_start = _OPENING.search(text[: match.start()]) and not owns
    return without_owner(match.group()).casefold() not in _NO_NAME and not alone_at_start
