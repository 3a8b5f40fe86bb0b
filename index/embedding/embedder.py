"""Texts to unit vectors. The model is defined by sentence-transformers and runs in compiled form.

Importing sentence-transformers takes seconds and half a gigabyte, so it happens once, in a process of its
own, to compile a model into the index's `models/` folder; from then on questions and passages run on the
compiled form alone, where OpenVINO can be loaded.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.embedding.backend import OPENVINO, Backend
from index.embedding.compiled.compilation import Job, compile_model
from index.embedding.compiled.embedder import COMPILED_FILE, CompiledEmbedder
from index.embedding.model_card import ModelCard, read_card
from index.embedding.original import open_original
from index.embedding.prompts import prompts_of
from index.embedding.weights.model_files import find_model, known_sha256
from index.errors import BackendMissing, IndexStale

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors, so that an inner product is a cosine.

    Questions and passages each get the prompt that the model was trained with. Both give one row a text,
    `card.dimension` columns, float32; longer texts are cut at `card.max_tokens`.
    """

    @property
    def card(self) -> ModelCard: ...

    @property
    def tokenizer_file(self) -> Path: ...

    @property
    def backend(self) -> Backend: ...

    def embed_questions(self, texts: Sequence[str]) -> Vectors: ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors: ...


def load_embedder(model: str, models: Path, backend: str = OPENVINO) -> Embedder:
    """The embedder for a model name or folder, compiled into `models` when it is not there yet.

    Where OpenVINO cannot be loaded, or with another `backend`, the model runs as it is; `Embedder.backend`
    says which it is.
    """
    known = known_sha256(model)
    if known and backend == OPENVINO and (models / known / COMPILED_FILE).exists():
        with suppress(BackendMissing):
            return _compiled(model, models / known, read_card(models / known))
    files = find_model(model)
    target = models / files.sha256
    with suppress(BackendMissing):
        if not (target / COMPILED_FILE).exists():
            compile_model(Job(files, target))  # also where torch embeds: questions want it
        if backend == OPENVINO:
            query, passage = prompts_of(model, files.path)
            card = replace(read_card(target), query_prompt=query, passage_prompt=passage)
            return _compiled(model, target, card)
    return open_original(files, models)


def open_embedder(card: ModelCard, models: Path) -> Embedder:
    """The embedder an index was built with. Compiled form first: then the model itself need not be here."""
    if (models / card.sha256 / COMPILED_FILE).exists():
        with suppress(BackendMissing):
            return CompiledEmbedder(models / card.sha256, card)
    embedder = load_embedder(card.name, models)
    if embedder.card != card:
        raise IndexStale(
            f"the index was built with other weights of {card.name} than are here: run 'askreports upgrade'"
        )
    return embedder


def _compiled(model: str, folder: Path, card: ModelCard) -> CompiledEmbedder:
    """The compiled form under the name asked for: another name may have led to the same weights."""
    return CompiledEmbedder(folder, replace(card, name=model))
