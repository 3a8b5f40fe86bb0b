"""A conversation outlives the session it was had in, and its list is the visitor's own."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from visits import ANSWER, QUOTE, FakeReports, Visit

from askreports.doors.web.pages.conversations import act, contents
from askreports.doors.web.state.keeping import rate
from askreports.doors.web.state.session import Session
from askreports.doors.web.state.shelf import fill_shelf
from askreports.doors.web.wording.interface import say, section
from askreports.history import Conversation, History, history_file


@pytest.fixture
def visit(tmp_path):
    shelf = fill_shelf(FakeReports(tmp_path))
    return Visit(lambda: shelf)


@pytest.fixture
def history(tmp_path):
    return History(tmp_path)


def test_a_reload_shows_what_was_asked_and_asks_nothing_again(visit, tmp_path):
    visit.ask("Grants?").ask("Melting point of tungsten?")
    again = Visit(lambda: fill_shelf(FakeReports(tmp_path)), **visit.app.query_params)  # after a restart
    assert [a["question"] for a in again.answers] == ["Melting point of tungsten?", "Grants?"]
    assert len(History(tmp_path).turns(again.app.query_params["c"])) == 2


def test_the_way_back_shows_the_answer_that_was_given(visit, history):
    visit.ask("Grants?")
    before = dict(visit.app.query_params)
    visit.ask("More grants?")
    visit.app.query_params = before
    visit.app.run()
    assert [(a["question"], a["folded"]) for a in visit.answers] == [
        ("Grants?", False),
        ("More grants?", True),
    ]
    assert len(history.turns(before["c"])) == 2


def test_a_new_conversation_leaves_the_one_before_as_it_was(visit, history):
    visit.ask("Grants?")
    visit.app.button(key="new").click().run()
    assert not visit.answers
    assert not visit.app.query_params
    visit.ask("More grants?")
    assert [c.title for c in history.conversations()] == ["More grants?", "Grants?"]


def test_a_conversation_that_is_gone_leaves_its_question(visit, history):
    visit.ask("Grants?")
    history.delete(visit.app.query_params["c"])
    again = visit.reload()
    assert [a["question"] for a in again.answers] == ["Grants?"]
    assert again.app.query_params["c"] != visit.app.query_params["c"]


def test_what_cannot_be_kept_is_answered_all_the_same(visit, tmp_path):
    history_file(tmp_path).write_bytes(b"not a database" * 99)
    visit.ask("Grants?")
    assert visit.answers[0]["sentences"][0]["text"] == QUOTE
    assert say("conversations.not_kept") in visit.text


def test_a_failing_answer_is_not_kept(visit, history):
    visit.ask("damage")
    assert history.conversations() == []


def test_a_rating_that_cannot_be_kept_is_said(history, tmp_path):
    session = Session()
    history.add("c", "Grants?", {}, ANSWER)
    session.take_up("c", history.turns("c"))
    history_file(tmp_path).write_bytes(b"not a database" * 99)
    rate(history, session, session.exchanges[0], helpful=True)
    assert not session.kept


def test_the_list_opens_renames_and_deletes(history):
    history.add("a", "Grants?", {}, ANSWER)
    history.add("b", "Boats?", {}, ANSWER)
    session = Session()
    listed = history.conversations()
    act(history, session, listed, {"kind": "rename", "id": "a", "title": "Money"})
    act(history, session, listed, {"kind": "open", "id": "a"})
    assert (session.conversation, session.exchanges[0].question, session.leads_to_ask) == (
        "a",
        "Grants?",
        True,
    )
    act(history, session, listed, {"kind": "delete", "id": "b"})
    assert [c.title for c in history.conversations()] == ["Money"]
    assert session.conversation == "a"
    act(history, session, listed, {"kind": "delete", "id": "a"})
    assert session.conversation != "a"
    assert not session.exchanges


@pytest.mark.parametrize("click", [None, "open", {"kind": "delete"}, {"kind": "delete", "id": "b"}])
def test_a_click_on_what_is_not_listed_does_nothing(history, click):
    history.add("a", "Grants?", {}, ANSWER)
    history.add("b", "Boats?", {}, ANSWER)
    act(history, Session(), history.conversations("grants"), click)
    assert len(history.conversations()) == 2


NOW = datetime(2024, 5, 8, 1, tzinfo=UTC)


def test_the_list_has_a_head_for_each_day_and_what_is_pinned_comes_first(history):
    made = [
        Conversation("p", "Pinned", "2023-01-01T00:00:00+00:00", 1, pinned=True),
        Conversation("t", "Today", "2024-05-08T00:30:00+00:00", 1),
        Conversation("y", "Yesterday", "2024-05-07T23:30:00+00:00", 1),
    ]
    assert [row["group"] for row in contents(made, "", False, NOW)["rows"]] == [
        "Pinned",
        "Today",
        "Yesterday",
    ]
    there = NOW.astimezone(timezone(timedelta(hours=-2)))
    assert [row["group"] for row in contents(made, "", False, there)["rows"]][1:] == ["Today", "Today"]
    history.add("a", "Grants?", {}, ANSWER)
    history.add("b", "Boats?", {}, ANSWER)
    act(history, Session(), history.conversations(), {"kind": "pin", "id": "a"})
    assert [(one.id, one.pinned) for one in history.conversations()] == [("a", True), ("b", False)]
    act(history, Session(), history.conversations(), {"kind": "unpin", "id": "a"})
    assert {one.id: one.pinned for one in history.conversations()} == {"a": False, "b": False}
    history.pin("a", True)
    history.delete("a")
    assert [one.id for one in history.conversations()] == ["b"]


def test_the_list_says_what_there_is():
    when = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC).isoformat(timespec="seconds")
    one = Conversation("a", "Grants $x$?", when, 2)
    assert contents([one], "a", searched=False, now=NOW) == {
        "labels": section("conversations"),
        "summary": "1 conversation",
        "rows": [
            {
                "id": "a",
                "title": "Grants $x$?",
                "about": "2 questions · 5/6/24, 7:08\u202fAM",
                "group": "May 6, 2024",
                "pinned": False,
                "current": True,
            }
        ],
    }
    assert contents([], "a", searched=True, now=NOW)["summary"] == say("conversations.none_found")
    assert contents([], "a", searched=False, now=NOW)["summary"] == say("conversations.none")


def test_a_verdict_and_its_reason_are_kept_and_can_be_taken_back(visit, history):
    visit.ask("Grants?")
    assert not [field.label for field in visit.app.text_input]
    verdict = visit.app.get("button_group")[0]
    verdict.select(False).run()
    visit.app.text_input[0].set_value("wrong year").run()
    (rated,) = history.rated()
    assert (rated.helpful, rated.reason) == (False, "wrong year")
    again = visit.reload()
    assert again.app.text_input[0].value == "wrong year"
    again.app.get("button_group")[0].set_value(None).run()
    assert history.rated() == []
