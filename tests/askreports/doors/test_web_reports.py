"""The room of the reports without a browser: what it hands to its list, and which page it opens."""

import json
from dataclasses import replace

import pytest
from canned import PAGE, REPORT, CannedReports
from streamlit.testing.v1 import AppTest

from askreports.doors.web import messages
from askreports.doors.web.components.corpus import open_report_tools
from askreports.doors.web.components.corpus.corpus_charts import organisations_and_years, passages_by_report
from askreports.doors.web.state.links import OpenPage
from askreports.doors.web.state.reading import OpenReport
from askreports.doors.web.state.shelf import fill_shelf
from askreports.doors.web.wording.interface import say
from askreports.reports import Skipped
from index.errors import IndexBusy, NoSuchPage
from index.storage.catalog import ReportCounts

pytestmark = pytest.mark.slow

SCANNED = replace(REPORT, id="d2", path="scan $x$.pdf", title="", page_count=3, unread_pages=(2,))


class ListedReports(CannedReports):
    def documents(self):
        return [REPORT, SCANNED]

    def counts(self):
        return {"d1": ReportCounts(0, 7), "d2": ReportCounts(2, 4)}

    def ingested(self):
        return {"d1": "2026-01-31T09:30:00+00:00", "d2": "2026-02-01T00:00:00+00:00"}

    def skipped(self):
        return [Skipped("locked.pdf", "locked")]

    def partial(self):
        return [Skipped(SCANNED.path, "1 of 3 pages not read: 2")]

    def page(self, document_id, number):
        if document_id not in ("d1", "d2"):
            raise NoSuchPage(f"no report {document_id}")
        return replace(PAGE, number=number)

    def source_file(self, document_id):  # noqa: ARG002
        return None


def script(shelf):
    from askreports.doors.web.pages import reports

    reports.draw(shelf)


@pytest.fixture
def room():
    app = AppTest.from_function(script, kwargs={"shelf": fill_shelf(ListedReports())}, default_timeout=20)
    return app.run()


def handed(room, component):
    (proto,) = (
        e.proto
        for e in room.main
        if getattr(e, "type", "") == "bidi_component" and e.proto.component_name == f"askreports.{component}"
    )
    return json.loads(proto.json)


def test_every_report_is_listed_with_what_is_known_of_it(room):
    first, second = handed(room, "reports")["reports"]
    assert (first["name"], first["organisation"], first["period"]) == (
        "Harbour project",
        "Port Institute",
        "2021",
    )
    assert (first["kind"], first["language"], first["pages"], first["marks"]) == (
        "annual report",
        "en",
        1,
        "",
    )
    assert first["added"] == "2026-01-31T09:30:00+00:00"
    assert second["name"] == "scan $x$.pdf"
    assert second["marks"] == "OCR on 2 pages, 1 page not read"


def test_files_that_were_not_read_are_listed_with_their_reasons(room):
    room.button_group[0].set_value("Files not read").run()
    told = room.dataframe[0].value.values.tolist()
    assert told == [
        ["locked.pdf", "skipped", "locked"],
        ["scan $x$.pdf", "partly read", "1 of 3 pages not read: 2"],
    ]


def test_any_page_of_the_open_report_can_be_named(room):
    room.session_state["reading"] = OpenReport(OpenPage("d2", 1))
    room.run()
    assert handed(room, "reports")["opened"] == "d2"
    assert handed(room, "viewer")["page"] == 1
    room.number_input[0].set_value(3).run()
    assert handed(room, "viewer")["page"] == 3


def test_nothing_is_open_at_first(room):
    assert "hint" in handed(room, "viewer")
    assert room.number_input[0].disabled


def test_a_report_that_has_left_the_index_closes_with_a_word(room):
    room.session_state["reading"] = OpenReport(OpenPage("gone", 5))
    room.run()
    assert "removed" in handed(room, "viewer")["notice"]["text"]
    assert room.number_input[0].disabled


@pytest.mark.parametrize(
    ("ocr_pages", "unread", "waiting", "told"),
    [
        (0, (), (), ""),
        (1, (), (), "OCR on 1 page"),
        (0, (3, 4), (), "2 pages not read"),
        (0, (3, 4), (4,), "1 page not read, 1 page waiting for OCR"),
    ],
)
def test_marks_are_words(ocr_pages, unread, waiting, told):
    report = replace(REPORT, unread_pages=unread, waiting_pages=waiting)
    assert messages.marks(report, ocr_pages) == told


def test_pictures_count_reports_by_organisation_and_year_and_passages_by_report():
    quarter = replace(REPORT, id="d3", period="2021 Q2")
    documents = {"d1": REPORT, "d2": SCANNED, "d3": quarter}
    assert organisations_and_years(documents) == [
        {"organisation": "Port Institute", "year": "2021", "reports": 3}
    ]
    counted = passages_by_report(documents, ListedReports().counts())
    assert [row["passages"] for row in counted] == [7, 4]


def buttons(room):
    return [button.label for button in room.button]


def test_a_report_has_an_address_of_its_own(room):
    room.query_params["source"] = "d2:3"
    room.run()
    assert handed(room, "viewer")["page"] == 3
    room.session_state["reading"].open(OpenPage("d1", 1))
    room.run()
    assert room.query_params["source"] == "d1:1"
    room.session_state["reading"].close()
    room.run()
    assert "source" not in room.query_params


def test_one_report_can_be_asked_alone(room):
    assert "Ask this report" not in buttons(room)
    room.session_state["reading"] = OpenReport(OpenPage("d1", 1))
    room.run()
    next(button for button in room.button if button.label == "Ask this report").click().run()
    session = room.session_state["askreports"]
    assert session.filters == {"path": [REPORT.path]}
    assert session.leads_to_ask


@pytest.fixture
def changed(monkeypatch):
    """What was written to the index, and what the next writing raises."""
    written, refusal = [], []

    def write(*what):
        if refusal:
            raise refusal[0]
        written.append(what)

    monkeypatch.setattr(open_report_tools.correcting, "describe", write)
    monkeypatch.setattr(open_report_tools.correcting, "forget", write)
    return written, refusal


def test_facts_are_corrected_in_place_where_visitors_may(room, changed, monkeypatch):
    room.session_state["reading"] = OpenReport(OpenPage("d1", 1))
    monkeypatch.setenv("ASKREPORTS_ALLOW_INGEST", "no")
    assert "Save" not in buttons(room.run())
    monkeypatch.setenv("ASKREPORTS_ALLOW_INGEST", "yes")
    room.run()
    room.text_input(key="period-d1").set_value("2031")
    next(button for button in room.button if button.label == "Save").click().run()
    written, refusal = changed
    ((path, _, _, says),) = written
    assert (path, says.period, says.organisation) == (REPORT.path, "2031", None)
    refusal.append(IndexBusy("/secret is being written"))
    next(button for button in room.button if button.label == "Take this report out").click().run()
    assert say("reports.not_changed") in [text.value for text in room.text]
