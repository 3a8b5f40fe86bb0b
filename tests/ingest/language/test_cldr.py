"""The words of the calendar and of numbers: known in every language, and never two numbers for one word."""

import pytest

from ingest.language.cldr import (
    LANGUAGES,
    month_names,
    months,
    number_words,
    ordinals,
    place_names,
    relative_words,
    small_numbers,
    unit_words,
)


def test_months_have_their_numbers_in_every_language():
    words = ["december", "diciembre", "desembre", "decembre", "dezember", "dezembro", "dicembre", "januari"]
    assert [months()[word] for word in words] == [12] * 7 + [1]
    assert months()["sept"] == months()["dez"] - 3 == 9
    assert set(month_names().values()) == set(range(1, 13))
    assert "sept" not in month_names()


def test_ordinals_come_in_all_genders_and_in_digits():
    words = ["first", "primera", "primer", "premiere", "erstes", "primeiro", "prima", "eerste", "1st", "1er"]
    assert {ordinals()[word] for word in words} == {1}
    assert set(ordinals().values()) == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("language", "word", "number"),
    [("en", "thirty-nine", 39), ("es", "doce", 12), ("ca", "dues", 2), ("de", "zwei", 2), ("it", "tre", 3)],
)
def test_numbers_are_known_in_words(language, word, number):
    assert number_words(language)[word] == number


def test_a_language_that_is_not_known_has_no_number_words():
    assert number_words("xx") == {}


def test_small_numbers_of_all_languages_are_known_together():
    assert {word: small_numbers()[word] for word in ("three", "tres", "drei", "tre")} == dict.fromkeys(
        ("three", "tres", "drei", "tre"), 3
    )
    assert "one" not in small_numbers()


def test_units_of_time_and_their_neighbours():
    assert {"year", "anos", "jahre", "anni"} <= unit_words("year")
    assert "quarters" not in unit_words("quarter", (1,))
    assert len(relative_words("year", -1)) == len(LANGUAGES)


def test_places_are_countries_and_continents_but_not_the_world():
    assert {"spain", "espana", "alemanya", "europe", "amerika", "united states", "uk"} <= place_names()
    assert "world" not in place_names()
