"""Conversations outlive the process, and an answer comes back as it was given."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from full_answer import FULL_ANSWER as ANSWER
from full_answer import PAGE

from askreports.answer_record import answer_from_record, answer_to_record
from askreports.answering.answer import Sentence
from askreports.errors import HistoryUnavailable
from askreports.history import History, history_file

STORED = Path(__file__).with_name("stored")


@pytest.fixture
def history(tmp_path):
    return History(tmp_path)


def test_an_answer_is_read_back_as_it_was_written():
    assert answer_from_record(answer_to_record(ANSWER)) == ANSWER


def test_the_text_of_pages_is_not_kept_but_quotes_are():
    long = replace(ANSWER, citations=(replace(ANSWER.citations[0], page=replace(PAGE, text="x" * 9999)),))
    assert answer_from_record(answer_to_record(long)) == ANSWER


def test_a_conversation_that_version_0_1_stored_still_opens(history, tmp_path):
    """Written by the code of that version: no field that is stored may be renamed without a way back."""
    with closing(sqlite3.connect(history_file(tmp_path))) as connection:
        connection.executescript((STORED / "conversations-0.1.sql").read_text(encoding="utf-8"))
    (turn,) = history.turns("first")
    assert turn.answer == ANSWER
    assert (turn.where, turn.helpful) == ({"kind": ["report"], "year": ["2021"]}, False)
    founded, compared, nothing, figure = history.turns("second")
    assert founded.answer.sentences[0].text.startswith("The BioTernal Foundation is a private")
    assert compared.answer.table.columns == ("", "2021", "2022")
    assert not nothing.answer.found
    assert (figure.answer.figure.value, figure.helpful) == (Decimal("101.438"), True)
    for (kept,) in rows_of(tmp_path, "SELECT answer FROM turns"):
        answer = answer_from_record(kept)
        assert answer_from_record(answer_to_record(answer)) == answer


def test_fields_that_came_later_have_their_defaults():
    kept = json.loads(answer_to_record(ANSWER))
    for name in ("figure", "table", "standalone", "sent_to", "notice"):
        del kept[name]
    assert answer_from_record(json.dumps(kept | {"dropped": 1})) == replace(
        ANSWER, figure=None, table=None, standalone=None, sent_to=None, notice=None
    )


@pytest.mark.parametrize("text", ["", "{", "[]", '{"question": "Grants?"}', '{"question": 7}'])
def test_an_answer_that_cannot_be_read_says_what_to_do(text):
    with pytest.raises(HistoryUnavailable, match="delete that conversation"):
        answer_from_record(text)


def rows_of(index, query):
    with closing(sqlite3.connect(history_file(index))) as connection:
        return connection.execute(query).fetchall()


def test_a_conversation_outlives_the_process(history, tmp_path):
    history.add("c", "Grants?", {"kind": ["report"]}, ANSWER)
    history.add("c", "And boats?", {}, ANSWER)
    (listed,) = History(tmp_path).conversations()
    assert (listed.id, listed.title, listed.questions) == ("c", "Grants?", 2)
    first, second = History(tmp_path).turns("c")
    assert (first.question, first.where, first.answer) == ("Grants?", {"kind": ["report"]}, ANSWER)
    assert second.question == "And boats?"


def test_conversations_are_found_by_title_question_and_answer(history):
    history.add("a", "Grants for ÁRBOLES?", {}, ANSWER)
    history.add("b", "Boats?", {}, replace(ANSWER, sentences=(Sentence("Nine boats.", (1,)),)))
    history.rename("b", "Fleet")

    def found(text):
        return [conversation.id for conversation in history.conversations(text)]

    assert found("") == ["b", "a"]
    assert found("árboles") == ["a"]
    assert found("FLEET") == found("boats?") == found("nine boats") == ["b"]
    assert found("zebra") == found("sentences") == []  # the words, not how they are kept


def test_an_empty_title_changes_nothing(history):
    history.add("a", "Grants?", {}, ANSWER)
    history.rename("a", "  ")
    assert history.conversations()[0].title == "Grants?"


def test_a_deleted_conversation_leaves_nothing_behind(history):
    history.add("a", "Secretquestion?", {}, ANSWER)
    history.rate(history.turns("a")[0].id, helpful=True)
    history.delete("a")
    assert history.conversations() == history.turns("a") == history.rated() == []


def test_a_rating_is_kept_with_its_reason(history):
    turn = history.add("a", "Grants?", {}, ANSWER)
    history.add("a", "Unrated?", {}, ANSWER)
    history.rate(turn, helpful=False, reason=" wrong year ")
    assert [(t.question, t.helpful, t.reason) for t in history.rated()] == [("Grants?", False, "wrong year")]


def test_a_file_that_is_no_database_says_what_to_do(history, tmp_path):
    history_file(tmp_path).write_bytes(b"not a database" * 99)
    with pytest.raises(HistoryUnavailable, match="move the file away"):
        history.conversations()


def test_nobody_sees_or_changes_the_conversations_of_another(history, tmp_path):
    turn = history.add("a", "Grants?", {}, ANSWER)
    other = History(tmp_path, owner="somebody")
    other.rename("a", "Mine")
    other.delete("a")
    other.rate(turn, helpful=True)
    assert other.conversations() == other.turns("a") == []
    assert [c.title for c in history.conversations()] == ["Grants?"]
    assert history.rated() == []


def test_an_index_that_is_mailed_holds_no_conversation(tmp_path):
    index = tmp_path / ".askreports"
    index.mkdir()
    History(index).add("a", "Grants?", {}, ANSWER)
    assert list(index.iterdir()) == []
    assert history_file(index) == tmp_path / ".askreports-conversations.sqlite"
