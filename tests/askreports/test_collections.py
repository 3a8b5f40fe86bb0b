"""Whoever may see some collections finds, counts and names nothing of any other report, at any door."""

import json
import os
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

import askreports
from askreports.doors.rest import create_app
from askreports.tokens import Tokens
from index.errors import NoSuchPage

# what a hidden report alone holds, and no question asks with
MARKS = ("Brontide", "brontide", "7431", "Quillon", "sluicekeeper")
OPEN = {
    "harbour-2022.md": "# Harbour Trust annual report 2022\n\nIn 2022 the Harbour Trust had 1,965 members.\n",
    "harbour-2023.md": """# Harbour Trust annual report 2023

| | 2023 | 2022 |
|---|---|---|
| Members | 2,110 | 1,929 |

The chair of the Harbour Trust was Ada Quayle.
""",
}
HIDDEN = {
    "brontide-2023.md": """# Brontide Works annual report 2023

In 2023 the Brontide Works had 7,431 members, code 7431.

The chair of the Brontide Works was Otto Quillon, once a sluicekeeper.
""",
    "harbour-secret.md": """# Harbour Trust annual report 2021

In 2021 the Harbour Trust had 7431 members, and paid Quillon, a sluicekeeper of Brontide.
""",
}
WORDS = ("members", "chair", "Harbour", "Trust", "who", "how many", "2021", "2022", "2023", "paid", "Works")
questions = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
filters = st.sampled_from(
    [
        None,
        {"year": 2021},
        {"year": [2021, 2023]},
        {"organisation": "Harbour Trust"},
        {"collection": "inner"},
        {"collection": ["inner", "public"]},
        {"path": "secret"},
    ]
)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def index(tmp_path_factory, models):
    root = tmp_path_factory.mktemp("collections")
    folder = root / "reports"
    folder.mkdir()
    for name, text in {**OPEN, **HIDDEN}.items():
        (folder / name).write_text(text)
    (folder / "locked-brontide.pdf").write_bytes(b"no pdf")
    (folder / "reports.toml").write_text(
        '["harbour-202*.md"]\ncollection = "public"\n["brontide*"]\ncollection = "inner"\n'
        '["harbour-secret.md"]\ncollection = "inner"\n'
    )
    shutil.copytree(models, root / "index" / "models", copy_function=os.link)
    askreports.ingest([folder], index=root / "index")
    return root / "index"


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
    assert [str(claim.verdict) for claim in told.claims][0] == "supported"
    assert not {citation.document.id for citation in told.citations} & hidden_ids


def test_what_can_be_seen_is_answered(reports):
    part = reports.within(["public"])
    assert "2,110" in part.ask("How many members did the Harbour Trust have in 2023?").sentences[0].text
    assert not part.ask("How many members did the Harbour Trust have in 2021?").found
