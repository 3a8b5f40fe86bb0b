"""The vectors of a model's tokens, on disk beside its graph: the greatest part of a multilingual model.

A question needs a dozen rows of a quarter of a million, so the matrix is mapped, not read, and every process
and every model that was made from it share it. A row is stored as whole numbers from -127 to 127 with one
scale, a quarter of the bytes of single precision, at a cosine of .9999 or better of what is computed of it.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt

MATRIX_FILE, SCALES_FILE = "tokens.npy", "token_scales.npy"
_LARGEST = 127


class TokenMatrix:
    """The token vectors that `save_token_matrix` wrote to a folder."""

    def __init__(self, folder: Path) -> None:
        self._codes = np.load(folder / MATRIX_FILE, mmap_mode="r")
        self._scales = np.load(folder / SCALES_FILE, mmap_mode="r")

    def vectors(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """The vectors of token ids of any shape, along one more axis."""
        found: npt.NDArray[np.float32] = self._codes[ids].astype(np.float32)
        found *= self._scales[ids][..., None]
        return found


def has_token_matrix(folder: Path) -> bool:
    """Whether the model in a folder keeps its token vectors apart."""
    return (folder / MATRIX_FILE).exists()


def save_token_matrix(matrix: npt.NDArray[np.float32], folder: Path) -> None:
    """Writes a matrix of one row a token, (tokens, dimension)."""
    scales = np.abs(matrix).max(axis=1) / _LARGEST
    scales[scales == 0] = 1.0  # a row of zeros
    np.save(folder / MATRIX_FILE, np.rint(matrix / scales[:, None]).astype(np.int8))
    np.save(folder / SCALES_FILE, scales.astype(np.float32))
