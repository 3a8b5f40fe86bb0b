"""Readers: models that see a question and a text together, and judge whether the text answers it.

An embedder compares two vectors that never met; a reader is slower and judges better. So it gets few and
short texts, which cheaper signals have chosen.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.errors import ModelUnavailable

Scores = npt.NDArray[np.float64]


class Reader(Protocol):
    """Judges how surely texts answer a question.

    `calibrated` says that its scores mean the same for every question, so that they may decide that nothing
    answers; the scores of other models only order.
    """

    @property
    def calibrated(self) -> bool: ...

    def score(self, question: str, texts: Sequence[str]) -> Scores:
        """One number a text, higher is surer; of a calibrated reader above 0 where it rather answers than
        not.

        Longer texts are cut at their end. The order and the company of the texts change nothing.
        """
        ...


class CrossEncoderReader:
    """A cross-encoder of sentence-transformers, by hub name or local folder. Raises `ModelUnavailable`."""

    calibrated = False

    def __init__(self, model: str) -> None:
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(model, device="cpu", num_labels=1)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelUnavailable(
                f"the reader {model!r} cannot be loaded ({error}): name a folder that holds a cross-encoder"
            ) from error

    def score(self, question: str, texts: Sequence[str]) -> Scores:
        pairs = [(question, text) for text in texts]
        return np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float64)
