"""An organisation is spelled one way in all its reports."""

from ingest.facts.spelling import one_spelling


def test_mixed_case_is_better_than_capitals_and_a_full_name_than_a_short_one():
    assert one_spelling(["PLATEAU", "Plateau"]) == {"PLATEAU": "Plateau"}
    assert one_spelling(["Amble", "Amble plc"]) == {"Amble": "Amble plc"}


def test_what_most_reports_write_wins():
    names = ["Asociación Oleaje", "Asociación Oleaje", "Asociación de Oleaje"]
    assert one_spelling(names) == {"Asociación de Oleaje": "Asociación Oleaje"}


def test_accents_articles_and_legal_forms_make_no_other_organisation():
    names = ["Societe du Port", "Société du Port", "Société du Port", "La Société du Port S.A."]
    assert set(one_spelling(names).values()) == {"Société du Port"}


def test_what_people_state_wins():
    assert one_spelling(["Plateau", "Plateau", "PLATEAU"], {"PLATEAU"}) == {"Plateau": "PLATEAU"}


def test_others_and_the_unknown_are_left_alone():
    assert one_spelling(["Harbour Trust", "Harbour Fund", "", ""]) == {}
