"""Tables of words read as they are written."""

from ingest.facts.vocabulary import phrases, places


def test_tables_come_folded():
    assert "fundacio" in phrases("organisation")


def test_places_are_found_in_order():
    assert list(places("aXbXXc", "X")) == [1, 3, 4]
    assert list(places("abc", "X")) == []
