"""Words: found by stem, scored by BM25, kept to the reports asked for, safe for any question."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import IndexDamaged
from index.query.stems import stem_sets, stems
from index.storage.lexical import BODY, HEADER, LexicalEntry, LexicalIndex, LexicalWriter


def entry(row, text, document="a", header=""):
    return LexicalEntry(row, document, " ".join(stems(text, "en")), "", " ".join(stems(header, "en")))


@pytest.fixture
def words(tmp_path):
    entries = [
        entry(0, "The board awarded grants to start-ups", "a", "Harbour 2021"),
        entry(1, "Grants grants grants", "b", "Port 2020"),
        entry(2, "Nothing of the kind", "b", "Port 2020"),
    ]
    writer = LexicalWriter(tmp_path / "lexical")
    for one in entries:
        writer.add(one)
    writer.close()
    return LexicalIndex(tmp_path / "lexical")


def test_the_passage_with_more_of_the_word_comes_first(words):
    rows, scores = words.search({"grant": 1.0}, 10, {BODY: 1.0})
    assert rows == [1, 0]
    assert scores[0] > scores[1] > 0


def test_other_reports_are_left_out_inside_the_search(words):
    assert words.search({"grant": 1.0}, 1, {BODY: 1.0}, ["a"])[0] == [0]
    assert words.search({"grant": 1.0}, 1, {BODY: 1.0}, [])[0] == []


def test_the_header_finds_a_passage_that_does_not_name_its_report(words):
    assert words.search({"harbour": 1.0}, 10, {BODY: 1.0})[0] == []
    assert words.search({"harbour": 1.0}, 10, {BODY: 1.0, HEADER: 0.5})[0] == [0]


def test_how_many_passages_hold_a_stem(words):
    assert [words.document_frequency(stem) for stem in ("grant", "board", "nowhere")] == [2, 1, 0]


def test_a_damaged_word_index_says_what_to_do(tmp_path):
    (tmp_path / "lexical").mkdir()
    with pytest.raises(IndexDamaged, match="rollback"):
        LexicalIndex(tmp_path / "lexical")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # the index is only read
@given(st.text(max_size=80))
def test_any_question_is_safe(words, text):
    weights = {form: 1.0 for forms in stem_sets(text, ["en", "ca"]) for form in forms}
    rows, scores = words.search(weights, 5, {BODY: 1.0})
    assert len(rows) == len(scores) <= 3


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "awarded grants", "award a grant"),
        ("es", "las inversiones realizadas", "inversión realizada"),
        ("ca", "els projectes finançats", "projecte finançat"),
        ("fr", "des entreprises innovantes", "entreprise innovante"),
        ("de", "die geförderten Projekte", "gefördertes Projekt"),
        ("pt", "as empresas apoiadas", "empresa apoiada"),
        ("it", "i progetti finanziati", "progetto finanziato"),
    ],
)
def test_forms_of_a_word_meet_in_its_stem(language, one, other):
    assert set(stems(one, language)) & set(stems(other, language))


def test_numbers_meet_however_thousands_are_marked():
    assert stems("1,577", "en") == stems("1.577", "de") == stems("1577", "fr") == ["1577"]
