"""The header: what is embedded and word-indexed of a passage besides its own text."""

import pytest
from fakes import WordTokenizer
from hypothesis import given
from hypothesis import strategies as st

from index.embedding.header import (
    MAX_CONTEXT_TOKENS,
    SPECIAL_TOKENS,
    embedded_text,
    fitting_split,
    text_tokens,
)
from index.embedding.model_card import ModelCard
from ingest.document import Report
from ingest.passage import Passage
from ingest.split import SplitSettings

MAX_TOKENS = 254
REPORT = Report("d", "d.pdf", "Report", "Port Authority", "2021", "annual report", "en", 1)


def passage(text, context="", section=()):
    return Passage("p", "d", section, text, 0, len(text), 1, 1, context)


def test_the_heads_of_a_table_stand_between_header_and_text():
    row = passage("Staff 5,100 4,900", "Statement of Income\n(in millions)  2018  2017", ("Results",))
    assert embedded_text(REPORT, row, WordTokenizer(), MAX_TOKENS) == (
        "Port Authority 2021 annual report: Results\nStatement of Income (in millions) 2018 2017 Staff"
    )


@given(st.integers(0, 220), st.integers(0, 300), st.integers(0, 60))
def test_it_never_takes_more_tokens_than_the_embedder(words, context, section):
    p = passage(" ".join(["staff"] * words), " ".join(["head"] * context), (" ".join(["above"] * section),))
    tokens = embedded_text(REPORT, p, WordTokenizer(), MAX_TOKENS).split()
    assert len(tokens) <= MAX_TOKENS
    assert tokens.count("staff") == words
    room = MAX_TOKENS - words - tokens.count("above") - len("Port Authority 2021 annual report:".split())
    assert tokens.count("head") == min(context, MAX_CONTEXT_TOKENS, room)


@pytest.mark.parametrize("context", ["", "head"])
def test_a_passage_of_values_alone_still_has_its_header(context):
    assert embedded_text(REPORT, passage("1,577 1,420", context), WordTokenizer(), MAX_TOKENS).startswith(
        "Port Authority"
    )


def test_prompts_and_special_tokens_take_their_share_of_the_model():
    card = ModelCard("m", "0" * 64, 8, 512, query_prompt="ask this: ", passage_prompt="passage: ")
    assert text_tokens(card, WordTokenizer()) == 512 - SPECIAL_TOKENS - 2


@pytest.mark.parametrize(("max_tokens", "expected"), [(512, (220, 80)), (256, (220, 80)), (128, (92, 46))])
def test_no_passage_is_longer_than_the_model_takes(max_tokens, expected):
    card = ModelCard("m", "0" * 64, 8, max_tokens, passage_prompt="passage: text: ")
    split = fitting_split(SplitSettings(220, 80), card, WordTokenizer())
    assert (split.max_tokens, split.min_tokens) == expected
