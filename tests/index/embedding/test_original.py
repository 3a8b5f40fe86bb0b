"""A model as it was made: what runs where OpenVINO cannot be loaded, or torch is asked for."""

import sys
from pathlib import Path

import numpy as np
import pytest
from tiny_model import write_tiny_model

from index.embedding.backend import OPENVINO, TORCH, Backend
from index.embedding.embedder import load_embedder, open_embedder
from index.embedding.model_card import ModelCard
from index.embedding.original import OriginalEmbedder
from ingest.tokens import FileTokenizer

pytestmark = pytest.mark.slow

TEXTS = ["The board awarded 27 grants.", "Staff", "Revenue rose in every region. " * 60]
CARD = ModelCard("fake", "0" * 64, 3, 256)


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return str(write_tiny_model(tmp_path_factory.mktemp("tiny")))


def test_without_openvino_the_model_itself_answers(model, tmp_path, monkeypatch):
    compiled = load_embedder(model, tmp_path)
    assert compiled.backend.library == OPENVINO
    monkeypatch.setitem(sys.modules, "openvino", None)  # as if it could not be imported
    for original in (load_embedder(model, tmp_path), open_embedder(compiled.card, tmp_path)):
        assert (original.backend.library, original.backend.precision) == (TORCH, "f32")
        assert original.card == compiled.card
        files = original.tokenizer_file, compiled.tokenizer_file
        assert len({str(FileTokenizer(file).spans(TEXTS[0])) for file in files}) == 1
        assert ((original.embed_passages(TEXTS) * compiled.embed_passages(TEXTS)).sum(axis=1) > 0.999).all()


def test_without_openvino_nothing_half_made_is_left(model, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "openvino", None)
        assert load_embedder(model, tmp_path).backend.library == TORCH
    assert load_embedder(model, tmp_path).backend.library == OPENVINO


def test_with_torch_questions_still_find_the_compiled_form(model, tmp_path):
    embedder = load_embedder(model, tmp_path, TORCH)
    assert embedder.backend.library == TORCH
    assert open_embedder(embedder.card, tmp_path).backend.library == OPENVINO


class FakeModel:
    """Says what it is asked to do, and gives vectors that are no unit vectors."""

    def __init__(self) -> None:
        self.halved, self.batches = False, []

    def half(self) -> "FakeModel":
        self.halved = True
        return self

    def encode(self, texts, batch_size, show_progress_bar):
        self.batches.append(batch_size)
        assert not show_progress_bar
        return np.array([[len(text), 2.0, 0.0] for text in texts], dtype=np.float16)


def test_on_a_graphics_card_it_runs_in_half_precision_and_big_batches():
    model = FakeModel()
    embedder = OriginalEmbedder(model, "cuda", CARD, Path("tokenizer.json"))
    vectors = embedder.embed_passages(["a", "abc"])
    assert model.halved
    assert model.batches == [512]
    assert embedder.backend == Backend(TORCH, "cuda", "f16", 0)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)


@pytest.mark.parametrize(
    ("backend", "said"),
    [
        (Backend(OPENVINO, "cpu", "bf16", 2), "openvino on cpu, bf16, 2 threads"),
        (Backend(TORCH, "cuda", "f16", 0), "torch on cuda, f16"),
    ],
)
def test_a_backend_says_what_it_is(backend, said):
    assert str(backend) == said
