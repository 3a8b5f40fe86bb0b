"""Dates of seven languages."""

from datetime import date

import pytest

from ingest.language.dates import find_dates, first_date


@pytest.mark.parametrize(
    "text",
    [
        "December 31, 2021",
        "DECEMBER 31, 2021",
        "Dec. 31, 2021",
        "31 December 2021",
        "31st December 2021",
        "31 de diciembre de 2021",
        "31 de desembre del 2021",
        "31 décembre 2021",
        "31. Dezember 2021",
        "31 de dezembro de 2021",
        "31 dicembre 2021",
        "2021-12-31",
        "31/12/2021",
        "31.12.2021",
        "12/31/2021",
    ],
)
def test_a_date_is_read_in_any_of_these_forms(text):
    assert first_date(f"as of {text}, in euros") == date(2021, 12, 31)


def test_elided_articles_and_first_days():
    assert first_date("30 d'agost de 2020") == date(2020, 8, 30)
    assert first_date("le 1er janvier 2020") == date(2020, 1, 1)


def test_dates_come_in_the_order_of_the_text():
    found = list(find_dates("May 3, 2023 (April 28, 2023)"))
    assert found == [date(2023, 5, 3), date(2023, 4, 28)]


@pytest.mark.parametrize("text", ["31 February 2021", "page 12 of 2021", "99/99/2021", "March 1234567", ""])
def test_what_is_no_date_gives_none(text):
    assert first_date(text) is None
