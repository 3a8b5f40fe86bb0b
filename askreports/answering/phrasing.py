"""How questions for figures are phrased: where the question proper stands, definitions, unit, rounding."""

import re
from dataclasses import dataclass

from askreports.answering.glossary import normal

HARMLESS = frozenset(
    (
        "what what's whats is was were are be the a an of in for at by on to as its it their our this that company "
        "companies s amount amounts value figure number level total overall annual yearly year years end ended ending "
        "fiscal full fy cy how much many did does do has have had can could you please tell me give show calculate "
        "compute find extract state report reported reports generate generated generates pay paid pays out spend "
        "spent earn earned make made record recorded incur incurred post posted achieve achieved usd eur dollars euros "
        "million millions billion billions thousand thousands percent percents per cent units unit december january february march april may june july "
        "august september october november 31 30 29 28 consolidated group during within according based data close "
        "cual cuál fue es era el la los las de del en que quin quina quins va ser els les quel quelle est le du "
        "wie hoch war ist der die das von im jahr wurde unadjusted ratio"
    ).split()
)
COMPARING = frozenset(
    (
        "improving improved improve declining declined decline increasing increased increase decreasing decreased decrease "
        "grow grew growing grown fall fell rise rose rising positive negative profile develop developed change changed "
        "changing evolve evolved compare compared compares comparison trend between or and from versus vs against higher "
        "lower than over since better worse over"
    ).split()
)
SPANNING = frozenset("from to between and over since".split())
SOURCE = re.compile(
    r"\b(?:from|in|on|of|within|per) (?:the |its |their )?(?:consolidated )?"
    r"(?:cash flow statement|statement of cash flows|income statement|statement of income|p&l(?: statement)?|balance sheet|"
    r"statement of financial position)\b",
    re.I,
)

_START = re.compile(
    r"(?:^|[,:]\s*)(?P<clause>(?:and |by )?(?P<word>what(?:['’]s)?|how much|how many|how|which|did|does|do|has|have|is|was|were|are|"
    r"cu[áa]l|cu[áa]nto|quin|quina|quant|quel|quelle|combien|wie)\b[^?]*)",
    re.I,
)
_YES_NO = frozenset("did does do has have is was were are".split())
_COMPARES = re.compile(
    r"\b(?:develop|developed|evolve|evolved|compare|compared|changed?|trend|versus|vs)\b|\bagainst\b", re.I
)
_CHANGE_OF = re.compile(r"\b(?:change|increase|decrease|growth) (?:in|of|rate)\b", re.I)
_DEFINED = re.compile(
    r"(?:^|[.?!:]\s+|\bwhere )(?P<name>[^.?!:]{2,80}?)\s+(?:here )?is (?:defined|calculated|computed) as:?\s*(?P<formula>.+?)(?=\.\s|[.;]?$)"
    r"|\bdefine (?P<name2>[^.?!:]{2,80}?) as:?\s+(?P<formula2>.+?)(?=\.\s|[.;]?$)",
    re.I | re.S,
)
_MONEY = re.compile(
    r"\b(?:in|to)\s+(?:the nearest\s+)?(?:units of\s+)?(?:US dollars?|USD|EUR|euros?|dollars?|\$|€)?\s*(?:in\s+)?(thousand|million|billion)s?\b",
    re.I,
)
_PERCENT = re.compile(
    r"\b(?:in|as)\s+(?:units of\s+)?(?:a\s+)?(?:percents?|per cent|percentages?|%)(?!\s*of)", re.I
)
_ROUND = re.compile(r"\bround(?:ed|ing)?\b[^.?!]{0,60}?\b(zero|one|two|three|four|\d) decimal", re.I)
_NEAREST = re.compile(r"\bround(?:ed)?\b[^.?!]{0,40}\b(?:whole|integer|nearest)\b", re.I)
_SCALES = {"thousand": 3, "million": 6, "billion": 9}
_DIGITS = {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4}


@dataclass(frozen=True, slots=True)
class Clause:
    """The question proper, without what is said around it. `compares` where it asks for a change over time."""

    text: str
    compares: bool


def clause_of(question: str) -> Clause | None:
    """The last clause that begins like a question, None where no sentence is one or it asks which or why."""
    sentences = [s for s in re.findall(r"[^?]*\?", question)] or [question]
    body = re.split(r"(?<=[.!])\s+(?=[A-Z])", sentences[-1].strip().rstrip("?"))[-1]
    starts = [m for m in _START.finditer(body)]
    found = starts[-1] if starts else None
    if found is None:
        return Clause(body, False) if len(body.split()) <= 12 else None
    word = found["word"].lower()
    if word == "which":
        return None
    compares = word in _YES_NO or bool(
        _COMPARES.search(found["clause"]) and not _CHANGE_OF.search(found["clause"])
    )
    return Clause(found["clause"], compares)


def definitions(question: str) -> dict[str, str]:
    """The formulas that a question gives, by name in normal form."""
    found = {}
    for match in _DEFINED.finditer(question):
        name = match["name"] or match["name2"]
        formula = match["formula"] or match["formula2"]
        found[normal(name)] = formula
    return found


def unit_asked(question: str) -> tuple[int | None, str]:
    """The power of ten of money and the unit that a question wants its answer in."""
    if _PERCENT.search(question):
        return None, "percent"
    money = _MONEY.search(question)
    return (_SCALES[money[1].lower()], "money") if money else (None, "")


def rounding(question: str) -> int | None:
    """How many decimals a question wants."""
    if found := _ROUND.search(question):
        return _DIGITS.get(found[1].lower()) if found[1].lower() in _DIGITS else int(found[1])
    return 0 if _NEAREST.search(question) else None
