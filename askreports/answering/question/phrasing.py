"""How questions for figures are phrased: the clause that asks, definitions, unit, rounding, years."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from askreports.answering.formulas.parser import years_of_formula
from askreports.answering.taxonomy.entries import normal
from ingest.language.cldr import month_names, number_words

_PHRASES = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))
HARMLESS = frozenset(_PHRASES["harmless"].split()) | frozenset(month_names())
COMPARING = frozenset(_PHRASES["comparing"].split())
SPANNING = frozenset(_PHRASES["spanning"].split())
MAX_YEARS = 12
MAX_WORDS_ALONE = 12  # of a question without a question word, such as "gross margin Tersalva 2022"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


SOURCE = re.compile(
    r"\b(?:from|in|on|of|within|per) (?:the |its |their )?(?:consolidated )?"
    rf"(?:{_any_of(_PHRASES['sources'])})(?!\w)",
    re.I,
)
_CLAUSE = re.compile(
    rf"(?:^|[,:]\s*)(?P<clause>(?:and |by )?"
    rf"(?P<word>{_any_of(_PHRASES['interrogatives'] + _PHRASES['yes_or_no'])})\b[^?]*)",
    re.I,
)
_SENTENCE_START = re.compile(r"(?<=[.!])\s+(?=[A-Z])")
_COMPARES = re.compile(
    r"\b(?:develop|evolve|compare|change|trend|grow|improve|decline)(?!th)|\b(?:versus|vs|against)\b", re.I
)
_CHANGE_OF = re.compile(r"\b(?:change|increase|decrease|growth) (?:in|of|rate)\b", re.I)
_FORMULA = r"as:?\s+(?P<{}>.+?)(?=\.\s|[.;]?$)"
_DEFINED = (
    re.compile(
        r"(?:^|[.?!:]\s+|\bwhere )(?P<name>[^.?!:]{2,80}?)\s+(?:here )?is (?:defined|calculated|computed) "
        + _FORMULA.format("formula"),
        re.I | re.S,
    ),
    re.compile(r"\bdefine (?P<name>[^.?!:]{2,80}?) " + _FORMULA.format("formula"), re.I | re.S),
)
_MONEY = re.compile(
    r"\b(?:in|to)\s+(?:the nearest\s+)?(?:units of\s+)?(?:US dollars?|USD|EUR|euros?|dollars?|\$|€)?\s*"
    r"(?:in\s+)?(thousand|million|billion)s?\b",
    re.I,
)
_PERCENT = re.compile(
    r"\b(?:in|as)\s+(?:units of\s+)?(?:a\s+)?(?:percents?|per cent|percentages?|%)(?!\s*of)", re.I
)
_ROUND = re.compile(r"\bround(?:ed|ing)?\b[^.?!]{0,60}?\b(zero|one|two|three|four|\d) decimal", re.I)
_NEAREST = re.compile(r"\bround(?:ed)?\b[^.?!]{0,40}\b(?:whole|integer|nearest)\b", re.I)
_RANGE = re.compile(
    r"(?:FY\s?)?((?:19|20)\d\d)\s*(?P<to>-|–|—|to|through|until)\s*(?:FY\s?)?((?:19|20)\d\d)", re.I
)
_EVERY_YEAR = re.compile(r"\baverage\b|\bdevelop|\bevol|\btrend", re.I)
_SCALES = {"thousand": 3, "million": 6, "billion": 9}


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause that asks. `compares` where it asks for a change over time."""

    text: str
    compares: bool


def clause_of(question: str) -> Clause | None:
    """The last clause that begins like a question; None where there is none, or it asks which of several."""
    asking = re.findall(r"[^?]*\?", question) or [question]
    sentence = _SENTENCE_START.split(asking[-1].strip(" ?¿¡"))[-1]
    found = next(reversed(list(_CLAUSE.finditer(sentence))), None)
    if found is None:
        return Clause(sentence, False) if len(sentence.split()) <= MAX_WORDS_ALONE else None
    word, text = found["word"].lower(), found["clause"]
    if word == "which":
        return None
    compares = word in _PHRASES["yes_or_no"] or bool(_COMPARES.search(text) and not _CHANGE_OF.search(text))
    return Clause(text, compares)


def definitions(question: str) -> dict[str, str]:
    """The formulas that a question gives, by name in normal form."""
    matches = (match for pattern in _DEFINED for match in pattern.finditer(question))
    return {normal(match["name"]): match["formula"] for match in matches}


def unit_asked(question: str) -> tuple[int | None, str]:
    """The power of ten of money and the unit that a question wants its answer in."""
    if _PERCENT.search(question):
        return None, "percent"
    money = _MONEY.search(question)
    return (_SCALES[money[1].lower()], "money") if money else (None, "")


def rounding(question: str) -> int | None:
    """How many decimals a question wants."""
    if found := _ROUND.search(question):
        return number_word(found[1])
    return 0 if _NEAREST.search(question) else None


def number_word(word: str) -> int:
    """A small number, in digits or in English letters."""
    return int(word) if word.isdecimal() else number_words("en")[word.lower()]


def years_asked(text: str) -> tuple[int, ...]:
    """The years a text names, the oldest first; every year of a range unless its ends are compared."""
    years = set(years_of_formula(text))
    if found := _RANGE.search(text):
        first, last = sorted((int(found[1]), int(found[3])))
        if found["to"] in "-–—" or _EVERY_YEAR.search(text):
            years |= set(range(first, last + 1))
    return tuple(sorted(years))[:MAX_YEARS]
