"""Groups for the reader: which spans answer, how data are split, what is made up."""

import random
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "bench"))

from reader_data import (
    SPANS,
    Asked,
    Group,
    Passage,
    by_judgement,
    by_paragraph,
    by_sentence,
    held_out,
    read_groups,
    rows_with_heads,
    split,
    write_groups,
)
from reader_made import LANGUAGES, MAKERS, fill, items, made_groups, phrases, written

pytestmark = pytest.mark.slow

TEXT = (
    "The river rises in the north. It was named by Vera Holm in 1821. Nobody lives there. Trains stop twice."
)
OTHER = "The lake is deep. Boats cross it in summer. Its water is cold."
TABLE = "employees by site\nsite | 2021 | 2020\nNorth | 12 | 10\nSouth | 7 | 9\nTotal | 19 | 19"


def passage(text, *asked, doc="river", source="squad11_train_en"):
    return Passage(source, doc, "en", text, asked)


def question(text, answer="", start=None, answerable=True):
    return Asked(text, answerable, answer, start, "en")


def answered(groups):
    return [group for group in groups if group.right]


def test_the_sentence_that_holds_the_answer_is_the_right_one():
    asked = question("Who named the river?", "Vera Holm", TEXT.index("Vera Holm"))
    passages = [passage(TEXT, asked), passage(OTHER, doc="lake")]
    groups = [group for seed in range(20) for group in by_sentence(passages, random.Random(seed))]
    assert len(answered(groups)) > 10
    for group in answered(groups):
        assert "Vera Holm" in group.spans[group.right[0]]
        assert sum("Vera Holm" in span for span in group.spans) == 1


def test_a_question_without_answer_has_no_right_span():
    asked = question("Who drained the river?", answerable=False)
    (group,) = by_sentence([passage(TEXT, asked)], random.Random(0))
    assert group.right == ()
    assert len(group.spans) > 2


def test_the_row_with_the_answer_is_chosen_by_the_words_it_shares_with_the_question():
    asked = question("How many employees were there in the South in 2020?", "9")
    passages = [passage(TABLE, asked, source="tatqa_en"), passage(OTHER, source="tatqa_en")]
    groups = answered(g for seed in range(10) for g in by_paragraph(passages, random.Random(seed)))
    assert groups
    assert all("South" in group.spans[group.right[0]] for group in groups)


def test_a_figure_that_stands_in_two_rows_alike_makes_no_group():
    asked = question("How many were there?", "19")
    assert not list(by_paragraph([passage(TABLE, asked, source="tatqa_en")], random.Random(0)))


def test_rows_carry_caption_and_heads():
    rows = rows_with_heads(TABLE, random.Random(1))
    assert len(rows) == 3
    for row, label in zip(rows, ("North", "South", "Total"), strict=True):
        assert all(part in row for part in ("employees by site", "2021", "2020", label))


def test_sentences_that_were_judged_keep_their_judgement():
    asked, not_asked = question("Is it cold?", "cold"), question("Is it cold?", answerable=False)
    texts = ["The lake is deep.", "Boats cross it.", "Its water is cold."]
    passages = [passage(text, asked if "cold" in text else not_asked, doc="lake") for text in texts]
    for group in answered(by_judgement(passages, random.Random(3))):
        assert group.spans[group.right[0]].endswith("Its water is cold.")


def test_no_article_is_both_learnt_from_and_measured_with():
    groups = [Group("q", ("a", "b"), (0,), "squad11_train_en", "en", f"doc {n % 300}") for n in range(900)]
    train, heldout = split(groups, seed=0)
    assert heldout
    assert not {group.doc for group in train} & {group.doc for group in heldout}
    assert all(held_out(group.doc) for group in heldout)


def test_groups_come_back_from_a_file_as_they_went(tmp_path):
    groups = made_groups(5, seed=1)
    write_groups(tmp_path / "groups.jsonl", groups)
    assert read_groups(tmp_path / "groups.jsonl") == groups


# made questions


@pytest.fixture(scope="module")
def made():
    return made_groups(600, seed=0)


def test_made_groups_are_the_same_for_the_same_seed(made):
    assert made_groups(40, seed=0) == made[:40]
    assert made_groups(40, seed=1) != made[:40]


def test_made_groups_are_whole(made):
    assert {group.source for group in made} == {f"made_{kind}" for kind in MAKERS}
    assert {group.language for group in made} == set(LANGUAGES)
    for group in made:
        assert 3 <= len(group.spans) <= SPANS
        assert len(group.right) <= 1
        assert len(set(group.spans)) == len(group.spans)
        text = " ".join((group.question, *group.spans))
        assert not any(mark in text for mark in "{}[]<>"), text
        assert group.question.strip()


def test_about_half_of_the_made_questions_cross_languages_and_some_have_no_answer(made):
    assert 0.35 < sum(group.across for group in made) / len(made) < 0.6
    assert 0.08 < sum(not group.right for group in made) / len(made) < 0.22


def test_every_item_has_a_name_in_every_language():
    found = [item for kind in items().values() for item in kind]
    assert len(found) >= 120
    for item in found:
        assert set(item.names) == set(LANGUAGES)
        assert all(name.bare for names in item.names.values() for name in names)


def test_phrases_are_there_in_every_language():
    def languages(part):
        if any(language in part for language in LANGUAGES):
            yield set(part)
        else:
            for inner in part.values():
                if isinstance(inner, dict):
                    yield from languages(inner)

    assert all(found == set(LANGUAGES) for found in languages(phrases()))


def test_a_template_drops_what_is_not_named_and_agrees_in_number():
    (name,) = (n for n in items()["money"][0].names["en"] if n.bare == "total revenues")
    form = "What {was|were} {np}[ of {org}][ in {year}]?"
    assert fill(form, name, org="", year=2020) == "What were total revenues in 2020?"
    assert fill(form, name, org="Halden Trust", year="") == "What were total revenues of Halden Trust?"


@pytest.mark.parametrize(
    ("language", "text"), [("en", "1,234,567.5"), ("de", "1.234.567,5"), ("it", "1.234.567,5")]
)
def test_numbers_are_written_as_each_language_does(language, text):
    assert written(1234567.5, language, random.Random(0)) == text
