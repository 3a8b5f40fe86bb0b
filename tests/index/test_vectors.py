"""Vectors: exact inner products, inside the rows asked for."""

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


def test_the_best_rows_are_those_of_the_plain_product(vectors, matrix):
    rows, cosines = vectors.search(matrix[7], 5)
    expected = np.argsort(-(matrix @ matrix[7]))[:5]
    assert rows == expected.tolist()
    assert rows[0] == 7
    assert cosines[0] == pytest.approx(1.0)


def test_only_the_rows_asked_for_are_looked_at(vectors, matrix):
    rows, _ = vectors.search(matrix[7], 50, [(10, 13), (40, 42)])
    assert sorted(rows) == [10, 11, 12, 40, 41]
    assert vectors.search(matrix[7], 5, []) == ([], [])


def test_cosines_of_given_rows(vectors, matrix):
    assert vectors.cosines(matrix[0], [3, 0]) == pytest.approx([float(matrix[3] @ matrix[0]), 1.0])


def test_rows_come_back_as_they_went_in(vectors, matrix):
    assert len(vectors) == 50
    assert np.array_equal(vectors.rows(19, 22), matrix[19:22])


def test_a_truncated_file_says_what_to_do(file):
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(IndexDamaged, match="rollback"):
        Vectors(file)
