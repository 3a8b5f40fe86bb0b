"""Stems are those of the whole text, though they are made piece by piece."""

from hypothesis import example, given
from hypothesis import strategies as st

from index.query.stems import stem_sets, stems


@given(st.text(), st.sampled_from(["en", "de", "ca", "xx"]))
@example("Net sales\u00a0rose 1,577\x1c1.577 états-unis d'été\tﬁgures\u2028end", "fr")
def test_stems_of_pieces_are_stems_of_the_text(text, language):
    assert [frozenset([stem]) for stem in stems(text, language)] == stem_sets(text, [language])


def test_words_that_the_stemmer_throws_together_by_chance_are_kept_apart():
    assert stems("founded by its founder", "en")[0] == stems("founders", "en")[0]
    for one, other in (("founded", "found"), ("severance", "several"), ("author", "authority")):
        assert set(stems(one, "en")).isdisjoint(stems(other, "en"))
    assert stem_sets("founded", ["en", "de"])[0] == {"founded"}
