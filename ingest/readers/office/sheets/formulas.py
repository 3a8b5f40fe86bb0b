"""Formulas of a workbook that no program has worked out: the simple ones are worked out here.

Sums, differences, products, quotients, powers and per cents of cells, and the functions of `_FUNCTIONS`; for
all else there is no value, so that the sheet can be listed as read in part.
"""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils.cell import range_boundaries

MAX_RANGE = 10_000  # cells
MAX_STEPS = 200_000  # of a workbook
_MAX_DEPTH = 60  # formulas that hang on formulas
_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([\w.]+))!(.+)")

_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}

Place = tuple[str, int, int]  # sheet, row and column from 1
Value = float | str | bool | None
Formulas = Mapping[Place, str]  # without the sign of equality
Known = Callable[[Place], Value]  # what a cell holds that is no formula to be worked out


class NotWorkedOut(Exception):
    """A formula that is not simple, or hangs on one, or on what is no number."""


@dataclass(slots=True)
class Formulary:
    """Works out formulas, each once. `known` gives the values of all other cells."""

    formulas: Formulas
    known: Known
    _values: dict[Place, Value] = field(default_factory=dict)
    _open: list[Place] = field(
        default_factory=list
    )  # being worked out: one that comes up again goes in circles
    _steps: int = 0

    def value(self, place: Place) -> Value:
        """The value of a cell. Raises `NotWorkedOut`."""
        if place not in self.formulas:
            return self.known(place)
        if place not in self._values:
            self._steps += 1
            if place in self._open or len(self._open) > _MAX_DEPTH or self._steps > MAX_STEPS:
                raise NotWorkedOut
            self._open.append(place)
            try:
                self._values[place] = _Reader(self, place[0], self.formulas[place]).result()
            finally:
                self._open.pop()
        return self._values[place]

    def cells(self, sheet: str, reference: str) -> list[list[Value]]:
        """The values of a range, row by row."""
        if found := _SHEET.fullmatch(reference):
            sheet, reference = (found[1] or found[2]).replace("''", "'"), found[3]
        try:
            edges = range_boundaries(reference.replace("$", ""))
        except ValueError as error:  # a name, a whole column, another file
            raise NotWorkedOut from error
        left, top, right, bottom = (int(edge or 0) for edge in edges)
        if not left or not top or (bottom - top + 1) * (right - left + 1) > MAX_RANGE:
            raise NotWorkedOut
        self._steps += (bottom - top + 1) * (right - left + 1)
        return [
            [self.value((sheet, row, column)) for column in range(left, right + 1)]
            for row in range(top, bottom + 1)
        ]


class _Reader:
    """Reads the tokens of a formula; each method reads what binds tighter than the one before it."""

    def __init__(self, formulary: Formulary, sheet: str, formula: str) -> None:
        self._formulary, self._sheet = formulary, sheet
        tokens = Tokenizer(f"={formula}").items
        self._tokens: list[Token] = [token for token in tokens if token.type != Token.WSPACE]
        self._next = 0

    def result(self) -> Value:
        value = self._compared()
        if self._next < len(self._tokens):
            raise NotWorkedOut
        return value

    def _peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _takes(self, kind: str, *values: str) -> str:
        """The next token, if it is one of these; then it is read."""
        token = self._peek()
        if token is None or token.type != kind or (values and token.value not in values):
            return ""
        self._next += 1
        return str(token.value)

    def _compared(self) -> Value:
        value = self._sum()
        while sign := self._takes(Token.OP_IN, *_COMPARISONS):
            value = _COMPARISONS[sign](_number(value), _number(self._sum()))
        return value

    def _sum(self) -> Value:
        value = self._product()
        while sign := self._takes(Token.OP_IN, "+", "-"):
            other = _number(self._product())
            value = _number(value) + (other if sign == "+" else -other)
        return value

    def _product(self) -> Value:
        value = self._power()
        while sign := self._takes(Token.OP_IN, "*", "/"):
            other = _number(self._power())
            if sign == "/" and not other:
                raise NotWorkedOut
            value = _number(value) * other if sign == "*" else _number(value) / other
        return value

    def _power(self) -> Value:
        value = self._signed()
        while self._takes(Token.OP_IN, "^"):
            try:
                value = float(_number(value) ** _number(self._signed()))
            except (OverflowError, ZeroDivisionError, TypeError) as error:
                raise NotWorkedOut from error
        return value

    def _signed(self) -> Value:
        if sign := self._takes(Token.OP_PRE):
            number = _number(self._signed())
            return -number if sign == "-" else number
        value = self._operand()
        while self._takes(Token.OP_POST):
            value = _number(value) / 100
        return value

    def _operand(self) -> Value:
        token = self._peek()
        if token is None:
            raise NotWorkedOut
        self._next += 1
        if token.type == Token.PAREN and token.subtype == Token.OPEN:
            value = self._compared()
            self._close(Token.PAREN)
            return value
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            return self._function(str(token.value))
        if token.type != Token.OPERAND:
            raise NotWorkedOut
        return self._constant(token)

    def _constant(self, token: Token) -> Value:
        if token.subtype == Token.NUMBER:
            return float(token.value)
        if token.subtype == Token.TEXT:
            return str(token.value)[1:-1].replace('""', '"')
        if token.subtype == Token.LOGICAL:
            return str(token.value) == "TRUE"
        if token.subtype == Token.RANGE:
            cells = self._formulary.cells(self._sheet, str(token.value))
            if len(cells) == len(cells[0]) == 1:
                return cells[0][0]
        raise NotWorkedOut

    def _function(self, opened: str) -> Value:
        name = opened.rstrip("(").upper()
        if name == "IF":
            return self._chosen()
        work = _FUNCTIONS.get(name)
        if work is None:
            raise NotWorkedOut
        arguments = self._arguments()
        try:
            return work(arguments)
        except (ValueError, ZeroDivisionError, OverflowError, IndexError) as error:
            raise NotWorkedOut from error

    def _arguments(self) -> list[list[Value]]:
        """What stands between the brackets: a list of values for each argument."""
        arguments: list[list[Value]] = []
        while not self._is_closed(Token.FUNC):
            token = self._peek()
            if token is not None and token.subtype == Token.RANGE and self._is_whole():
                self._next += 1
                rows = self._formulary.cells(self._sheet, str(token.value))
                arguments.append([value for row in rows for value in row])
            else:
                arguments.append([self._compared()])
            self._takes(Token.SEP, ",")
        self._close(Token.FUNC)
        return arguments

    def _is_whole(self) -> bool:
        """Whether the next token is all of an argument."""
        behind = self._tokens[self._next + 1 : self._next + 2]
        return any(token.type == Token.SEP or token.subtype == Token.CLOSE for token in behind)

    def _chosen(self) -> Value:
        arguments = self._arguments()
        if len(arguments) not in (2, 3) or any(len(one) != 1 for one in arguments):
            raise NotWorkedOut
        condition = _number(arguments[0][0])
        return arguments[1][0] if condition else arguments[2][0] if len(arguments) == 3 else False

    def _is_closed(self, kind: str) -> bool:
        token = self._peek()
        if token is None:
            raise NotWorkedOut
        return bool(token.type == kind and token.subtype == Token.CLOSE)

    def _close(self, kind: str) -> None:
        if not self._is_closed(kind):
            raise NotWorkedOut
        self._next += 1


def _number(value: Value) -> float:
    """A value as Excel counts with it: nothing is 0, and text that is no number cannot be counted with."""
    if value is None:
        return 0.0
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError as error:
            raise NotWorkedOut from error
    return float(value)


def _numbers(arguments: Sequence[Sequence[Value]]) -> list[float]:
    """The numbers among the values: functions pass over text and what is blank in a range."""
    values = [value for argument in arguments for value in argument]
    return [float(one) for one in values if isinstance(one, int | float) and not isinstance(one, bool)]


def _rounded(arguments: Sequence[Sequence[Value]]) -> float:
    """To so many places, halves away from zero."""
    number, places = _number(arguments[0][0]), int(_number(arguments[1][0]))
    factor = 10.0**places
    return float(int(abs(number) * factor + 0.5 + 1e-9)) / factor * (1 if number >= 0 else -1)


def _subtotal(arguments: Sequence[Sequence[Value]]) -> float:
    kinds: dict[int, Any] = {1: "AVERAGE", 2: "COUNT", 4: "MAX", 5: "MIN", 9: "SUM"}
    return float(_FUNCTIONS[kinds[int(_number(arguments[0][0])) % 100]](arguments[1:]))


_FUNCTIONS: dict[str, Callable[[Sequence[Sequence[Value]]], float]] = {
    "SUM": lambda arguments: sum(_numbers(arguments)),
    "PRODUCT": lambda arguments: prod(_numbers(arguments)),
    "AVERAGE": lambda arguments: sum(_numbers(arguments)) / len(_numbers(arguments)),
    "MIN": lambda arguments: min(_numbers(arguments)),
    "MAX": lambda arguments: max(_numbers(arguments)),
    "COUNT": lambda arguments: float(len(_numbers(arguments))),
    "ABS": lambda arguments: abs(_number(arguments[0][0])),
    "ROUND": _rounded,
    "SUBTOTAL": _subtotal,
}
