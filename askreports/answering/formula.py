"""A formula as a person writes it ("cash from operations / total current liabilities") to a tree, and its value.

Nothing is executed: the tree knows four operations, averages and growth, and counts in decimals. A name may
say its year ("FY2018 COGS", "average inventory between FY2017 and FY2018"); otherwise it takes the year
asked for.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

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
    r"\s*\b(?:from|in|on|within) the (?:\w+ ){0,3}(?:statements?|sheet)(?: of [\w ]+)?\s*$|\s*\bfrom (?:\w+ ){0,3}statement\s*$",
    re.I,
)


class FormulaError(Exception):
    """A text is no formula, or a formula has no value: nothing may be claimed from it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that the formula itself holds, such as 365."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Term:
    """A name that stands for a value of a year: `year`, or the year asked for, less `back`."""

    name: str
    year: int | None = None
    back: int = 0


@dataclass(frozen=True, slots=True)
class Operation:
    """`sign` is one of + - * /."""

    sign: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Average:
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """The change from `first` to `last` as a share of `first`; a year's share where they are `years` apart."""

    first: "Expression"
    last: "Expression"
    years: int = 1


Expression: TypeAlias = Number | Term | Operation | Average | Growth


def parse_formula(text: str) -> Expression:
    """The tree of a formula. Raises `FormulaError`."""
    tokens = list(_tokens(_ASIDE.sub(" ", text)))
    if not tokens or len(tokens) > MAX_TOKENS:
        raise FormulaError("no formula, or one that is too long")
    expression, rest = _sum(tokens)
    if rest:
        raise FormulaError(f"cannot go on at {rest[0]!r}")
    return expression


def terms_of(expression: Expression) -> Iterator[Term]:
    """The terms of a formula from left to right."""
    match expression:
        case Term():
            yield expression
        case Operation(_, left, right) | Growth(left, right):
            yield from terms_of(left)
            yield from terms_of(right)
        case Average(parts):
            for part in parts:
                yield from terms_of(part)


def in_year(expression: Expression, year: int) -> Expression:
    """The formula with every term that names no year bound to this one."""
    return substitute(
        expression, lambda term: replace(term, year=year - term.back, back=0) if term.year is None else term
    )


def substitute(expression: Expression, by: Callable[[Term], Expression]) -> Expression:
    """The formula with each term replaced by what `by` makes of it."""
    match expression:
        case Term():
            return by(expression)
        case Operation(sign, left, right):
            return Operation(sign, substitute(left, by), substitute(right, by))
        case Average(parts):
            return Average(tuple(substitute(part, by) for part in parts))
        case Growth(first, last, years):
            return Growth(substitute(first, by), substitute(last, by), years)
        case Number():
            return expression


def evaluate(expression: Expression, value: Callable[[Term], Decimal]) -> Decimal:
    """The value of a formula, given that of each term. Raises `FormulaError` where it has none."""
    match expression:
        case Number(number):
            return number
        case Term():
            return value(expression)
        case Operation(sign, left, right):
            return _operate(sign, evaluate(left, value), evaluate(right, value))
        case Average(parts):
            return sum((evaluate(part, value) for part in parts), Decimal(0)) / len(parts)
        case Growth(first, last, years):
            return _growth(evaluate(first, value), evaluate(last, value), years)


def dimension(expression: Expression, of_term: Callable[[Term], int]) -> int:
    """The power in which a formula holds money: 1 for an amount, 0 for a ratio. Raises `FormulaError`."""
    match expression:
        case Number():
            return 0
        case Term():
            return of_term(expression)
        case Operation("*", left, right):
            return dimension(left, of_term) + dimension(right, of_term)
        case Operation("/", left, right):
            return dimension(left, of_term) - dimension(right, of_term)
        case Operation(_, left, right):
            return _same([dimension(left, of_term), dimension(right, of_term)])
        case Average(parts):
            return _same([dimension(part, of_term) for part in parts])
        case Growth(first, last):
            _same([dimension(first, of_term), dimension(last, of_term)])
            return 0


def show(expression: Expression, of_term: Callable[[Term], str]) -> str:
    """The formula written out, each term as `of_term` writes it."""
    match expression:
        case Number(number):
            return f"{number:,}"
        case Term():
            return of_term(expression)
        case Operation(sign, left, right):
            return f"{_inner(left, sign, False, of_term)} {sign} {_inner(right, sign, True, of_term)}"
        case Average(parts):
            return f"average({', '.join(show(part, of_term) for part in parts)})"
        case Growth(first, last, 1):
            return f"{_inner(last, '/', False, of_term)} / {_inner(first, '/', True, of_term)} - 1"
        case Growth(first, last, years):
            return (
                f"({_inner(last, '/', False, of_term)} / {_inner(first, '/', True, of_term)})^(1/{years}) - 1"
            )


def _inner(part: Expression, sign: str, is_right: bool, of_term: Callable[[Term], str]) -> str:
    text = show(part, of_term)
    weaker = (
        isinstance(part, Operation) and part.sign in "+-" and (sign in "*/" or (is_right and sign == "-"))
    )
    divided = isinstance(part, Operation) and part.sign in "*/" and is_right and sign == "/"
    return f"({text})" if weaker or divided or isinstance(part, Growth) else text


def _operate(sign: str, left: Decimal, right: Decimal) -> Decimal:
    if sign == "/" and not right:
        raise FormulaError("division by zero")
    return {"+": left.__add__, "-": left.__sub__, "*": left.__mul__, "/": left.__truediv__}[sign](right)


def _growth(first: Decimal, last: Decimal, years: int) -> Decimal:
    if first <= 0 or (years > 1 and last <= 0):
        raise FormulaError("growth from a loss or from nothing has no meaning")
    ratio = last / first
    return (ratio if years == 1 else ratio ** (Decimal(1) / years)) - 1


def _same(dimensions: list[int]) -> int:
    if len(set(dimensions)) > 1:
        raise FormulaError("amounts are added to ratios")
    return dimensions[0]


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
    years = years_in(text)
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


def years_in(text: str) -> list[int]:
    """The years a text names, as 2018, FY2018 or FY18, in order."""
    return [int(full) if full else 2000 + int(short) for full, short in _YEARS.findall(text)]
