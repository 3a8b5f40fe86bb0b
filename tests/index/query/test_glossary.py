"""Glossary: what a question says in other words than reports do; an organisation adds its own."""

import pytest

from index.errors import BadGlossary
from index.query.glossary import Glossary, read_glossary


def test_a_term_of_the_trade_is_expanded():
    assert "property" in read_glossary().expansion("What was the CapEx of 2018?")
    assert "net sales" in read_glossary().expansion("total revenue")
    assert read_glossary().expansion("Who chairs the board of the zoo?") == read_glossary().expansion("chair")


def test_a_question_without_terms_stays_as_it_is():
    assert read_glossary().expansion("Hello there") == ""
    assert Glossary({}).expansion("anything") == ""


def test_the_longer_term_wins():
    glossary = Glossary({"cash": "money", "cash flow": "operating activities"})
    assert glossary.expansion("the cash flow") == "operating activities"
    assert glossary.expansion("a cashier") == "money"


def test_a_house_adds_its_own_terms(tmp_path):
    file = tmp_path / "glossary.toml"
    file.write_text('[terms]\n"EIT" = "European Institute of Innovation"\n', encoding="utf-8")
    assert read_glossary(file).expansion("What did EIT pay?") == "European Institute of Innovation"


@pytest.mark.parametrize("text", ["[terms\n", "[terms]\nEIT = 3\n", "terms = 1\n", b"\xff\xfe"])
def test_a_glossary_that_cannot_be_read_says_what_to_write(tmp_path, text):
    file = tmp_path / "glossary.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadGlossary, match=r"below \[terms\]"):
        read_glossary(file)
