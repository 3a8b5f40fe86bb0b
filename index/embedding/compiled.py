"""The only place that knows OpenVINO: a model's compiled form, saved beside the index and run from there.

A folder `models/<sha256 of the weights>/` holds `model.xml` and `model.bin` (half precision, about
45 MB for the default model), `tokenizer.json` and `model.json`.
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

import msgspec
import numpy as np
import numpy.typing as npt

from index.embedding.backend import OPENVINO, Backend
from index.errors import BackendMissing, ModelUnavailable

COMPILED_FILE = "model.xml"
TOKENIZER_FILE = "tokenizer.json"
MODEL_CARD = "model.json"
BATCH = 8  # passages; more adds padding and memory, not speed


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What a model is: its name in the settings, the sha256 of its weights, its sizes."""

    name: str
    sha256: str
    dimension: int
    max_tokens: int


def save_compiled(
    model: Any, example: dict[str, Any], tokenizer_json: str, card: ModelCard, target: Path
) -> None:
    """Converts a torch module of token ids and mask and writes it to `target`, all or nothing."""
    openvino = _openvino()
    building = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.rmtree(building, ignore_errors=True)  # of a process that was killed and had the same id
    building.mkdir(parents=True)
    try:
        openvino.save_model(
            openvino.convert_model(model, example_input=example),
            building / COMPILED_FILE,
            compress_to_fp16=True,
        )
        (building / TOKENIZER_FILE).write_text(tokenizer_json, encoding="utf-8")
        (building / MODEL_CARD).write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1))
        if not target.exists():  # another process may have been quicker
            building.rename(target)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def read_card(folder: Path) -> ModelCard:
    """The card of a compiled model. Raises `ModelUnavailable`."""
    try:
        return msgspec.json.decode((folder / MODEL_CARD).read_bytes(), type=ModelCard)
    except (OSError, ValueError) as error:
        raise ModelUnavailable(
            f"{folder / MODEL_CARD} cannot be read ({error}): delete that folder and ingest again"
        ) from error


class CompiledEmbedder:
    """An `Embedder` over a folder that `save_compiled` wrote. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        openvino = _openvino()

        self.card = read_card(folder)
        self.tokenizer_file = folder / TOKENIZER_FILE
        self._tokenizer = Tokenizer.from_file(str(self.tokenizer_file))
        self._tokenizer.enable_truncation(self.card.max_tokens)
        self._padding = (self._tokenizer.padding or {}).get("pad_id", 0)
        self._tokenizer.no_padding()  # each batch is padded to its own longest text
        core = openvino.Core()
        core.set_property({"CACHE_DIR": str(folder / "cache")})
        try:
            model = core.read_model(folder / COMPILED_FILE)
            # one thread answers a question in some 10 ms and leaves the other cores to other people
            self._one = core.compile_model(model, "CPU", {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1})
        except RuntimeError as error:
            raise ModelUnavailable(
                f"the compiled model in {folder} is damaged: delete that folder and ingest again"
            ) from error
        self._core, self._model = core, model
        self._many: Any = None
        self._requests: list[Any] = []
        self._lock = Lock()

    @property
    def backend(self) -> Backend:
        """As it computed last: many texts take all cores, a single one takes one."""
        model = self._one if self._many is None else self._many
        precision = model.get_property("INFERENCE_PRECISION_HINT").to_string()
        return Backend(OPENVINO, "cpu", precision, int(model.get_property("INFERENCE_NUM_THREADS")))

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One unit vector a text, in the order given."""
        if len(texts) == 1:
            with self._lock:
                return np.asarray(self._one(self._inputs(self._tokens(texts)))[0], dtype=np.float32).copy()
        return self._embed_many(texts)

    def _embed_many(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        vectors = np.empty((len(texts), self.card.dimension), dtype=np.float32)
        tokens = self._tokens(texts)
        by_length = sorted(range(len(texts)), key=lambda i: (-len(tokens[i]), i))
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

    def _tokens(self, texts: Sequence[str]) -> list[list[int]]:
        return [encoding.ids for encoding in self._tokenizer.encode_batch_fast(list(texts))]

    def _inputs(self, tokens: Sequence[Sequence[int]]) -> dict[str, npt.NDArray[np.int64]]:
        shape = len(tokens), max(map(len, tokens))
        ids = np.full(shape, self._padding, dtype=np.int64)
        mask = np.zeros(shape, dtype=np.int64)
        for row, text in enumerate(tokens):
            ids[row, : len(text)] = text
            mask[row, : len(text)] = 1
        return {"input_ids": ids, "attention_mask": mask}


def _collect(running: deque[tuple[Any, list[int]]], vectors: npt.NDArray[np.float32]) -> None:
    """Waits for the request that has run longest and puts its vectors in their places."""
    request, batch = running.popleft()
    request.wait()
    vectors[batch] = request.get_output_tensor(0).data


def _openvino() -> Any:
    """The library without its telemetry, which would tell its maker of every conversion.

    Raises `BackendMissing`.
    """
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]  # "not installed"; it has a stand-in
    try:
        import openvino
    except (ImportError, OSError) as error:  # not installed, or made for other processors
        raise BackendMissing(f"OpenVINO cannot be loaded ({error}): run 'pip install openvino'") from error
    return openvino
