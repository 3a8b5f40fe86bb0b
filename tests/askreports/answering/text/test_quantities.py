"""The numbers of a text, as they are written there."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askreports.answering.text.quantities import currencies_in, quantities, table_scales, years_written


@pytest.mark.parametrize(
    ("text", "language", "value", "scale", "currency", "percent", "negative"),
    [
        ("sales of $1,577 million", "en", "1577", 6, "USD", False, False),
        ("1.965 miles de euros", "es", "1965", 3, "EUR", False, False),
        ("un 3,5 %", "ca", "3.5", None, "", True, False),
        ("12,5 Mio. EUR", "de", "12.5", 6, "EUR", False, False),
        ("1\u202f234 millions d’euros", "fr", "1234", 6, "EUR", False, False),
        ("€3.5bn", "en", "3.5", 9, "EUR", False, False),
        ("Purchases      (1,373)", "en", "1373", None, "", False, True),
        ("a change of −0.4%", "en", "0.4", None, "", True, True),
        ("minus 3 per cent", "en", "3", None, "", True, True),
        ("(see 5", "en", "5", None, "", False, False),
        ("zwölf Mitglieder", "de", "12", None, "", False, False),
    ],
)
def test_a_number_has_value_scale_unit_and_sign(text, language, value, scale, currency, percent, negative):
    (found,) = quantities(text, language)
    assert found.value == Decimal(value)
    assert (found.scale, found.currency, found.percent, found.negative) == (
        scale,
        currency,
        percent,
        negative,
    )


@pytest.mark.parametrize(
    "text", ["in 2018", "2018-2020", "3M and Q4", "on 31.12.2020", "section 1.2.3", "sin datos"]
)
def test_what_is_no_amount(text):
    assert list(quantities(text, "es" if "sin" in text else "en")) == []


def test_years_scales_and_currencies():
    assert years_written("FY2018, 2019/20 and 1,2020 or 2021.") == {2018, 2019, 2021}
    assert table_scales("(In millions, except per share)") == {6}
    assert table_scales("en miles de euros; in T€") == {3}
    assert table_scales("millions of people") == frozenset()
    assert currencies_in("$ 5 and 7 Euros") == {"USD", "EUR"}


@given(
    st.text(alphabet="0123456789.,’' ()-–%$€mMbnk\u00a0million", max_size=80),
    st.sampled_from(["en", "es", ""]),
)
def test_any_text_can_be_read(text, language):
    assert all(number.value >= 0 for number in quantities(text, language))
