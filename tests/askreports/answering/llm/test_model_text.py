"""A model's text to sentences with the numbers they cite."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askreports.answering.llm.model_text import CitedSentence, cited_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Revenue rose [1]. Costs fell [2][3].", [("Revenue rose.", (1,)), ("Costs fell.", (2, 3))]),
        ("Revenue rose. [1] Costs fell.[2, 3]", [("Revenue rose.", (1,)), ("Costs fell.", (2, 3))]),
        ("Revenue rose [1-3].", [("Revenue rose.", (1, 2, 3))]),
        ("Revenue rose 【4】.", [("Revenue rose.", (4,))]),
        ("Revenue rose 【4†source】.", [("Revenue rose.", (4,))]),
        ("Revenue rose [^2].", [("Revenue rose.", (2,))]),
        ("Revenue rose<sup>3</sup>.", [("Revenue rose.", (3,))]),
        (
            "Revenue rose [[4]](#4). Costs fell [5](http://x).",
            [("Revenue rose.", (4,)), ("Costs fell.", (5,))],
        ),
        (
            "Revenue rose [passage 1, 2]. Costs fell (Source: 3).",
            [("Revenue rose.", (1, 2)), ("Costs fell.", (3,))],
        ),
        ("Revenue rose.¹ Costs fell.²³", [("Revenue rose.", (1,)), ("Costs fell.", (23,))]),
        ("It has 12 m² of floor [1].", [("It has 12 m² of floor.", (1,))]),
        (
            "Revenue <b>rose</b> [1]. <img src=x onerror=y>Costs fell.",
            [("Revenue rose.", (1,)), ("Costs fell.", ())],
        ),
        ("Revenue \x1b[31mrose\u202e [1].", [("Revenue rose.", (1,))]),
        ("Revenue rose [99] [0].", [("Revenue rose.", (99, 0))]),
        ("Revenue rose [1-900].", [("Revenue rose.", (1, 900))]),
        ("Revenue rose.", [("Revenue rose.", ())]),
        ("Net sales in the U.S. rose [1].", [("Net sales in the U.S. rose.", (1,))]),
        ("- **Revenue** rose [1].\n- Costs fell [2].", [("Revenue rose.", (1,)), ("Costs fell.", (2,))]),
        ("<think>It says 5 [1].</think>Revenue rose [2].", [("Revenue rose.", (2,))]),
        ("<think>It says", []),
        ("", []),
        ("[1] ... ###", []),
    ],
)
def test_sentences(text, expected):
    assert cited_sentences(text) == [CitedSentence(*one) for one in expected]


@given(st.text(alphabet="ab 1[]【】,-–.!?\n*#<>think/", max_size=200))
def test_any_text_is_split(text):
    for sentence in cited_sentences(text):
        assert any(char.isalnum() for char in sentence.text)
        assert all(number >= 0 for number in sentence.cited)
