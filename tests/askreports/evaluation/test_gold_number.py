"""A gold number is found in a quote however either of the two is written."""

import time
from decimal import Decimal

import pytest

from askreports.evaluation.gold_number import equals, only_number, states


@pytest.mark.parametrize(
    "answer",
    ["0.66", "65.4%", "$1832.00", "-3.7", "(3.7)", "USD 1,832 million", "1.5 Mrd. EUR", "17.98x", "7 %."],
)
def test_an_answer_that_is_one_number(answer):
    assert only_number(answer) is not None


@pytest.mark.parametrize(
    "answer",
    ["", "Yes", "$400,000,000 increase.", "0.67 to 0.69", "FY2022", "5,6,7", "1.2.3", "Customer deposits"],
)
def test_an_answer_that_is_not_one_number(answer):
    assert only_number(answer) is None


@pytest.mark.parametrize(
    ("answer", "quote"),
    [
        ("$1577.00", "Purchases of property, plant and equipment (PP&E) (1,577) (1,373) (1,420)"),
        ("$1577.00", "Purchases of PP&E $ (1,577,049) in thousands"),
        ("$1577.00", "capital spending came to 1.577 billion dollars"),
        ("$1,577 million", "capital spending came to US$1.577 billion"),
        ("$8.4 billion", "the facility of $8,400,000,000"),
        ("$0.40", "Dividends paid (396) (389)"),  # 396 million rounds to 0.40 billion
        ("€1.2 million", "Zuschüsse von 1.204,5 Tsd. und 1.204.500 EUR"),
        ("EUR 12.5 million", "insgesamt 12,5 Mio. EUR"),
        ("65.4%", "operating income rose by 65.4 %"),
        ("65.4%", "65.4 per cent"),
        ("65.4%", "Growth in percent   65.38   12.1"),
        ("-3.7", "a decrease of 3.7"),
        ("-3.7", "(3.7)"),
        ("0.66", "a ratio of .66"),
        ("27", "grants to 27 start-ups"),
        ("77.78", "about $77.78 million"),
    ],
)
def test_the_same_number_written_otherwise_is_found(answer, quote):
    assert states(quote, only_number(answer))


@pytest.mark.parametrize(
    ("answer", "quote"),
    [
        ("$1577.00", "Purchases of property, plant and equipment (1,578) (1,373)"),
        ("$1577.00", "as of December 31, 2018"),
        ("$1,577 million", "US$1.577 million"),  # both state their scale
        ("65.4%", "$65.4 million"),
        ("$65", "65 %"),
        ("0.66", "0.6 and 0.67 and 660"),
        ("27", "127 or 27.6 or 2,700 or A27 or 1.27"),
        ("0.66", "no number at all"),
        ("27", ""),
    ],
)
def test_another_number_is_not_taken_for_it(answer, quote):
    assert not states(quote, only_number(answer))


def test_a_long_quote_of_white_space_and_digits_takes_no_time():
    start = time.process_time()
    for quote in ("12" + " " * 20_000 + "abc", "1,2" * 20_000, "( $ " * 20_000, "9" * 20_000):
        states(quote, only_number("$65"))
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("value", "unit", "answer"),
    [
        ("0.389", "USD billion", "$0.40"),  # a last zero of cents says nothing
        ("4.625", "USD billion", "$4.60"),
        ("381.603", "USD million", "$382.00"),
        ("65.39", "%", "65.4%"),
        ("-3.70", "days", "-3.7"),
        ("0.66", "ratio", "0.66"),
    ],
)
def test_a_figure_equals_the_gold_number_as_finely_as_it_is_stated(value, unit, answer):
    assert equals(Decimal(value), unit, answer)


@pytest.mark.parametrize(
    ("value", "unit", "answer"),
    [
        ("0.339", "USD billion", "$0.40"),
        ("3.70", "days", "-3.7"),
        ("65.4", "USD million", "65.4%"),
        ("0.654", "%", "65.4%"),
        ("0.67", "ratio", "0.66"),
        ("5", "ratio", "about five"),
    ],
)
def test_a_figure_that_is_another_number(value, unit, answer):
    assert not equals(Decimal(value), unit, answer)
