"""Numbers, scales and currencies as they are written."""

from decimal import Decimal

import pytest

from askreports.answering.text.numerals import currencies, read_number


@pytest.mark.parametrize(
    ("digits", "language", "value"),
    [
        ("1,577", "en", "1577"),
        ("1.577", "es", "1577"),
        ("1,577.25", "es", "1577.25"),
        ("1 284 600", "fr", "1284600"),
        ("1'200", "de", "1200"),
    ],
)
def test_digits_are_read_by_the_custom_of_their_language(digits, language, value):
    assert read_number(digits, language) == Decimal(value)


@pytest.mark.parametrize("digits", ["31.12.2021", "12,34,5", "1,5", "1" * 30])
def test_what_is_no_number_by_that_custom(digits):
    assert read_number(digits, "en") is None


def test_the_custom_of_another_language_where_it_can_be_no_other():
    assert read_number("1,5", "en", foreign=True) == Decimal("1.5")
    assert read_number("31.12.2021", "en", foreign=True) is None


def test_currencies_are_words_of_their_own():
    assert currencies("US$ 5 and 3 euros, T€, TEUR, two pounds") == ["USD", "EUR", "EUR", "EUR", "GBP"]
    assert currencies("entrepreneurs in Europe and dollarisation") == []
