"""What a written value means: signs, groups, decimal commas, and what is no value."""

from decimal import Decimal

import pytest

from askreports.answering.text.cell_values import MeasureUnit, unit_in, written_value


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,577", "en", "1577"),
        ("$ 1,577", "en", "1577"),
        ("(1,577)", "en", "-1577"),
        ("$ (0.24)", "en", "-0.24"),
        ("($4,935)", "en", "-4935"),
        ("- 3.5", "en", "-3.5"),
        ("21.6 %", "en", "21.6"),
        ("(11%)", "en", "-11"),
        ("(2)%", "en", "-2"),
        ("—", "en", "0"),
        ("$ —", "en", "0"),
        ("0.29 3", "en", "0.29"),  # the mark of a footnote
        ("97 (a)", "en", "97"),
        ("1.234", "es", "1234"),
        ("1.234,5", "de", "1234.5"),
        ("1 284 600", "fr", "1284600"),
        ("1,234.5", "es", "1234.5"),  # written the English way all the same
    ],
)
def test_a_value_as_reports_write_it(text, language, value):
    assert written_value(text, language) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["Note 6", "#", "1.2.3", "31.12.2021", "12,34,5", "4.1 to 5.2", "2018 2017", ""]
)
def test_what_is_no_single_value(text):
    assert written_value(text, "en") is None


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("(In millions, except per share data)", MeasureUnit("", 6)),
        ("(Dollars in millions)", MeasureUnit("USD", 6)),
        ("($ in thousands)", MeasureUnit("USD", 3)),
        ("EUR thousand", MeasureUnit("EUR", 3)),
        ("(en miles de euros)", MeasureUnit("EUR", 3)),
        ("in Mio. EUR", MeasureUnit("EUR", 6)),
        ("(en milers d'euros)", MeasureUnit("EUR", 3)),
        ("Year ended December 31,", MeasureUnit("", None)),
    ],
)
def test_the_unit_that_a_line_names(line, unit):
    assert unit_in(line) == unit


def test_units_for_people():
    assert str(MeasureUnit("USD", 6)) == "USD million"
    assert str(MeasureUnit("EUR", 0)) == "EUR"
    assert str(MeasureUnit(percent=True)) == "%"


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,283-", "-1283"), ("1,283 -", "-1283"), ("812 ¹", "812"), ("(44) ³", "-44"), ("97 ¹,²", "97")],
)
def test_a_sign_behind_the_digits_counts_and_a_raised_mark_does_not(text, value):
    assert written_value(text, "en") == Decimal(value)
