"""Amounts as people write them: "$1,577 million", "1.577 Mio. $"."""

import re
from decimal import Decimal

from askreports.doors.web.wording.interface import language, say
from askreports.doors.web.wording.numbers import currency_sign, number

_UNIT = re.compile(r"(?P<currency>[A-Z]{3})?\s*(?P<scale>thousand|million|billion)?")
_NAMED = {"%": "percent", "days": "days", "ratio": "plain", "": "plain"}


def amount(value: Decimal, unit: str) -> str:
    """A value with its unit: a currency's code and a scale in words ("USD million"), `%`, `days` or `ratio`.

    Any other unit stands behind the number as it is.
    """
    written = {"sign": "-" if value < 0 else "", "number": number(abs(value), language())}
    if unit in _NAMED:
        return say(f"amount.{_NAMED[unit]}", currency="", **written).strip()
    found = _UNIT.fullmatch(unit)
    if found is None:
        return f"{written['sign']}{written['number']} {unit}"
    sign = currency_sign(found["currency"], language()) if found["currency"] else ""
    spaced = f"{sign}\u00a0" if sign.isalpha() and _stands_first() else sign
    return say(f"amount.{found['scale'] or 'plain'}", currency=spaced, **written).strip()


def _stands_first() -> bool:
    """Whether the language writes the currency before the number."""
    return say("amount.plain", sign="", currency="€", number="1").startswith("€")
