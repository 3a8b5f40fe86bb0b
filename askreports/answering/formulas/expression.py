"""The tree of a formula over named values, and its worth: four operations, averages, growth, in decimals.

Nothing is executed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias


class FormulaError(Exception):
    """A text is not a formula, or a formula has no value."""


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
    """The change from `first` to `last` as a share of `first`; the share a year over several `years`."""

    first: "Expression"
    last: "Expression"
    years: int = 1


Expression: TypeAlias = Number | Term | Operation | Average | Growth


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
