"""The only place that knows faiss: unit vectors in rows, searched by exact inner product."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.errors import IndexDamaged

Matrix = npt.NDArray[np.float32]
RowRange = tuple[int, int]  # first row and the row after the last


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

        faiss.omp_set_num_threads(1)  # with more, a busy machine takes 30 times as long for one question
        try:
            self._index = faiss.read_index(str(file))
        except RuntimeError as error:
            raise IndexDamaged(
                f"{file.name} cannot be read: run 'askreports rollback', or ingest with --rebuild"
            ) from error

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(
        self, query: Matrix, k: int, ranges: Sequence[RowRange] | None = None
    ) -> tuple[list[int], list[float]]:
        """The k rows nearest to `query` (dimension,), best first, with their cosines.

        With `ranges`, only rows inside them are looked at.
        """
        import faiss

        allowed = len(self) if ranges is None else sum(end - start for start, end in ranges)
        k = min(k, allowed)
        if k == 0:
            return [], []
        selector = None if ranges is None else _selector(ranges, len(self))
        parameters = None if selector is None else faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        scores, rows = self._index.search(query.reshape(1, -1), k, params=parameters)
        return rows[0].tolist(), scores[0].tolist()

    def cosines(self, query: Matrix, rows: Sequence[int]) -> list[float]:
        """The inner product of `query` (dimension,) with each of these rows."""
        if not rows:
            return []
        matrix: Matrix = self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64))
        found: list[float] = (matrix @ query).tolist()
        return found

    def rows(self, start: int, end: int) -> Matrix:
        """The vectors of rows start to end, end left out; (end - start, dimension)."""
        matrix: Matrix = self._index.reconstruct_n(start, end - start)
        return matrix


def _selector(ranges: Sequence[RowRange], total: int) -> object:
    import faiss

    allowed = np.zeros(total, dtype=bool)
    for start, end in ranges:
        allowed[start:end] = True
    return faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))  # type: ignore[call-arg, arg-type]
