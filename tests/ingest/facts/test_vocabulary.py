"""Folding keeps offsets, and tables read as they are written."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.facts.vocabulary import either, fold, numbered, phrases, places


def test_upper_case_accents_and_quotes_do_not_matter():
    assert fold("MEMÒRIA D’ACTIVITATS – Año") == "memoria d'activitats - ano"


@given(st.text(st.characters(max_codepoint=0x24F) | st.sampled_from("’“–€☒中")))
def test_a_folded_text_is_as_long_as_the_text(text):
    assert len(fold(text)) == len(text)


def test_phrases_match_however_they_are_spaced():
    import re

    assert re.fullmatch(either(["half-year report"]), "half year\nreport")
    assert re.fullmatch(either(["reports ... results"]), "reports record third quarter results")


def test_months_of_seven_languages_have_their_numbers():
    words = ["december", "diciembre", "desembre", "decembre", "dezember", "dezembro", "dicembre"]
    assert {numbered("months")[word] for word in words} == {12}


def test_tables_come_folded():
    assert "fundacio" in phrases("organisation")


def test_places_are_found_in_order():
    assert list(places("aXbXXc", "X")) == [1, 3, 4]
    assert list(places("abc", "X")) == []
