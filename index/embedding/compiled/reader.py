"""The reader in its compiled form, beside the index, as the embedder is.

A folder `models/<sha256 of the adapter>/` holds the model in whole numbers, its tokenizer, and the vectors of
tokens, which are one file with those of the embedder where that has the same base.
"""

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from index.embedding.compiled.checksums import cache_settings, check_finite, check_model_files, damaged
from index.embedding.compiled.embedder import COMPILED_FILE, openvino_library
from index.embedding.compiled.small_weights import RUNTIME
from index.embedding.compiled.token_matrix import TokenMatrix
from index.embedding.model_tokenizer import ModelTokenizer
from index.embedding.reader import Scores
from index.embedding.weights.reader_weights import ReaderCard

BATCH = 8  # pairs
LENGTHS = 16  # pairs are padded to multiples of so many tokens: each new shape is compiled anew
MAX_QUESTION_TOKENS = 64
KEPT_SCORES = 20_000


class CompiledReader:
    """A calibrated `Reader` over a folder that `compile_reader` wrote. Safe to share between threads.

    It keeps the scores it has given last. Raises `ModelUnavailable`, `BackendMissing`.
    """

    calibrated = True

    def __init__(self, folder: Path, card: ReaderCard) -> None:
        openvino = openvino_library()
        check_model_files(folder)
        self._folder, self._max_tokens = folder, card.max_tokens
        self._tokenizer = ModelTokenizer(folder, card.max_tokens)
        core = openvino.Core()
        core.set_property(cache_settings(folder))
        threads = {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1}
        try:
            self._matrix = TokenMatrix(folder)
            self._model = core.compile_model(folder / COMPILED_FILE, "CPU", threads | RUNTIME)
        except (RuntimeError, ValueError, OSError) as error:
            raise damaged(folder) from error
        self._kept: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._lock = Lock()

    def score(self, question: str, texts: Sequence[str]) -> Scores:
        """One number a text: the log-odds that it answers. Raises `ModelUnavailable` for a score that is
        none.
        """
        with self._lock:
            new = [text for text in dict.fromkeys(texts) if (question, text) not in self._kept]
            for text, value in zip(new, self._score(question, new), strict=True):
                self._kept[question, text] = value
            scores = np.array([self._kept[question, text] for text in texts], dtype=np.float64)
            for text in texts:
                self._kept.move_to_end((question, text))
            while len(self._kept) > KEPT_SCORES:
                self._kept.popitem(last=False)
        return scores

    def _score(self, question: str, texts: Sequence[str]) -> list[float]:
        pairs = self._pairs(question, texts)
        scores = np.empty(len(texts))
        by_length = sorted(range(len(texts)), key=lambda i: (len(pairs[i]), i))
        for start in range(0, len(by_length), BATCH):
            batch = by_length[start : start + BATCH]
            scores[batch] = self._model(self._inputs([pairs[i] for i in batch]))[0][: len(batch)]
        check_finite(scores, self._folder)
        return [float(score) for score in scores]

    def _pairs(self, question: str, texts: Sequence[str]) -> list[list[int]]:
        """Begin, question, end, end, text, end; only the text is cut to fit, unless the question is very
        long.
        """
        asked, *read = self._tokenizer.ids([question, *texts])
        end = asked[-1]
        asked = [*asked[: MAX_QUESTION_TOKENS - 1], end]
        room = self._max_tokens - len(asked) - 2
        return [[*asked, end, *text[1:-1][:room], end] for text in read]

    def _inputs(self, pairs: Sequence[Sequence[int]]) -> dict[str, Any]:
        """Always `BATCH` pairs, so that few shapes are compiled; what is too many repeats the first."""
        length = -(-max(map(len, pairs)) // LENGTHS) * LENGTHS
        ids = np.zeros((BATCH, length), dtype=np.int64)
        mask = np.zeros((BATCH, length), dtype=np.int64)
        for row in range(BATCH):
            pair = pairs[row] if row < len(pairs) else pairs[0][:LENGTHS]
            ids[row, : len(pair)] = pair
            mask[row, : len(pair)] = 1
        return {"token_vectors": self._matrix.vectors(ids), "attention_mask": mask}
