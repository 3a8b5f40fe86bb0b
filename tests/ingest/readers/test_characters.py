"""Characters come out as every later step may expect them."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.characters import plain

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=[]))  # lone surrogates and controls too


@pytest.mark.parametrize(
    ("odd", "usual"),
    [
        ("pro\ufb01t and cash \ufb02ow", "profit and cash flow"),
        ("o\ufb03ce", "office"),
        ("1\u00a0234\u202f567", "1 234 567"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("page\fbreak\u2028line", "page\nbreak\nline"),
        ("a\x00b\x07c\td", "abc\td"),
        ("\u221212.5", "-12.5"),
        ("the company\x92s", "the company’s"),
        ("cafe\u0301", "café"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\uf0b7 first", "• first"),
        ("lone \ud800 here", "lone  here"),
        ("pair \ud83d\ude00", "pair 😀"),
        ("½ of 10² m — “so” …™", "½ of 10² m — “so” …™"),  # meaning would be lost by NFKC
    ],
)
def test_odd_characters_become_usual_ones(odd, usual):
    assert plain(odd) == usual


@pytest.mark.parametrize("hyphen", ["\u00ad", "\ufffe", "\x02"])
def test_a_soft_hyphen_stays_only_where_a_line_ends(hyphen):
    assert plain(f"environ{hyphen}\r\nmental") == "environ-\nmental"
    assert plain(f"environ{hyphen}") == "environ-"
    assert plain(f"environ{hyphen}mental") == "environmental"


@given(ANY_TEXT)
def test_any_text_can_be_stored(text):
    told = plain(text)
    assert json.loads(json.dumps(told).encode("utf-8")) == told
    told.encode("utf-8")
    assert not [c for c in told if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]


@given(ANY_TEXT)
def test_twice_is_once(text):
    assert plain(plain(text)) == plain(text)
