"""An embedder as it was made: loaded by sentence-transformers, run by torch.

It is compiled from here (see compiled.py), which is how it mostly runs. As it is, it runs where OpenVINO
cannot be loaded, and where torch is asked for: on a graphics card that is the faster way.
"""

import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from index.embedding.backend import TORCH, Backend
from index.embedding.model_card import ModelCard
from index.embedding.model_tokenizer import TOKENIZER_FILE
from index.embedding.prompts import prompts_of
from index.embedding.weights.model_files import ModelFiles
from index.errors import ModelUnavailable

_BATCH = {"cpu": 32, "cuda": 512}  # passages; a graphics card is idle with few


def load_original(folder: Path, device: str) -> Any:
    """The `SentenceTransformer` of a folder, on a device. Raises `ModelUnavailable`."""
    from sentence_transformers import SentenceTransformer

    try:
        original = SentenceTransformer(str(folder), device=device, local_files_only=True).eval()
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelUnavailable(
            f"{folder} holds no model that sentence-transformers can load ({error}): name another"
        ) from error
    original.default_prompt_name = None  # prompts are put before texts here, and nowhere else
    return original


def card_of(original: Any, files: ModelFiles, folder: Path) -> ModelCard:
    """What the model is, given its files and the folder it was loaded from."""
    query, passage = prompts_of(files.name, folder)
    return ModelCard(
        name=files.name,
        sha256=files.sha256,
        dimension=int(original.get_embedding_dimension() or 0),
        max_tokens=int(original.max_seq_length or 512),
        query_prompt=query,
        passage_prompt=passage,
    )


def tokenizer_json(original: Any) -> str:
    return str(original.tokenizer.backend_tokenizer.to_str())


class OriginalEmbedder:
    """An `Embedder` that torch runs; in half precision on a graphics card. Safe to share between threads."""

    def __init__(self, original: Any, device: str, card: ModelCard, tokenizer_file: Path) -> None:
        self._original = original.half() if device == "cuda" else original
        self._device = device
        self._lock = Lock()
        self.card = card
        self.tokenizer_file = tokenizer_file

    @property
    def backend(self) -> Backend:
        if self._device == "cuda":
            return Backend(TORCH, "cuda", "f16", 0)
        import torch

        return Backend(TORCH, self._device, "f32", torch.get_num_threads())

    def embed_questions(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One unit vector a question, in the order given."""
        return self._embed([self.card.query_prompt + text for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One unit vector a passage, in the order given."""
        return self._embed([self.card.passage_prompt + text for text in texts])

    def _embed(self, texts: list[str]) -> npt.NDArray[np.float32]:
        with self._lock:
            found = self._original.encode(texts, batch_size=_BATCH[self._device], show_progress_bar=False)
        vectors = np.asarray(found, dtype=np.float32).reshape(len(texts), self.card.dimension)
        # made unit vectors here: in half precision their length is off by a thousandth
        unit: npt.NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def open_original(files: ModelFiles, models: Path) -> OriginalEmbedder:
    """The embedder over a model's files, on the graphics card where torch finds one."""
    with quiet(), files.unpacked(models) as folder:
        import torch

        device = "cuda" if torch.cuda.is_available() else "cpu"
        original = load_original(folder, device)
        card = card_of(original, files, folder)
    kept = models / f"{files.sha256}.{TORCH}"  # reader processes want the tokenizer as a file
    kept.mkdir(parents=True, exist_ok=True)
    building = kept / f"{TOKENIZER_FILE}.{os.getpid()}"
    building.write_text(tokenizer_json(original), encoding="utf-8")
    building.replace(kept / TOKENIZER_FILE)
    return OriginalEmbedder(original, device, card, kept / TOKENIZER_FILE)


@contextmanager
def quiet() -> Iterator[None]:
    """Keeps progress bars and warnings of these libraries away from the user's terminal."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    level = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(level)
