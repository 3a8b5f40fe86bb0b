"""A formula as a person writes it ("net income / average total assets") to its tree.

A name may say its year ("FY2018 COGS", "average inventory between FY2017 and FY2018"); otherwise it takes
the year asked for.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from askreports.answering.formulas.expression import (
    Average,
    Expression,
    FormulaError,
    Number,
    Operation,
    Term,
)

MAX_TOKENS = 200

_YEAR = r"(?:(?:FY|fiscal(?: year)?|year)\s?'?)?((?:19|20)\d\d)\b|\bFY\s?'?(\d\d)\b"
_YEARS = re.compile(_YEAR, re.I)
_BETWEEN = re.compile(rf"\b(?:between|from)\s+(?:{_YEAR})\s+(?:and|to)\s+(?:{_YEAR})", re.I)
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d[\d,]*(?:\.\d+)?(?=\s*(?:[*/+×÷()-]|$)))|(?P<sign>[()*/+×÷]|[-−–](?=\s|\())"
    r"|(?P<word>\b(?:divided by|multiplied by|minus|less|plus|times|over)\b)|(?P<name>[^\s()*/+×÷]+))",
    re.I,
)
_SIGNS = {
    "×": "*",
    "÷": "/",
    "−": "-",
    "–": "-",
    "divided by": "/",
    "multiplied by": "*",
    "minus": "-",
    "less": "-",
}
_SIGNS |= {"plus": "+", "times": "*", "over": "/"}
_ASIDE = re.compile(r"\[[^\]]*\]|\((?:from|as|in)\b[^)]*\)|\((?:[A-Z][A-Za-z&]{0,6})\)")
_SOURCE = re.compile(
    r"\s*\b(?:from|in|on|within) the (?:\w+ ){0,3}(?:statements?|sheet)(?: of [\w ]+)?\s*$"
    r"|\s*\bfrom (?:\w+ ){0,3}statement\s*$",
    re.I,
)


def parse_formula(text: str) -> Expression:
    """The tree of a formula. Raises `FormulaError`."""
    tokens = list(_tokens(_ASIDE.sub(" ", text)))
    if not tokens or len(tokens) > MAX_TOKENS:
        raise FormulaError("no formula, or one that is too long")
    expression, rest = _sum(tokens)
    if rest:
        raise FormulaError(f"cannot go on at {rest[0]!r}")
    return expression


def _tokens(text: str) -> Iterator[str]:
    """Numbers and signs one by one; the words of a name together."""
    name: list[str] = []
    for match in _TOKEN.finditer(text):
        if match["name"] or (match["word"] and not name):
            name.append(match.group().strip())
            continue
        if match["number"] and name:
            name.append(match["number"])
            continue
        if name:
            yield " ".join(name)
            name = []
        found = (match["number"] or match["sign"] or match["word"] or "").lower()
        yield _SIGNS.get(found, found)
    if name:
        yield " ".join(name)


def _sum(tokens: list[str]) -> tuple[Expression, list[str]]:
    left, rest = _product(tokens)
    while rest and rest[0] in "+-":
        right, after = _product(rest[1:])
        left, rest = Operation(rest[0], left, right), after
    return left, rest


def _product(tokens: list[str]) -> tuple[Expression, list[str]]:
    left, rest = _factor(tokens)
    while rest and rest[0] in "*/":
        right, after = _factor(rest[1:])
        left, rest = Operation(rest[0], left, right), after
    return left, rest


def _factor(tokens: list[str]) -> tuple[Expression, list[str]]:
    if not tokens or tokens[0] in ")*/+":
        raise FormulaError("something is missing")
    head, rest = tokens[0], tokens[1:]
    if head == "(":
        inner, rest = _sum(rest)
        if rest[:1] != [")"]:
            raise FormulaError("a bracket is not closed")
        return inner, rest[1:]
    if head == "-":
        inner, rest = _factor(rest)
        return Operation("-", Number(Decimal(0)), inner), rest
    if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", head):
        return Number(Decimal(head.replace(",", ""))), rest
    return _named(head), rest


def _named(text: str) -> Expression:
    """A term, or an average or change of one: "average total assets between FY2016 and FY2017"."""
    text = _SOURCE.sub("", text)
    years = years_of_formula(text)
    name = " ".join(_YEARS.sub(" ", _BETWEEN.sub(" ", text)).split()).strip(" .,;:")
    for prefix in ("average of the", "average of", "average", "the average"):
        if name.lower().startswith(prefix + " "):
            return Average(tuple(_two(name[len(prefix) :], years)))
    for prefix in ("change in", "increase in", "the change in"):
        if name.lower().startswith(prefix + " "):
            before, after = _two(name[len(prefix) :], years)
            return Operation("-", after, before)
    if len(years) > 1 or not any(char.isalpha() for char in name):
        raise FormulaError(f"{text!r} names no value of one year")
    return Term(_bare(name), *years)


def _two(name: str, years: list[int]) -> list[Term]:
    if len(years) == 2:
        return [Term(_bare(name), year) for year in sorted(years)]
    if years:
        return [Term(_bare(name), years[0] - 1), Term(_bare(name), years[0])]
    return [Term(_bare(name), back=1), Term(_bare(name))]


def _bare(name: str) -> str:
    name = re.sub(r"^(?:the|total of)\s+|\s+(?:in|for|of|as of|at|during)$", "", name.strip(), flags=re.I)
    if not name:
        raise FormulaError("a year without a name")
    return name


def years_of_formula(text: str) -> list[int]:
    """The years a text names, as 2018, FY2018 or FY18, in order."""
    return [int(full) if full else 2000 + int(short) for full, short in _YEARS.findall(text)]
