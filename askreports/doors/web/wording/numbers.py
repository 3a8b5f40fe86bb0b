"""Numbers as a language writes them."""

from decimal import Decimal

from babel.numbers import format_decimal, get_currency_symbol


def number(value: Decimal | int, language: str) -> str:
    """A number with its digits grouped, and as many decimals as it is given with."""
    decimals = max(0, -int(Decimal(value).as_tuple().exponent))
    pattern = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    return format_decimal(value, pattern, language, decimal_quantization=False)


def currency_sign(code: str, language: str) -> str:
    """The sign of a currency where the language has one, else its code."""
    return get_currency_symbol(code, language)
