"""The only place that knows faiss: unit vectors in rows, searched by exact inner product."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.errors import IndexDamaged

Matrix = npt.NDArray[np.float32]


class VectorWriter:
    """Collects vectors in row order and writes them as one faiss file."""

    def __init__(self, dimension: int) -> None:
        import faiss

        self._flat = faiss.IndexFlatIP(dimension)

    def add(self, vectors: Matrix) -> None:
        """Appends rows; unit length, float32, (n, dimension)."""
        if len(vectors):
            self._flat.add(np.ascontiguousarray(vectors))

    def write(self, file: Path) -> None:
        import faiss

        faiss.write_index(self._flat, str(file))


class Vectors:
    """The vectors of a saved index. Row n belongs to passage row n of the catalog."""

    def __init__(self, file: Path) -> None:
        import faiss

        try:
            self._index = faiss.read_index(str(file))
        except RuntimeError as error:
            raise IndexDamaged(
                f"{file.name} cannot be read: run 'askreports rollback', or ingest with --rebuild"
            ) from error
        flat = faiss.rev_swig_ptr(self._index.get_xb(), self._index.ntotal * self._index.d)  # type: ignore[attr-defined]
        self._matrix: Matrix = flat.reshape(self._index.ntotal, self._index.d)  # no copy

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def cosines(self, query: Matrix) -> Matrix:
        """The inner product of `query` (dimension,) with every row, exactly.

        On one thread: memory sets the pace, and numpy's BLAS would take a second core for as long.
        """
        import faiss

        rows, dimension = self._matrix.shape
        query = np.ascontiguousarray(query, dtype=np.float32)
        found: Matrix = np.empty(rows, dtype=np.float32)
        pointers = map(faiss.swig_ptr, (found, query, self._matrix))
        faiss.fvec_inner_products_ny(*pointers, dimension, rows)  # type: ignore[attr-defined]
        return found

    def rows(self, start: int, end: int) -> Matrix:
        """The vectors of rows start to end, end left out; (end - start, dimension)."""
        return self._matrix[start:end].copy()

    def each(self, step: int) -> Matrix:
        """The vectors of every row, or of each `step`-th from the first."""
        return self._matrix[::step].copy()
