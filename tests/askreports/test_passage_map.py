"""The map keeps what is alike together, and is the same every time."""

import numpy as np

import askreports
from askreports.viewing.passage_map import flatten, lay_out


def test_what_is_alike_lies_near():
    alike = np.array([[1, 0, 0], [0.9, 0.1, 0], [0, 0, 1], [0, 0.1, 0.9]], dtype=np.float32)
    flat = flatten(alike)

    def distance(a, b):
        return float(np.linalg.norm(flat[a] - flat[b]))

    assert max(distance(0, 1), distance(2, 3)) < 0.3 < distance(0, 2)


def test_vectors_in_a_plane_keep_their_distances():
    plane = np.random.default_rng(7).normal(size=(20, 2)) @ np.array([[1, 0, 0, 0], [0, 0, 1, 0]])
    flat = flatten(plane.astype(np.float32))
    assert np.allclose(np.linalg.norm(flat[3] - flat[8]), np.linalg.norm(plane[3] - plane[8]), atol=1e-4)


def test_no_passages_make_an_empty_map():
    assert lay_out([], np.zeros((0, 3), dtype=np.float32)) == []


def test_a_spot_leads_back_to_its_passage_and_the_sample_is_even(sample_index):
    with askreports.open(sample_index) as reports:
        everything = reports.passage_map()
        assert len(everything) == reports.manifest.passages
        some = reports.passage_map(most=50)
        assert 25 < len(some) <= 50
        assert {spot.row for spot in some} <= {spot.row for spot in everything}
        for spot in some:
            passage, page = reports.passage(spot.row)
            assert (passage.document_id, page.number) == (spot.document_id, spot.page)
