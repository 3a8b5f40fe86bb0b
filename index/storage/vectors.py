"""The only place that knows faiss: unit vectors in rows, searched by exact inner product."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.errors import IndexDamaged

Matrix = npt.NDArray[np.float32]


class VectorWriter:
    """Collects vectors in row order and writes them as one faiss file.

    Until then they wait in a file beside it: memory does not grow with their number.
    """

    def __init__(self, file: Path, dimension: int) -> None:
        self._file, self._dimension = file, dimension
        self._waiting = file.with_suffix(".rows")
        self._stream = self._waiting.open("wb")

    def add(self, vectors: Matrix) -> None:
        """Appends rows; unit length, float32, (n, dimension)."""
        self._stream.write(np.ascontiguousarray(vectors, dtype=np.float32).data)

    def write(self) -> None:
        """Writes the file. Nothing can be added any more."""
        import faiss

        self.close()
        flat = faiss.IndexFlatIP(self._dimension)
        if size := self._waiting.stat().st_size:
            rows = np.memmap(self._waiting, dtype=np.uint8, mode="r")
            empty = faiss.MaybeOwnedVectorUInt8()
            flat.codes = empty.create_view(faiss.swig_ptr(rows), size, empty.owner)  # type: ignore[attr-defined]
            flat.ntotal = size // flat.code_size
        faiss.write_index(flat, str(self._file))
        self._waiting.unlink()

    def close(self) -> None:
        """Lets go of the waiting rows, written or not."""
        self._stream.close()


class VectorIndex:
    """The vectors of a saved index. Row n belongs to passage row n of the catalog."""

    def __init__(self, file: Path) -> None:
        import faiss

        try:
            # mapped, not read: processes share it, and a generation that is only carried over takes no memory
            self._index = faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC)
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
