"""The default embedder in its compiled form."""

import os
import subprocess
import sys

import numpy as np
import pytest

from index.embedding.compiled import COMPILED_FILE, CompiledEmbedder
from index.embedding.embedder import DEFAULT_MODEL, DEFAULT_SHA256, load_embedder
from index.errors import ModelUnavailable


@pytest.fixture(scope="module")
def embedder(models):
    return CompiledEmbedder(models / DEFAULT_SHA256)


def test_vectors_have_unit_length_and_do_not_depend_on_their_neighbours(embedder):
    texts = [f"The board awarded {n} grants. " * (n % 7 + 1) for n in range(70)]
    vectors = embedder.embed_passages(texts)
    assert vectors.shape == (70, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    for n in (0, 33, 69):
        assert float(embedder.embed_passages([texts[n]])[0] @ vectors[n]) > 0.99999


def test_what_means_the_same_is_near(embedder):
    one, same, other = embedder.embed_passages(
        ["staff numbers", "how many people work there", "melting point of tungsten"]
    )
    assert one @ same > one @ other


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
    monkeypatch.setattr("index.embedding.compilation._COMMAND", killed)
    with pytest.raises(ModelUnavailable, match="broke down"):
        load_embedder(DEFAULT_MODEL, tmp_path)


def test_a_damaged_model_says_what_to_do(tmp_path, models):
    import shutil

    copy = shutil.copytree(models / DEFAULT_SHA256, tmp_path / "copy", ignore=shutil.ignore_patterns("cache"))
    (copy / COMPILED_FILE).write_text("<net")
    with pytest.raises(ModelUnavailable, match="delete that folder"):
        CompiledEmbedder(copy)


def test_compiling_touches_nothing_but_the_index(tmp_path):
    """Neither the user's home nor any network: OpenVINO would count its use in both."""
    home = tmp_path / "home"
    home.mkdir()
    code = (
        "import sys; from pathlib import Path; from index.embedding.embedder import load_embedder; "
        f"load_embedder({DEFAULT_MODEL!r}, Path({str(tmp_path / 'models')!r})); "
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
