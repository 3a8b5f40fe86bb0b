"""The value of an Excel cell -> the text that Excel shows for it, as far as a reader of the text cares."""

import re
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Decimal

_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')  # text, colours and padding within a format
_FIXED = re.compile(r"[#0?,]*[#0?](?:\.(?P<decimals>[#0?]+))?")
_GROUPED = re.compile(r"[#0?],[#0?]")
_OTHER_NOTATION = re.compile(r"E[+-]|/|General|@", re.I)  # powers of ten, fractions, none, text
_SIGNIFICANT = ".15g"  # what Excel computes with; more digits are noise of binary fractions
_MIN_DECIMALS = 2  # where a format rounds to fewer, the text keeps two: 12.5%, not 13%
_MAX_FIXED = 10**15


def shown(value: object, number_format: str = "General") -> str:
    """The text of a cell: ISO dates, "12.5%", "1,234.50", TRUE; without noise such as 0.30000000000000004."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(Decimal(format(value, _SIGNIFICANT)), number_format)
    if isinstance(value, datetime):
        midnight = value.time() == time.min
        return value.date().isoformat() if midnight else f"{value.date()} {_clock(value.time())}"
    return _clock(value) if isinstance(value, time) else " ".join(str(value).split())


def _clock(value: time) -> str:
    return value.isoformat("seconds" if value.second else "minutes")


def _number(number: Decimal, number_format: str) -> str:
    pattern = _LITERAL.sub("", number_format.split(";")[0])  # the first section: positive numbers
    fixed = _FIXED.search(pattern)
    sign = "%" if "%" in pattern else ""
    number = number * 100 if sign else number
    if not fixed or _OTHER_NOTATION.search(pattern) or not abs(number) < _MAX_FIXED:
        return f"{number:f}{sign}"
    decimals = len(fixed["decimals"] or "")
    least = Decimal(1).scaleb(-max(decimals, _MIN_DECIMALS))
    rounded = number.quantize(least, ROUND_HALF_UP) + 0  # + 0: no "-0"
    needed = max(decimals, -int(rounded.normalize().as_tuple().exponent))
    return f"{rounded:{',' if _GROUPED.search(pattern) else ''}.{needed}f}{sign}"
