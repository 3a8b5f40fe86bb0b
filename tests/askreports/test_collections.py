"""Whoever may see some collections finds, counts and names nothing of any other report, at any door."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient
from two_collections import MARKS, build, filters, questions
from visits import Visit

import askreports
from askreports.doors.rest import create_app
from askreports.doors.web.server.routes import routes
from askreports.doors.web.state.shelf import fill_shelf, part_of
from askreports.history import History
from askreports.tokens import Tokens
from index.errors import NoSuchPage

pytestmark = pytest.mark.slow

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def index(tmp_path_factory, models):
    return build(tmp_path_factory.mktemp("collections"), models)


@pytest.fixture(scope="module")
def reports(index):
    with askreports.open(index) as opened:
        yield opened


@pytest.fixture(scope="module")
def caller(reports, tmp_path_factory):
    tokens = Tokens(tmp_path_factory.mktemp("tokens") / "tokens.json")
    _, secret = tokens.create("visitor", ["Public"])
    client = TestClient(create_app(reports, tokens=tokens), raise_server_exceptions=False)
    client.headers["authorization"] = f"Bearer {secret}"
    return client


@pytest.fixture(scope="module")
def hidden_ids(reports):
    return {report.id for report in reports.documents() if "inner" in report.collections}


def check(text, hidden_ids):
    assert not [mark for mark in (*MARKS, *hidden_ids) if mark in text]


@FEW
@given(question=questions, where=filters, earlier=st.lists(questions, max_size=2))
def test_nothing_hidden_is_found_or_named(reports, hidden_ids, question, where, earlier):
    from askreports.schema import answer_json, search_json

    part = reports.within(["public"])
    check(json.dumps(search_json(question, part.search(question, 10, where), 0.0)), hidden_ids)
    answer = answer_json(part.ask(question, where, earlier))
    check(json.dumps(answer), hidden_ids)
    assert answer["searched"]["reports"] <= 2
    assert answer["searched"]["skipped"] == 0
    check(json.dumps(part.implied(question)), hidden_ids)


@FEW
@given(question=questions, where=filters)
def test_nothing_hidden_is_answered_over_rest(caller, hidden_ids, question, where):
    body = {"question": question, "where": where}
    for path in ("/search", "/ask", "/v1/search", "/v1/ask"):
        check(caller.post(path, json=body).text, hidden_ids)
    check(caller.post("/v1/ask", json=body | {"stream": True}).text, hidden_ids)
    chat = {"messages": [{"role": "user", "content": question}], "where": where}
    check(caller.post("/v1/chat/completions", json=chat).text, hidden_ids)
    check(caller.post("/v1/chat/completions", json=chat | {"stream": True}).text, hidden_ids)
    for knowledge in ("askreports", "inner", "public"):
        check(
            caller.post("/dify/retrieval", json={"knowledge_id": knowledge, "query": question}).text,
            hidden_ids,
        )


def test_lists_counts_and_pages_have_nothing_hidden(caller, reports, hidden_ids):
    for path in ("/reports", "/health", "/v1/status", "/v1/reports"):
        check(caller.get(path).text, hidden_ids)
    status = caller.get("/v1/status").json()
    assert (status["reports"], status["pages"], status["skipped"]) == (2, 2, [])
    assert caller.get("/metrics").status_code == 403
    for report in reports.documents():
        expected = 404 if report.id in hidden_ids else 200
        assert caller.get(f"/v1/reports/{report.id}").status_code == expected
        assert caller.get(f"/v1/reports/{report.id}/pages/1").status_code == expected
    for kind in ("file", "pages/1/image"):
        hidden = [caller.get(f"/v1/reports/{one}/{kind}").json() for one in hidden_ids]
        unknown = caller.get(f"/v1/reports/0000/{kind}").json()
        for told, one in zip(hidden, hidden_ids, strict=True):
            assert told["detail"].replace(one, "") == unknown["detail"].replace("0000", "")


def test_a_part_has_all_that_python_offers_and_nothing_hidden(reports, hidden_ids):
    part = reports.within(["PUBLIC"])
    ids = {report.id for report in part.documents()}
    assert set(part.counts()) == set(part.paths()) == set(part.ingested()) == ids
    assert part.skipped() == part.partial() == []
    assert part.forgotten() == ()
    assert not {spot.document_id for spot in part.passage_map()} & hidden_ids if part.passage_map() else True
    for hidden in hidden_ids:
        assert part.source_file(hidden) is None
        with pytest.raises(NoSuchPage):
            part.page(hidden, 1)
    assert reports.within(["nothing"]).search("members") == []
    part.close()
    assert reports.search("members", k=1)  # closing a part closes nothing


def test_a_text_is_checked_against_what_can_be_seen(reports, hidden_ids):
    part = reports.within(["public"])
    reports.check("The Harbour Trust had 2,110 members in 2023.")
    told = part.check("The Harbour Trust had 2,110 members in 2023. It had 7,000 members in 2021.")
    assert str(told.claims[0].verdict) == "supported"
    assert not {citation.document.id for citation in told.citations} & hidden_ids


@settings(FEW, max_examples=6)
@given(question=questions)
def test_the_app_shows_nothing_hidden(reports, hidden_ids, question):
    shelf = part_of(fill_shelf(reports), ["public"])
    visit = Visit(lambda: shelf).ask(question)
    check(shown(visit), hidden_ids)
    assert visit.answers


def test_the_list_of_the_app_and_its_files_show_nothing_hidden(reports, hidden_ids):
    shelf = part_of(fill_shelf(reports), ["public"])
    told = application(lambda: shelf)
    for report in reports.documents():
        assert told.get(f"/report/{report.id}.pdf").status_code == 404  # none is a PDF
    assert set(shelf.documents) == {report.id for report in reports.documents()} - hidden_ids
    assert shelf.skipped == ()
    nobody = part_of(fill_shelf(reports), [])
    check(shown(Visit(lambda: nobody)), hidden_ids)


def test_kept_answers_about_hidden_reports_are_left_out(reports, hidden_ids, tmp_path):
    index = tmp_path / "index"
    kept = History(index, "ada")
    for conversation, part in (("a", reports.within(["public"])), ("b", reports.within(["inner"]))):
        kept.add(conversation, "members?", {}, part.ask("How many members?"))
    seen = frozenset(report.id for report in reports.documents()) - hidden_ids
    assert [one.id for one in History(index, "ada", seen).conversations()] == ["a"]
    assert History(index, "ada", seen).turns("b") == []
    assert len(kept.conversations()) == 2


def shown(visit):
    """All that a visitor's browser is sent."""
    return " ".join(str(getattr(element, "proto", "")) for element in visit.app.main) + visit.text


def application(open_shelf):
    return TestClient(Starlette(routes=routes(open_shelf, lambda _: True, lambda _: ["public"])))


def test_what_can_be_seen_is_answered(reports):
    part = reports.within(["public"])
    assert "2,110" in part.ask("How many members did the Harbour Trust have in 2023?").sentences[0].text
    assert not part.ask("How many members did the Harbour Trust have in 2021?").found
