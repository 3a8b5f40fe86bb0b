"""The quick tokenizer of questions gives what the full one gives, on any text."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import Unigram

from index.embedding.model_tokenizer import TOKENIZER_FILE
from index.embedding.question_tokenizer import FRAME_FILE, QuestionTokenizer, save_question_tokenizer
from index.embedding.weights.model_files import ENGLISH, MULTILINGUAL, known_sha256

TEXTS = (
    "query: Wie viele Mitarbeitende hatte die Stiftung 2022?",
    "passage: Subvenció atorgada: 1.234.567,89 € (l’any 2021) · col·laboració",
    "  two  spaces,\ta tab\nand a line ",
    "ﬁnance Åsa e\u0301te\u0301 日本語 ☃☃ 😀",
    "a" * 400,
    "",
)


@pytest.fixture(scope="module")
def both(models):
    folder = models / known_sha256(MULTILINGUAL)
    return QuestionTokenizer(folder, 64), Tokenizer.from_file(str(folder / TOKENIZER_FILE))


@pytest.mark.parametrize("text", TEXTS)
def test_it_agrees_with_the_full_tokenizer(both, text):
    quick, full = both
    full.enable_truncation(64)
    assert quick.ids(text) == full.encode(text).ids


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_it_agrees_on_any_text(both, text):
    quick, full = both
    full.enable_truncation(64)
    assert quick.ids(text) in (full.encode(text).ids, None)


def test_what_names_a_special_token_is_left_to_the_full_one(both):
    assert both[0].ids("What is <unk>?") is None


def test_a_tokenizer_of_another_kind_has_none(models, tmp_path):
    save_question_tokenizer((models / known_sha256(ENGLISH) / TOKENIZER_FILE).read_text(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_small_vocabulary_of_the_same_kind_has_one(tmp_path):
    pieces = [("<unk>", 0.0), ("▁a", -1.0), ("b", -2.0), ("▁ab", -2.5)]
    tokenizer = Tokenizer(Unigram(pieces, unk_id=0))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    save_question_tokenizer(tokenizer.to_str(), tmp_path)
    assert json.loads((tmp_path / FRAME_FILE).read_text())["unknown"] == 0
    assert QuestionTokenizer(tmp_path, 8).ids("ab abb xx") == tokenizer.encode("ab abb xx").ids
