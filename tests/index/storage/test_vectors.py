"""Vectors: exact inner products with every row."""

import faiss
import numpy as np
import pytest

from index.errors import IndexDamaged
from index.storage.vectors import VectorIndex, VectorWriter


@pytest.fixture
def matrix():
    rows = np.random.default_rng(3).normal(size=(50, 8)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def file(tmp_path, matrix):
    writer = VectorWriter(tmp_path / "vectors.faiss", 8)
    writer.add(matrix[:20])
    writer.add(matrix[20:])
    writer.write()
    return tmp_path / "vectors.faiss"


@pytest.fixture
def vectors(file):
    return VectorIndex(file)


def test_a_cosine_for_every_row_by_the_plain_product(vectors, matrix):
    assert vectors.cosines(matrix[7]) == pytest.approx(matrix @ matrix[7], abs=1e-6)
    assert int(np.argmax(vectors.cosines(matrix[7]))) == 7


def test_rows_come_back_as_they_went_in(vectors, matrix):
    assert len(vectors) == 50
    assert np.array_equal(vectors.rows(19, 22), matrix[19:22])


def test_the_file_is_what_faiss_itself_writes_and_nothing_is_left_beside_it(file, matrix, tmp_path):
    flat = faiss.IndexFlatIP(8)
    flat.add(matrix)
    faiss.write_index(flat, str(tmp_path / "plain.faiss"))
    assert file.read_bytes() == (tmp_path / "plain.faiss").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"vectors.faiss", "plain.faiss"}


def test_vectors_outlive_the_name_of_their_file(file, matrix):
    vectors = VectorIndex(file)
    file.unlink()  # as when an old generation is cleared away
    assert np.array_equal(vectors.rows(0, 50), matrix)


def test_a_truncated_file_says_what_to_do(file):
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(IndexDamaged, match="rollback"):
        VectorIndex(file)


def test_an_index_without_passages_has_no_cosines(tmp_path):
    VectorWriter(tmp_path / "vectors.faiss", 8).write()
    assert VectorIndex(tmp_path / "vectors.faiss").cosines(np.ones(8, dtype=np.float32)).size == 0
