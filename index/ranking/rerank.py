"""Second pass, where a setting names a model: a cross-encoder reads question and passage together.

Believes that a model which sees both at once judges better than two vectors that never met. It is slow, so
it only looks at the first pages of the ranking, and what it says is one more signal, `second_pass`.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from index.errors import ModelUnavailable
from index.hit import Hit
from index.ranking.fusion import scaled_by_range

DEPTH = 20  # pages that are looked at again
WEIGHT = 1.0


class Reranker(Protocol):
    """Judges how well passages answer a question."""

    def score(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """One number a text, higher is better; the scale is the model's own."""
        ...


class CrossEncoderReranker:
    """A cross-encoder of sentence-transformers, by hub name or local folder. Raises `ModelUnavailable`."""

    def __init__(self, model: str) -> None:
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(model, device="cpu", num_labels=1)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelUnavailable(
                f"the second pass {model!r} cannot be loaded ({error}): "
                "name a folder that holds a cross-encoder"
            ) from error

    def score(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        scores: Sequence[float] = self._model.predict(
            [(question, text) for text in texts], show_progress_bar=False
        ).tolist()
        return scores


def rerank(question: str, hits: Sequence[Hit], reranker: Reranker) -> list[Hit]:
    """The hits in a new order: the first `DEPTH` by their score and the second pass together."""
    again, rest = hits[:DEPTH], hits[DEPTH:]
    if not again:
        return []
    judged = np.array(reranker.score(question, [_shown(hit) for hit in again]), dtype=np.float64)
    added = WEIGHT * scaled_by_range(judged, np.ones(len(again), dtype=bool))
    better = [_with(hit, float(value)) for hit, value in zip(again, added, strict=True)]
    ordered = sorted(better, key=lambda hit: -hit.score)
    return [replace(hit, rank=rank) for rank, hit in enumerate([*ordered, *rest], 1)]


def _shown(hit: Hit) -> str:
    document = hit.document
    header = " ".join(part for part in (document.organisation, document.period, document.kind) if part)
    return f"{header}: {hit.passage.text}"


def _with(hit: Hit, value: float) -> Hit:
    return replace(hit, score=hit.score + value, why={**hit.why, "second_pass": value})
