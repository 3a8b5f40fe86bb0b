"""Folding keeps offsets, and phrases match however they are spaced."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ingest.language.folding import either, fold


def test_upper_case_accents_and_quotes_do_not_matter():
    assert fold("MEMÒRIA D’ACTIVITATS – Año") == "memoria d'activitats - ano"


@given(st.text(st.characters(max_codepoint=0x24F) | st.sampled_from("’“–€☒中")))
def test_a_folded_text_is_as_long_as_the_text(text):
    assert len(fold(text)) == len(text)


def test_phrases_match_however_they_are_spaced():
    assert re.fullmatch(either(["half-year report"]), "half year\nreport")
    assert re.fullmatch(either(["reports ... results"]), "reports record third quarter results")
