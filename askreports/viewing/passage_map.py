"""A map of the passages: their vectors laid flat, so that what is alike lies near."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Flat = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spot:
    """A passage on the map: the row by which the index has it, its report and page, and where it lies."""

    row: int
    document_id: str
    page: int
    x: float
    y: float


def flatten(vectors: npt.NDArray[np.float32]) -> Flat:
    """The two directions in which vectors differ most (principal components); (n, 2).

    Signs are fixed, so that the same vectors always give the same map.
    """
    if len(vectors) == 0:
        return np.zeros((0, 2))
    centred = vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64)
    _, directions = np.linalg.eigh(centred.T @ centred)  # ascending
    chosen = directions[:, [-1, -2]]
    largest = np.abs(chosen).argmax(axis=0)
    flat: Flat = centred @ (chosen * np.sign(chosen[largest, [0, 1]]))
    return flat


def lay_out(places: Sequence[tuple[int, str, int]], vectors: npt.NDArray[np.float32]) -> list[Spot]:
    """The spots of passages, each given as row, report and page."""
    flat = flatten(vectors).tolist()
    return [Spot(*place, x, y) for place, (x, y) in zip(places, flat, strict=True)]
