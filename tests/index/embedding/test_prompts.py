"""The prompts that models were trained with: as their folders state them, or by their family."""

import json

import pytest

from index.embedding.prompts import family_prompts, prompts_of
from index.errors import ModelUnavailable

CONFIG = "config_sentence_transformers.json"


def state(folder, **config):
    (folder / CONFIG).write_text(json.dumps(config))


@pytest.mark.parametrize("name", ["document", "passage", "corpus"])
def test_a_folder_states_its_prompts(tmp_path, name):
    state(tmp_path, prompts={"query": "ask: ", name: "text: "})
    assert prompts_of("models/e5-of-ours", tmp_path) == ("ask: ", "text: ")


def test_a_default_prompt_stands_before_what_has_none_of_its_own(tmp_path):
    state(tmp_path, prompts={"query": "ask: ", "any": "text: "}, default_prompt_name="any")
    assert prompts_of("ours", tmp_path) == ("ask: ", "text: ")


def test_empty_prompts_state_nothing(tmp_path):
    state(tmp_path, prompts={"query": "", "document": ""}, default_prompt_name=None)
    assert prompts_of("intfloat/multilingual-e5-large", tmp_path) == ("query: ", "passage: ")
    assert prompts_of("thenlper/gte-base", tmp_path) == ("", "")


@pytest.mark.parametrize(
    ("model", "query", "passage"),
    [
        ("multilingual-e5-small", "query: ", "passage: "),
        ("/models/e5-base-v2/", "query: ", "passage: "),
        ("intfloat/multilingual-e5-large-instruct", "Instruct: ", ""),
        ("BAAI/bge-small-en-v1.5", "Represent this sentence", ""),
        ("BAAI/bge-m3", "", ""),
        ("all-MiniLM-L6-v2", "", ""),
    ],
)
def test_a_family_is_known_by_its_name(model, query, passage):
    found = family_prompts(model)
    assert found[0].startswith(query)
    assert bool(found[0]) == bool(query)
    assert found[1] == passage


def test_a_damaged_config_says_what_to_do(tmp_path):
    (tmp_path / CONFIG).write_text("{")
    with pytest.raises(ModelUnavailable, match="copy the model's folder again"):
        prompts_of("ours", tmp_path)
