"""The two packaged embedders in their compiled form."""

import os
import shutil
import subprocess
import sys

import numpy as np
import pytest

from index.embedding.compiled.embedder import COMPILED_FILE, CompiledEmbedder
from index.embedding.embedder import load_embedder
from index.embedding.weights.model_files import DEFAULT_MODEL, ENGLISH, MULTILINGUAL, known_sha256
from index.errors import ModelUnavailable


@pytest.fixture(scope="module", params=[MULTILINGUAL, ENGLISH])
def embedder(request, models):
    return CompiledEmbedder(models / known_sha256(request.param))


def test_vectors_have_unit_length_and_do_not_depend_on_their_neighbours(embedder):
    texts = [f"The board awarded {n} grants. " * (n % 7 + 1) for n in range(40)]
    vectors = embedder.embed_passages(texts)
    assert vectors.shape == (40, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    for n in (0, 23, 39):
        assert float(embedder.embed_passages([texts[n]])[0] @ vectors[n]) > 0.9999


def test_what_means_the_same_is_near_and_what_is_unrelated_is_at_zero(embedder):
    (asked,) = embedder.embed_questions(["How many people work there?"])
    unrelated = [
        "Tungsten melts at 3,422 degrees.",
        "The river rose by two metres after the storm.",
        "Bake the bread until the crust is brown.",
        "Les statuts ont été modifiés en mai.",
        "Revenue recognition follows the transfer of control.",
    ]
    said = embedder.embed_passages(["The staff numbers 140.", *unrelated])
    same, *others = embedder.card.similarities(said @ asked)
    assert same > 0.2 > 0.12 > abs(sum(others) / len(others))
    assert same > max(others)


def test_the_multilingual_model_matches_across_languages(models):
    embedder = CompiledEmbedder(models / known_sha256(MULTILINGUAL))
    asked = embedder.embed_questions(["How many people work there?", "Who chairs the board?"])
    said = embedder.embed_passages(
        [
            "Das Haus beschäftigt 140 Mitarbeiterinnen und Mitarbeiter.",
            "Ana Puig préside le conseil.",
        ]
    )
    assert (asked @ said.T).argmax(axis=1).tolist() == [0, 1]


def test_questions_and_passages_get_the_prompts_of_their_model(models):
    with_prompts = CompiledEmbedder(models / known_sha256(MULTILINGUAL))
    card = with_prompts.card
    assert (card.query_prompt, card.passage_prompt, card.max_tokens) == ("query: ", "passage: ", 512)
    question, passage = with_prompts.embed_questions(["Staff"]), with_prompts.embed_passages(["Staff"])
    assert np.array_equal(with_prompts.embed_passages(["Staff"]), passage)
    assert not np.allclose(question, passage)
    plain = CompiledEmbedder(models / known_sha256(ENGLISH))
    assert np.array_equal(plain.embed_questions(["Staff"]), plain.embed_passages(["Staff"]))


def test_an_unknown_model_says_what_to_do(tmp_path):
    with pytest.raises(ModelUnavailable, match="name a folder"):
        load_embedder("nobody/has-this-model", tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelUnavailable, match="weights"):
        load_embedder(str(tmp_path / "empty"), tmp_path)
    (tmp_path / "empty" / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(ModelUnavailable, match="no model that sentence-transformers can load"):
        load_embedder(str(tmp_path / "empty"), tmp_path / "models")


def test_a_compilation_that_is_killed_says_so(tmp_path, monkeypatch):
    killed = (sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    monkeypatch.setattr("index.embedding.compiled.compilation._COMMAND", killed)
    with pytest.raises(ModelUnavailable, match="broke down"):
        load_embedder(DEFAULT_MODEL, tmp_path)


@pytest.mark.parametrize("file", [COMPILED_FILE, "tokens.npy"])
def test_a_damaged_model_says_what_to_do(tmp_path, models, file):
    model = models / known_sha256(MULTILINGUAL)
    copy = shutil.copytree(model, tmp_path / "copy", ignore=shutil.ignore_patterns("cache"))
    (copy / file).write_text("<net")
    with pytest.raises(ModelUnavailable, match="delete that folder"):
        CompiledEmbedder(copy)


def test_compiling_touches_nothing_but_the_index(tmp_path):
    """Neither the user's home nor any network: OpenVINO would count its use in both."""
    home = tmp_path / "home"
    home.mkdir()
    code = (
        "import sys; from pathlib import Path; from index.embedding.embedder import load_embedder; "
        f"load_embedder({ENGLISH!r}, Path({str(tmp_path / 'models')!r})); "
        "print(sys.modules['openvino_telemetry'], 'torch' in sys.modules)"
    )
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**environment, "HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["None", "False"]  # torch was there for a while, in another process
    assert not (home / "intel").exists()
