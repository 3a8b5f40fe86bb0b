"""A question to the figure it asks for: a formula over named lines, its years, unit and rounding.

Every word of the question must be understood: one that is not ("adjusted", "in Europe", "per employee") may
change what is meant, so no figure is claimed then.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from askreports.answering.formula import (
    Average,
    Expression,
    FormulaError,
    Growth,
    Operation,
    Term,
    in_year,
    parse_formula,
    show,
    substitute,
    terms_of,
    years_in,
)
from askreports.answering.glossary import Glossary, normal
from askreports.answering.phrasing import (
    COMPARING,
    HARMLESS,
    SOURCE,
    SPANNING,
    clause_of,
    definitions,
    rounding,
    unit_asked,
)

MAX_DEPTH = 5  # of definitions that use each other
MAX_YEARS = 12

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
_RANGE = re.compile(
    r"(?:FY\s?)?((?:19|20)\d\d)\s*(?:-|–|—|to|through|until)\s*(?:FY\s?)?((?:19|20)\d\d)", re.I
)
_YEAR_WORDS = re.compile(r"(?:\b(?:FY|CY|fiscal(?: year)?|year)\s?'?)?(?:19|20)\d\d\b|\bFY\s?'?\d\d\b", re.I)
_YEARS_LONG = re.compile(r"\b(\d{1,2}|two|three|four|five|ten)[\s-]years?\b", re.I)
_CAGR = re.compile(r"\b(?:cagr|compound(?:ed)? annual growth(?: rate)?)\b", re.I)
_GROWTH = re.compile(
    r"\b(?:year[\s-]over[\s-]year|yoy|percentage|percent|%|relative)\s+(?:change|growth|increase|decrease)(?:\s+(?:rate|in))?"
    r"|\bgrowth(?:\s+rates?)?(?:\s+(?:in|of))?\b",
    re.I,
)
_SHARE = re.compile(r"\bas (?:a |an )?(?:%|per ?cent|percentage|share|fraction)(?: of)?\b|% of\b", re.I)
_MARGIN = re.compile(r"\s*%?\s*\bmargin$", re.I)
_AVERAGE = re.compile(r"\baverage\b(?: of(?: the)?)?", re.I)
_ASIDE = re.compile(r"\(([^()+*/]*)\)|\[([^\[\]]*)\]")
_PART_OF_YEAR = re.compile(
    r"\bQ[1-4]|[1-4]Q\d|\bH[12]\b|\b[12]H\d|\bquarter|\bhalf\b|\bmonths?\b|\btrimestre|\bsemestre", re.I
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks: the value of `expression`, or with `compares` its value in each of `years`.

    Where it compares, the terms of the expression are not bound to a year yet. `unit` is money, percent,
    ratio or days, or empty where the value itself decides; `scale` is the power of ten of money asked for.
    """

    title: str
    expression: Expression
    years: tuple[int, ...]
    compares: bool
    unit: str = ""
    scale: int | None = None
    decimals: int | None = None


def asked_figure(
    question: str, named: frozenset[str], glossary: Glossary, several: bool = False
) -> Asked | None:
    """The figure that a question asks for, None where it asks for none or is not understood to the last word.

    `named` are the words, in lower case, by which it names an organisation; `several` says that it names
    more than one.
    """
    clause = clause_of(question)
    if clause is None or _PART_OF_YEAR.search(clause.text):
        return None
    try:
        names = _Names(glossary, definitions(question))
        text = SOURCE.sub(" ", _without_asides(_without(clause.text, named), names))
        return _read(text, clause.compares, question, names, COMPARING if several else frozenset())
    except FormulaError:
        return None


def lines_asked(question: str, named: frozenset[str], glossary: Glossary) -> list[str]:
    """The names of lines and ratios in a question, longest first, whether or not all of it is understood."""
    clause = clause_of(question)
    words = _words(_without(clause.text if clause else question, named))
    found: list[str] = []
    taken: set[int] = set()
    for start, end in _spans(len(words)):
        if taken.isdisjoint(range(start, end)) and glossary.find(" ".join(words[start:end])):
            found.append(" ".join(words[start:end]))
            taken.update(range(start, end))
    return found


@dataclass(frozen=True, slots=True)
class _Names:
    """What the names of one question stand for: its own definitions come before the glossary."""

    glossary: Glossary
    defined: Mapping[str, str]

    def knows(self, name: str) -> bool:
        return normal(name) in self.defined or self.glossary.find(name) is not None

    def unit(self, name: str) -> str:
        """The unit of a usual ratio, empty for all else: a question that defines its own means a plain ratio."""
        entry = self.glossary.find(name)
        usual = entry.ratio.unit if entry and entry.ratio else ""
        return "" if normal(name) in self.defined and usual == "percent" else usual

    def term(self, text: str, extra: frozenset[str] = frozenset()) -> Term:
        """The one known name in a text whose other words say nothing. Raises `FormulaError`."""
        words = _words(text)
        for start, end in _spans(len(words)):
            name, others = " ".join(words[start:end]), words[:start] + words[end:]
            if self.knows(name) and all(_is_harmless(word, extra) for word in others):
                return Term(name)
        raise FormulaError(f"{text!r} is not understood")

    def expand(self, expression: Expression, depth: int = 0) -> Expression:
        """The expression with the question's own definitions put in."""

        def put(term: Term) -> Expression:
            formula = self.defined.get(normal(term.name))
            if formula is None:
                return Term(self.term(term.name).name, term.year, term.back)
            if depth == MAX_DEPTH:
                raise FormulaError(f"{term.name} is defined by itself")
            inner = self.expand(parse_formula(formula), depth + 1)
            return in_year(inner, term.year - term.back) if term.year else inner

        return substitute(expression, put)


def _read(text: str, compares: bool, question: str, names: _Names, extra: frozenset[str]) -> Asked | None:
    years = _years(text)
    if not years:
        return None
    scale, unit = unit_asked(question)
    averaged = _YEARS_LONG.search(text)
    long = _number(averaged[1]) if averaged else None
    bare = " ".join(_YEAR_WORDS.sub(" ", _RANGE.sub(" ", _YEARS_LONG.sub(" ", text))).split())
    if _CAGR.search(bare):
        inner, title = _inner(_CAGR.sub(" ", bare), names, SPANNING)
        return Asked(f"{title} CAGR", _grown(inner, years), years, False, "percent", None, rounding(question))
    if not compares and _GROWTH.search(bare):
        pair = years if len(years) > 1 else (years[0] - 1, years[0])
        inner, title = _inner(_GROWTH.sub(" ", bare), names, SPANNING)
        return Asked(
            f"{title} growth",
            _grown(inner, (pair[0], pair[-1]), 1),
            pair,
            False,
            "percent",
            None,
            rounding(question),
        )
    inner, title = _inner(_AVERAGE.sub(" ", bare) if long else bare, names, COMPARING if compares else extra)
    unit = unit or ("percent" if _SHARE.search(bare) or "%" in bare else names.unit(title))
    if compares:
        return _compared(title, inner, years, text, unit, scale, rounding(question))
    if long or len(years) > 1:
        if not _AVERAGE.search(text):
            return None
        last = years[-1]
        years = years if len(years) > 1 else tuple(range(last - (long or 1) + 1, last + 1))
        if long and len(years) != long:
            return None
        inner, title = (
            Average(tuple(in_year(inner, year) for year in years)),
            f"{long or len(years)} year average {title}",
        )
    return Asked(title, in_year(inner, years[-1]), years, False, unit, scale, rounding(question))


def _compared(
    title: str,
    inner: Expression,
    years: Sequence[int],
    text: str,
    unit: str,
    scale: int | None,
    decimals: int | None,
) -> Asked:
    """One year is compared with the one before, unless the question is only whether the value is positive."""
    if len(years) == 1 and re.search(r"\b(?:positive|negative)\b", text):
        return Asked(title, in_year(inner, years[0]), tuple(years), False, unit, scale, decimals)
    pair = (years[0] - 1, years[0]) if len(years) == 1 else (years[0], years[-1])
    shown = tuple(years) if len(years) > 2 else pair
    return Asked(title, inner, shown, True, unit, scale, decimals)


def _grown(inner: Expression, years: Sequence[int], apart: int | None = None) -> Growth:
    if len(years) < 2:
        raise FormulaError("growth needs two years")
    first, last = years[0], years[-1]
    return Growth(in_year(inner, first), in_year(inner, last), apart or last - first)


def _inner(text: str, names: _Names, extra: frozenset[str]) -> tuple[Expression, str]:
    """The expression of what is left of the question, and its title."""
    if len(parts := _SHARE.split(text)) == 2:
        above, below = (names.term(part, extra) for part in parts)
        return Operation(
            "/", names.expand(above), names.expand(below)
        ), f"{above.name} as a share of {below.name}"
    if re.search(r"\s[-+*/−–]\s|\bless\b|\bminus\b|\bplus\b|\bdivided by\b", text):
        expression = substitute(parse_formula(text), lambda term: Term(names.term(term.name, extra).name))
        title = (
            " ".join(_words(text))
            if len(list(terms_of(expression))) == 1
            else show(expression, lambda term: term.name)
        )
        return names.expand(expression), title
    kept = " ".join(_words_kept(text, extra))
    if _MARGIN.search(kept):
        base = _known(_MARGIN.sub("", kept), names, extra)
        if base and (normal(base.name) in names.defined or not _known(text, names, extra)):
            return Operation("/", names.expand(base), Term("revenue")), f"{base.name} margin"
    term = names.term(text, extra)
    return names.expand(term), term.name


def _known(text: str, names: _Names, extra: frozenset[str]) -> Term | None:
    try:
        return names.term(text, extra)
    except FormulaError:
        return None


def _words_kept(text: str, extra: frozenset[str]) -> list[str]:
    words = [word for word in re.findall(r"[\w&'’-]+|%", text)]
    while words and _is_harmless(words[-1], extra):
        words.pop()
    return words


def _years(text: str) -> tuple[int, ...]:
    """The years a question is about, the oldest first; all of a range."""
    years = set(years_in(text))
    if found := _RANGE.search(text):
        first, last = sorted(map(int, found.groups()))
        if (
            re.search(r"\baverage\b|\bdevelop|\bevol|\btrend", text, re.I)
            or "-" in found.group()
            or "–" in found.group()
        ):
            years |= set(range(first, last + 1))
    return tuple(sorted(years))[:MAX_YEARS]


def _number(word: str) -> int:
    return _NUMBERS.get(word.lower()) or int(word)


def _without(text: str, named: frozenset[str]) -> str:
    """The text without the names of organisations, which are written with a capital."""

    def drop(match: re.Match[str]) -> str:
        return "" if match["word"].casefold() in named and not match["word"][0].islower() else match.group()

    return re.sub(r"\b(?P<word>[^\W_]+)(?:['’]s?\b|['’](?=\s))?", drop, text)


def _without_asides(text: str, names: _Names) -> str:
    """The text without what it says in brackets, if that is understood. Raises `FormulaError`."""
    for match in _ASIDE.finditer(text):
        aside = next(filter(None, match.groups()), "").strip()
        if not _is_understood(aside, names):
            raise FormulaError(f"({aside}) is not understood")
        if normal(aside) in names.defined:  # "days payable outstanding (DPO)", and DPO is defined
            text = text.replace(match.group(), " ").replace(_before(text, match), aside)
    return _ASIDE.sub(" ", text)


def _before(text: str, aside: re.Match[str]) -> str:
    """The words before an abbreviation that it stands for, told by their first letters."""
    letters = (aside.group(1) or "").strip().lower()
    words = text[: aside.start()].split()[-len(letters) :]
    return " ".join(words) if "".join(word[0].lower() for word in words) == letters else "\0"


def _is_understood(aside: str, names: _Names) -> bool:
    if re.match(
        r"in (?:units|usd|eur|us dollars|%|per|million|thousand|billion)|formerly|round|from (?:the )?",
        aside,
        re.I,
    ):
        return True
    if re.match(r"using ", aside, re.I):
        return all(names.knows(part) for part in re.split(r",|\band\b", aside[6:]) if part.strip())
    return not aside or names.knows(aside) or (aside.isupper() and len(aside) < 7)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w&]+", text)


def _is_harmless(word: str, extra: frozenset[str]) -> bool:
    return normal(word) in HARMLESS or normal(word) in extra


def _spans(count: int) -> Iterable[tuple[int, int]]:
    """All spans of so many words, the longest first."""
    return (
        (start, start + size) for size in range(min(count, 9), 0, -1) for start in range(count - size + 1)
    )
