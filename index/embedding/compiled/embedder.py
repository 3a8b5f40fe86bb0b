"""The only place that knows OpenVINO: a model's compiled form, saved beside the index and run from there.

A folder `models/<sha256 of the weights>/` holds `model.xml` and `model.bin` (half precision), the vectors of
tokens (see token_matrix.py), `tokenizer.json`, for a large vocabulary a quick tokenizer of questions (see
question_tokenizer.py), and `model.json`. A folder that was written before token vectors stood apart has them
within the model, and runs as it is.
"""

import os
import shutil
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from index.embedding.backend import OPENVINO, Backend
from index.embedding.compiled.checksums import (
    cache_settings,
    check_finite,
    check_model_files,
    damaged,
    save_checksums,
)
from index.embedding.compiled.token_matrix import TokenMatrix, has_token_matrix, save_token_matrix
from index.embedding.model_card import ModelCard, read_card, save_card
from index.embedding.model_tokenizer import TOKENIZER_FILE, ModelTokenizer
from index.embedding.question_tokenizer import save_question_tokenizer
from index.errors import BackendMissing

COMPILED_FILE = "model.xml"
BATCH = 8  # passages; more adds padding and memory, not speed

Inputs = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Traceable:
    """A torch module with an example of its inputs, and the vectors of tokens where they are one of them."""

    module: Any
    example: dict[str, Any]
    token_matrix: npt.NDArray[np.float32] | None


def save_compiled(model: Traceable, tokenizer_json: str, card: ModelCard, target: Path) -> None:
    """Converts a torch module and writes it to `target`, all or nothing."""
    openvino = openvino_library()
    building = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.rmtree(building, ignore_errors=True)  # of a process that was killed and had the same id
    building.mkdir(parents=True)
    try:
        openvino.save_model(
            openvino.convert_model(model.module, example_input=model.example),
            building / COMPILED_FILE,
            compress_to_fp16=True,
        )
        if model.token_matrix is not None:
            save_token_matrix(model.token_matrix, building)
        (building / TOKENIZER_FILE).write_text(tokenizer_json, encoding="utf-8")
        save_question_tokenizer(tokenizer_json, building)
        save_card(card, building)
        save_checksums(building)
        if not target.exists():  # another process may have been quicker
            building.rename(target)
    finally:
        shutil.rmtree(building, ignore_errors=True)


class CompiledEmbedder:
    """An `Embedder` over a folder that `save_compiled` wrote. Safe to share between threads.

    `card` is that of the index it is for, where it says more or less than the folder's own.
    """

    def __init__(self, folder: Path, card: ModelCard | None = None) -> None:
        openvino = openvino_library()

        check_model_files(folder)
        self.card = card or read_card(folder)
        self._folder = folder
        self.tokenizer_file = folder / TOKENIZER_FILE
        self._tokenizer = ModelTokenizer(folder, self.card.max_tokens)
        core = openvino.Core()
        core.set_property(cache_settings(folder))
        try:
            self._matrix = TokenMatrix(folder) if has_token_matrix(folder) else None
            model = core.read_model(folder / COMPILED_FILE)
            # one thread answers a question in some 10 ms and leaves the other cores to other people
            self._one = core.compile_model(model, "CPU", {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1})
        except (RuntimeError, ValueError) as error:
            raise damaged(folder) from error
        self._core, self._model = core, model
        self._names = frozenset(model_input.get_any_name() for model_input in self._one.inputs)
        self._many: Any = None
        self._requests: list[Any] = []
        self._lock = Lock()

    @property
    def backend(self) -> Backend:
        """As it computed last: many texts take all cores, a single one takes one."""
        model = self._one if self._many is None else self._many
        precision = model.get_property("INFERENCE_PRECISION_HINT").to_string()
        return Backend(OPENVINO, "cpu", precision, int(model.get_property("INFERENCE_NUM_THREADS")))

    def embed_questions(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One unit vector a question, in the order given."""
        return self._embed([self.card.query_prompt + text for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One unit vector a passage, in the order given."""
        return self._embed([self.card.passage_prompt + text for text in texts])

    def _embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        vectors = self._vectors(self._tokenizer.ids(texts))
        check_finite(vectors, self._folder)
        return vectors

    def _vectors(self, tokens: Sequence[Sequence[int]]) -> npt.NDArray[np.float32]:
        if len(tokens) == 1:
            with self._lock:
                return np.asarray(self._one(self._inputs(tokens))[0], dtype=np.float32).copy()
        vectors = np.empty((len(tokens), self.card.dimension), dtype=np.float32)
        by_length = sorted(range(len(tokens)), key=lambda i: (-len(tokens[i]), i))
        batches = [by_length[i : i + BATCH] for i in range(0, len(by_length), BATCH)]
        with self._lock:
            # Requests that are waited for, not a queue with a callback: a callback runs Python on a
            # thread of the model, which a model that is let go of waits for while it holds the GIL.
            requests = self._many_requests()
            running: deque[tuple[Any, list[int]]] = deque()
            for number, batch in enumerate(batches):
                if len(running) == len(requests):
                    _collect(running, vectors)
                request = requests[number % len(requests)]
                request.start_async(self._inputs([tokens[i] for i in batch]))
                running.append((request, batch))
            while running:
                _collect(running, vectors)
        return vectors

    def _many_requests(self) -> list[Any]:
        """As many requests as keep every core busy, made when many texts are embedded for the first time."""
        if self._many is None:
            model = self._core.compile_model(self._model, "CPU", {"PERFORMANCE_HINT": "THROUGHPUT"})
            count = int(model.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS"))
            self._many, self._requests = model, [model.create_infer_request() for _ in range(count)]
        return self._requests

    def _inputs(self, tokens: Sequence[Sequence[int]]) -> Inputs:
        shape = len(tokens), max(map(len, tokens))
        ids = np.zeros(shape, dtype=np.int64)  # what stands behind a text is masked, whatever it is
        mask = np.zeros(shape, dtype=np.int64)
        for row, text in enumerate(tokens):
            ids[row, : len(text)] = text
            mask[row, : len(text)] = 1
        inputs: Inputs = {"input_ids": ids, "attention_mask": mask}
        if self._matrix:
            inputs["token_vectors"] = self._matrix.vectors(ids)
        return {name: values for name, values in inputs.items() if name in self._names}


def _collect(running: deque[tuple[Any, list[int]]], vectors: npt.NDArray[np.float32]) -> None:
    """Waits for the request that has run longest and puts its vectors in their places."""
    request, batch = running.popleft()
    request.wait()
    vectors[batch] = request.get_output_tensor(0).data


def openvino_library() -> Any:
    """The library without its telemetry, which would tell its maker of every conversion.

    Raises `BackendMissing`.
    """
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]  # "not installed"; it has a stand-in
    try:
        import openvino
    except (ImportError, OSError) as error:  # not installed, or made for other processors
        raise BackendMissing(f"OpenVINO cannot be loaded ({error}): run 'pip install openvino'") from error
    return openvino
