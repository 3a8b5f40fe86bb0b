"""Vectors are computed once for each text, kept within a bound, and do not outlive damage."""

from contextlib import closing

import numpy as np
from fakes import TopicEmbedder

from index.storage.vector_cache import CachedEmbedder

TEXTS = ["A grant.", "The board.", "A grant."]


def test_a_text_is_embedded_once_even_by_another_process(tmp_path):
    fake = TopicEmbedder(tmp_path)
    expected = fake.embed_passages(TEXTS)
    fake.embedded.clear()
    with closing(CachedEmbedder(fake, tmp_path / "vectors")) as embedder:
        assert np.array_equal(embedder.embed_passages(TEXTS), expected)
        assert embedder.embed_passages([]).shape == (0, fake.card.dimension)
    assert fake.embedded == TEXTS[:2]
    with closing(CachedEmbedder(fake, tmp_path / "vectors")) as embedder:
        assert np.array_equal(embedder.embed_passages(["The staff.", *TEXTS])[1:], expected)
    assert fake.embedded == [*TEXTS[:2], "The staff."]


def test_long_lists_are_kept_piece_by_piece(tmp_path):
    class Interrupted(TopicEmbedder):
        def embed_passages(self, texts):
            if len(self.embedded) > 1000:
                raise KeyboardInterrupt
            return super().embed_passages(texts)

    texts = [f"Grant {number}." for number in range(2000)]
    fake = Interrupted(tmp_path)
    with closing(CachedEmbedder(fake, tmp_path / "vectors")) as embedder:
        try:
            embedder.embed_passages(texts)
        except KeyboardInterrupt:
            done = len(fake.embedded)
    fake = TopicEmbedder(tmp_path)
    with closing(CachedEmbedder(fake, tmp_path / "vectors")) as embedder:
        embedder.embed_passages(texts)
    assert len(fake.embedded) == 2000 - done


def test_no_more_is_kept_than_allowed(tmp_path):
    fake = TopicEmbedder(tmp_path)
    room = 2 * 4 * fake.card.dimension
    with closing(CachedEmbedder(fake, tmp_path / "vectors", room)) as embedder:
        embedder.embed_passages(["One.", "Two.", "Three."])
    fake.embedded.clear()
    with closing(CachedEmbedder(fake, tmp_path / "vectors", room)) as embedder:
        embedder.embed_passages(["One.", "Two.", "Three."])
    assert fake.embedded == ["One."]


def test_a_damaged_file_is_begun_anew(tmp_path):
    fake = TopicEmbedder(tmp_path)
    texts = [f"Grant {number}." for number in range(500)]
    for damage in (slice(0, 100), slice(5000, 40_000)):
        with closing(CachedEmbedder(fake, tmp_path / "vectors")) as embedder:
            expected = embedder.embed_passages(texts)
        (file,) = (tmp_path / "vectors").iterdir()
        data = bytearray(file.read_bytes())
        data[damage] = b"\xff" * len(data[damage])
        file.write_bytes(data)
        with closing(CachedEmbedder(fake, tmp_path / "vectors")) as embedder:
            assert np.array_equal(embedder.embed_passages(texts), expected)
