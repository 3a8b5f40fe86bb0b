"""The value of an Excel cell -> the text that Excel shows for it, as far as a reader of the text cares."""

import re
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

_TEXT = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]|[_*].|([€$£¥]|[^\W\d_]+)')
_FIXED = re.compile(r"[#0?](?:,?[#0?])*(?:\.(?P<decimals>[#0?]*))?(?P<thousands>,*)|\.(?P<only>[#0?]+)")
_GROUPED = re.compile(r"[#0?],[#0?]")
_OTHER_NOTATION = re.compile(r"E[+-]|/|General|@", re.I)  # powers of ten, fractions, none, text
_SIGNIFICANT = ".15g"  # what Excel computes with; more digits are noise of binary fractions
_MIN_DECIMALS = 2  # where a format rounds to fewer, the text keeps two: 12.5%, not 13%
_MAX_FIXED = 10**15


class _Section(NamedTuple):
    """What one section of a format says: text before and behind the number, and the form of the number."""

    before: str
    number: str
    behind: str


def shown(value: object, number_format: str = "General") -> str:
    """The text of a cell: ISO dates, "12.5%", "1,234.50", TRUE; without noise such as 0.30000000000000004.

    Commas behind the digits of a format divide by thousands; text in it, such as a unit, is shown.
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(Decimal(format(value, _SIGNIFICANT)), number_format)
    if isinstance(value, datetime):
        midnight = value.time() == time.min
        return value.date().isoformat() if midnight else f"{value.date()} {_clock(value.time())}"
    if isinstance(value, timedelta):
        return _duration(value)
    return _clock(value) if isinstance(value, time) else " ".join(str(value).split())


def _clock(value: time) -> str:
    return value.isoformat("seconds" if value.second else "minutes")


def _duration(value: timedelta) -> str:
    """Hours, however many, and minutes: "31:30"."""
    seconds = round(value.total_seconds())
    sign, seconds = "-" if seconds < 0 else "", abs(seconds)
    clock = f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}"
    return f"{clock}:{seconds % 60:02}" if seconds % 60 else clock


def _number(number: Decimal, number_format: str) -> str:
    section = _section(number_format.split(";")[0])  # the first section: positive numbers
    fixed = _FIXED.search(section.number)
    sign = "%" if "%" in section.number else ""
    number = number * 100 if sign else number
    if not fixed or _OTHER_NOTATION.search(section.number) or not abs(number) < _MAX_FIXED:
        return f"{number:f}{sign}"
    places = len(fixed["decimals"] or fixed["only"] or "")
    number = number.scaleb(-3 * len(fixed["thousands"] or ""))
    least = Decimal(1).scaleb(-max(places, _MIN_DECIMALS))
    rounded = number.quantize(least, ROUND_HALF_UP) + 0  # + 0: no "-0"
    needed = max(places, -int(rounded.normalize().as_tuple().exponent))
    digits = f"{rounded:{',' if _GROUPED.search(section.number) else ''}.{needed}f}"
    return _with_text(section, f"{digits}{sign}")


def _section(text: str) -> _Section:
    """The section without colours, conditions and padding."""
    shown, form = "", ""  # of the same length: what stands there, and the signs that make the form
    place = 0
    for match in _TEXT.finditer(text):
        if _OTHER_NOTATION.match(text, match.start()):
            continue
        literal = next((group for group in match.groups() if group), "")
        shown += text[place : match.start()] + literal
        form += text[place : match.start()] + " " * len(literal)
        place = match.end()
    shown, form = shown + text[place:], form + text[place:]
    digits = [number for number, sign in enumerate(form) if sign in "#0?"]
    if not digits:
        return _Section("", form, "")
    return _Section(shown[: digits[0]].rstrip("."), form.strip(), shown[digits[-1] + 1 :].lstrip(",%"))


def _with_text(section: _Section, digits: str) -> str:
    """The number with the text around it: a currency or a unit, not signs that are only drawn."""
    before, behind = section.before.strip("()+-").lstrip(), section.behind.strip("()+-").rstrip()
    before = before if any(map(_counts, before)) else ""
    return f"{before}{digits}{behind if any(map(_counts, behind)) else ''}"


def _counts(character: str) -> bool:
    return character.isalpha() or character in "€$£¥°"
