"""Gold questions: what a file may hold, and what an error says about a bad one."""

import json
from pathlib import Path

import pytest

from askreports.errors import BadGold
from askreports.evaluation.gold import GoldQuestion, file_name, gold_types, read_gold

SHARED = Path(__file__).parents[2].parent / "shared"
GOOD = {"id": "1", "question": "Who?", "answer": "A", "gold": [{"document": "a.pdf", "page": 3}]}


def write(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), encoding="utf-8")
    return path


def test_a_question_is_read_with_all_it_says(tmp_path):
    pages = [{"document": "reports\\b.pdf", "page": 4}, {"document": "x/a.pdf", "page": 3}]
    path = write(tmp_path, GOOD | {"question": " Who\n is it? ", "gold": pages, "type": "people"}, "", "  ")
    assert read_gold(path) == [GoldQuestion("1", "Who is it?", "A", (("b.pdf", 4), ("a.pdf", 3)), "people")]


def test_what_a_line_says_besides_is_left_alone(tmp_path):
    assert read_gold(write(tmp_path, GOOD | {"company": "3M"}))[0].type == ""


def test_a_byte_order_mark_and_a_line_separator_in_a_text_do_no_harm(tmp_path):
    path = tmp_path / "gold.jsonl"
    line = json.dumps(GOOD | {"answer": "one\u2028two"}, ensure_ascii=False)
    path.write_bytes(b"\xef\xbb\xbf" + line.encode() + b"\r\n")
    assert read_gold(path)[0].answer == "one\u2028two"


def test_a_page_that_is_named_twice_counts_once(tmp_path):
    page = {"document": "a.pdf", "page": 3}
    assert read_gold(write(tmp_path, GOOD | {"gold": [page, page]}))[0].gold == (("a.pdf", 3),)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{", "not JSON"),
        ([1], "not a JSON object"),
        ({k: v for k, v in GOOD.items() if k != "id"}, '"id" is not there'),
        (GOOD | {"id": 7}, '"id" is not a text'),
        (GOOD | {"question": "  "}, '"question" is empty'),
        (GOOD | {"answer": 0.66}, '"answer" is not a text'),
        (GOOD | {"type": 1}, '"type" is not a text'),
        (GOOD | {"gold": []}, "at least one page"),
        (GOOD | {"gold": "a.pdf"}, "at least one page"),
        (GOOD | {"gold": ["a.pdf"]}, "not a page"),
        (GOOD | {"gold": [{"document": "a.pdf", "page": 0}]}, '"page" is 0'),
        (GOOD | {"gold": [{"document": "a.pdf", "page": "3"}]}, '"page" is "3"'),
        (GOOD | {"gold": [{"document": "a.pdf", "page": True}]}, '"page" is true'),
        (GOOD | {"gold": [{"document": "a.pdf"}]}, '"page" is null'),
        (GOOD | {"gold": [{"page": 3}]}, '"document" is not there'),
        (GOOD | {"gold": [{"document": "folder/", "page": 3}]}, "names no file"),
    ],
)
def test_a_bad_line_is_named_with_what_is_wrong_and_what_to_write(tmp_path, line, wrong):
    path = write(tmp_path, GOOD, "", line)
    with pytest.raises(BadGold) as caught:
        read_gold(path)
    said = str(caught.value)
    assert str(path) in said
    assert "line 3" in said
    assert wrong in said
    assert '{"id": "1", "question": "..."' in said


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe{"])
def test_a_file_without_questions_is_an_error(tmp_path, content):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(BadGold, match=r"gold\.jsonl: "):
        read_gold(path)


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(BadGold, match=r"nowhere\.jsonl: cannot be read"):
        read_gold(tmp_path / "nowhere.jsonl")


def test_an_id_that_stands_twice_is_an_error(tmp_path):
    with pytest.raises(BadGold, match="the id '1' stands twice"):
        read_gold(write(tmp_path, GOOD, GOOD))


def test_file_name_takes_either_slash():
    assert [file_name(path) for path in ("a/b.pdf", "a\\b.pdf", "b.pdf")] == ["b.pdf"] * 3


def test_types_come_in_the_order_of_their_first_question():
    questions = [GoldQuestion(str(n), "?", "", (), name) for n, name in enumerate(["b", "", "a", "b"])]
    assert gold_types(questions) == ["b", "a"]


def test_the_public_sample_is_read():
    path = SHARED / "financebench" / "questions.jsonl"
    if not path.exists():
        pytest.skip("needs ../shared/financebench/questions.jsonl beside the project")
    questions = read_gold(path)
    assert len(questions) == 78
    assert {question.type for question in questions} >= {"metrics-generated", "domain-relevant"}
