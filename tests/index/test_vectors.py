"""Vectors: exact inner products with every row."""

import numpy as np
import pytest

from index.errors import IndexDamaged
from index.vectors import Vectors, VectorWriter


@pytest.fixture
def matrix():
    rows = np.random.default_rng(3).normal(size=(50, 8)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def file(tmp_path, matrix):
    writer = VectorWriter(8)
    writer.add(matrix[:20])
    writer.add(matrix[20:])
    writer.write(tmp_path / "vectors.faiss")
    return tmp_path / "vectors.faiss"


@pytest.fixture
def vectors(file):
    return Vectors(file)


def test_a_cosine_for_every_row_by_the_plain_product(vectors, matrix):
    assert vectors.cosines(matrix[7]) == pytest.approx(matrix @ matrix[7], abs=1e-6)
    assert int(np.argmax(vectors.cosines(matrix[7]))) == 7


def test_rows_come_back_as_they_went_in(vectors, matrix):
    assert len(vectors) == 50
    assert np.array_equal(vectors.rows(19, 22), matrix[19:22])


def test_a_truncated_file_says_what_to_do(file):
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(IndexDamaged, match="rollback"):
        Vectors(file)


def test_an_index_without_passages_has_no_cosines(tmp_path):
    VectorWriter(8).write(tmp_path / "vectors.faiss")
    assert Vectors(tmp_path / "vectors.faiss").cosines(np.ones(8, dtype=np.float32)).size == 0
