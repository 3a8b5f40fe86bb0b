"""The browser door without a browser: what the rooms hand to the components, for every state there is."""

import json
from dataclasses import replace

import pytest
from visits import ANSWER, CITATION, NOTHING, QUOTE, REPORT, TEXT, FakeReports, Visit

from askreports.answering.answer import Gaps, Searched
from askreports.answering.figures.known_rows import KnownFigure
from askreports.doors.web import messages
from askreports.doors.web.components.answer import contents, place_of_click
from askreports.doors.web.components.viewer import contents as contents_of_page
from askreports.doors.web.components.viewer import look_up
from askreports.doors.web.notice import notice
from askreports.doors.web.server import access
from askreports.doors.web.state.links import Link, OpenPage, format_source, parse_source
from askreports.doors.web.state.session import Exchange
from askreports.doors.web.state.shelf import fill_shelf
from askreports.doors.web.wording.interface import say
from index.errors import IndexDamaged, IndexMissing, IndexStale
from index.storage.generation import writing

pytestmark = pytest.mark.slow


@pytest.fixture
def shelf(tmp_path):
    return fill_shelf(FakeReports(tmp_path))


@pytest.fixture
def visit(shelf):
    return Visit(lambda: shelf)


def refuse(error):
    def open_shelf():
        raise error

    return open_shelf


def test_a_question_gets_its_answer_and_opens_its_first_source(visit):
    visit.ask("How many grants?")
    (answer,) = visit.answers
    assert answer["question"] == "How many grants?"
    (sentence,) = answer["sentences"]
    assert (sentence["text"], sentence["citations"], sentence["doubts"]) == (QUOTE, [1], "")
    assert sentence["period"] == "2021"
    assert answer["coverage"] == "Searched 1 report; 2 files were skipped."
    assert answer["opened"] == {"kind": "source", "number": 1}
    assert "".join(visit.viewer["blocks"][0]["text"]) == TEXT
    assert visit.viewer["blocks"][0]["text"][1] == QUOTE


def test_the_next_question_stands_above_the_one_before(visit):
    answers = visit.ask("Grants?").ask("More grants?").answers
    assert [(a["question"], a["folded"]) for a in answers] == [("More grants?", False), ("Grants?", True)]


def test_nothing_found_says_so_and_opens_no_page(visit):
    visit.ask("Grants?").ask("Melting point of tungsten?")
    assert visit.answers[0]["found"] is False
    assert visit.answers[0]["coverage"].startswith("Searched 1 report")
    assert "hint" in visit.viewer


def test_a_name_that_no_report_holds_is_said():
    answer = replace(NOTHING, searched=Searched(1, 0, Gaps(names=("Zebra $x$", "Yak"))))
    assert contents(Exchange(1, "q", answer=answer))["unknown"].startswith(
        "No report mentions Zebra $x$, Yak."
    )
    assert contents(Exchange(1, "q", answer=ANSWER))["unknown"] == ""


@pytest.mark.parametrize("question", ["damage", "bug"])
def test_an_error_is_told_without_its_text_and_can_be_tried_again(visit, question):
    visit.ask(question)
    (answer,) = visit.answers
    assert answer["failure"]["title"]
    assert "secret" not in json.dumps(answer)
    assert not visit.app.exception


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (IndexMissing("no index in /secret"), "There is no index yet"),
        (IndexStale("/secret"), "--rebuild"),
        (IndexDamaged("/secret"), "rollback"),
        (OSError("/secret"), "Something went wrong"),
    ],
)
def test_an_index_that_cannot_be_opened_says_what_to_type(error, told):
    visit = Visit(refuse(error))
    assert told in visit.text
    assert "secret" not in visit.text
    assert visit.app.button[0].label == "Try again"


def test_trying_again_opens_the_index_that_is_there_by_then(shelf):
    ready = []

    def open_shelf():
        if not ready:
            raise IndexMissing("not yet")
        return shelf

    visit = Visit(open_shelf)
    ready.append(True)
    visit.app.button[0].click().run()
    assert visit.app.chat_input


def test_an_empty_index_says_what_to_type_and_which_files_were_of_no_use(tmp_path):
    empty = fill_shelf(FakeReports(tmp_path, documents=()))
    visit = Visit(lambda: empty)
    assert "askreports ingest" in visit.text
    assert "1 file could not be used:" in visit.text
    assert visit.app.dataframe[0].value.values.tolist() == [["locked.pdf", "skipped", "locked"]]


@pytest.mark.parametrize(
    ("allowed", "ways"), [("yes", ["Try again", "Add to the reports"]), ("no", ["Try again"])]
)
def test_the_first_reports_are_added_where_visitors_may(allowed, ways, tmp_path, monkeypatch):
    monkeypatch.setenv("ASKREPORTS_ALLOW_INGEST", allowed)
    visit = Visit(refuse(IndexMissing("not yet")), tmp_path)
    assert [button.label for button in visit.app.button] == ways


def test_while_the_first_reports_are_read_in_nobody_is_asked_to_do_it_again(tmp_path):
    with writing(tmp_path):
        visit = Visit(refuse(IndexMissing("not yet")), tmp_path)
    assert notice("first").title in visit.text
    assert not visit.app.button


def test_whoever_asks_while_an_ingest_runs_is_told_what_answers(shelf, tmp_path):
    assert "New reports" not in Visit(lambda: shelf).text
    with writing(tmp_path):
        visit = Visit(lambda: shelf).ask("Grants?")
    assert visit.answers[0]["found"]
    assert (
        "New reports are being read in. Until they are ready, the 1 report of before answers." in visit.text
    )


@pytest.mark.parametrize(("changed", "told"), [(True, "your next question"), (False, "those of before")])
def test_when_an_ingest_has_ended_it_is_said_what_answers_now(changed, told):
    assert told in messages.rebuilt(changed)


def test_an_answer_arrives_once(visit):
    visit.ask("Grants?")
    assert [answer["arriving"] for answer in visit.answers] == [True]
    visit.app.run()
    assert [answer["arriving"] for answer in visit.answers] == [False]
    assert visit.reload().answers[0]["arriving"] is False  # it is taken up from the history


def test_there_is_a_way_in_by_each_provider(shelf, monkeypatch):
    section = {"client_id": "x", "acme": {"client_id": "y"}, "client_kwargs": {"prompt": "login"}}
    monkeypatch.setattr(access, "get_secrets_auth_section", lambda: section)
    visit = Visit(lambda: shelf)
    assert [button.label for button in visit.app.button] == ["Sign in", "Sign in with acme"]
    assert not visit.app.chat_input


def test_a_link_asks_its_question_and_opens_its_page(shelf):
    visit = Visit(lambda: shelf, q="Grants?", source="abc:2")
    assert visit.answers[0]["question"] == "Grants?"
    assert visit.viewer["page"] == 2
    assert visit.answers[0]["opened"] is None


def test_a_link_to_a_cited_page_marks_the_citation(shelf):
    assert Visit(lambda: shelf, q="Grants?", source="abc:1").viewer["blocks"][0]["text"][1] == QUOTE


def test_a_link_is_followed_once(shelf):
    visit = Visit(lambda: shelf, q="Grants?")
    visit.app.run()
    assert shelf.reports.asked == ["Grants?"]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("abc:99", "This report has 2 pages."),
        ("gone:1", "removed"),
        ("nonsense", "removed"),
        ("abc:-1", "removed"),
    ],
)
def test_a_link_to_a_page_that_is_not_there_says_so(shelf, source, told):
    notice = Visit(lambda: shelf, source=source).viewer["notice"]
    assert told in notice["text"]
    assert "secret" not in json.dumps(notice)


def test_a_link_without_a_question_in_it_is_refused(shelf):
    assert Visit(lambda: shelf, q=" ").answers[0]["failure"]["title"] == notice("bad_question").title


def test_the_address_names_what_is_open(visit):
    visit.ask("Grants?")
    conversation = visit.app.query_params.pop("c")
    assert visit.app.query_params == {"q": "Grants?", "source": "abc:1", "n": "1"}
    assert len(conversation) > 12


def test_a_click_comes_before_an_address_that_lags_behind(visit, shelf):
    visit.ask("Grants?")
    behind = dict(visit.app.query_params)
    visit.ask("Tungsten?")
    visit.app.query_params = behind
    visit.ask("More grants?")
    assert shelf.reports.asked == ["Grants?", "Tungsten?", "More grants?"]
    assert visit.answers[0]["opened"] == {"kind": "source", "number": 1}


def test_no_text_of_a_report_or_a_question_goes_through_markdown(visit):
    visit.ask("grants $x$ ![](http://evil.example/q.png)")
    markdown = " ".join(
        e.value for kind in ("markdown", "caption", "title", "header") for e in visit.app.get(kind)
    )
    assert "evil" not in markdown + visit.text
    assert "$x$" not in markdown + visit.text


@pytest.mark.parametrize(
    ("report", "source_file", "note"),
    [
        (REPORT, None, "no page images"),
        (replace(REPORT, path="harbour.pdf"), None, "changed or gone"),
    ],
)
def test_a_page_without_an_image_says_why(report, source_file, note, tmp_path):
    view = look_up(fill_shelf(FakeReports(tmp_path, [report], source_file)), OpenPage("abc", 1, QUOTE, 1))
    assert view.image is None
    assert note in view.note
    assert TEXT[view.marked.start : view.marked.stop] == QUOTE


def test_a_damaged_file_falls_back_to_its_text(tmp_path):
    damaged = tmp_path / "harbour.pdf"
    damaged.write_bytes(b"%PDF-1.7 cut short")
    shelf = fill_shelf(FakeReports(tmp_path, [replace(REPORT, path="harbour.pdf")], damaged))
    assert "cannot be drawn" in look_up(shelf, OpenPage("abc", 1)).note


def test_a_quote_that_is_not_on_its_page_is_owned_up_to(shelf):
    view = look_up(shelf, OpenPage("abc", 1, "tungsten melts", 1))
    assert not view.marked
    assert "could not be marked" in view.note


@pytest.mark.parametrize(
    ("click", "place"),
    [
        ({"kind": "source", "number": 1}, OpenPage("abc", 1, QUOTE, 1)),
        ({"kind": "hit", "number": 1}, OpenPage("abc", 1, TEXT, 1)),
        ({"kind": "source", "number": 7}, None),
        ({"kind": "source"}, None),
        ("source", None),
        (None, None),
    ],
)
def test_a_click_opens_what_the_answer_holds_and_nothing_else(click, place):
    assert place_of_click(ANSWER, click) == place


def test_a_quote_that_the_answer_says_already_is_not_said_twice():
    other = replace(CITATION, number=2, quote="27 grants", verified=False)
    sources = contents(Exchange(1, "q", answer=replace(ANSWER, citations=(CITATION, other))))["sources"]
    assert [(source["quote"], source["told"]) for source in sources] == [(QUOTE, True), ("27 grants", False)]
    assert [source["checked"].startswith("Quoted from page 1") for source in sources] == [True, False]


def test_a_quote_is_marked_again_when_one_turns_back():
    place = OpenPage("abc", 1, QUOTE, 1)
    assert place.turned(2).quote_here == ""
    assert place.turned(2).turned(1) == place


@pytest.mark.parametrize("place", [OpenPage("abc", 7), OpenPage("a:b", 1)])
def test_a_source_reads_back_what_it_wrote(place):
    assert parse_source(format_source(place)) == place


def test_an_empty_link_names_nothing():
    assert parse_source(format_source(None)) is None
    assert Link().parameters() == {}


@pytest.mark.parametrize(
    ("searched", "told"),
    [
        (Searched(74, 0), "Searched 74 reports."),
        (Searched(1, 1), "Searched 1 report; 1 file was skipped."),
        (Searched(1200, 2), "Searched 1,200 reports; 2 files were skipped."),
        (
            Searched(2, 0, unread_pages=1, pages=1240),
            "Searched 2 reports with 1,240 pages; 1 page could not be read.",
        ),
        (Searched(3, 0, unread_pages=2), "Searched 3 reports; 2 pages could not be read."),
        (
            Searched(3, 0, unread_pages=14, waiting_pages=12),
            "Searched 3 reports; 2 pages could not be read; 12 pages wait to be read by OCR.",
        ),
    ],
)
def test_coverage_counts_in_words(searched, told):
    assert messages.coverage(searched) == told


def test_first_questions_are_suggested_until_one_was_asked(shelf):
    shelf.reports.figures = (KnownFigure("Grants $x$", "2021", 1),)
    visit = Visit(lambda: shelf)
    visit.wait_for_suggestions()
    (choices,) = visit.component("choices")
    assert choices["labels"] == ["What was the Grants $x$ of Port Institute in 2021?"]
    assert not visit.app.get("download_button")
    visit.ask("Grants?")
    assert [choice["title"] for choice in visit.component("choices")] == ["Next, for example:"]
    assert len(visit.app.get("download_button")) == 5


def test_only_a_page_that_is_drawn_leads_to_its_pdf(shelf):
    assert contents_of_page(look_up(shelf, OpenPage("abc", 1)))["pdf"] is None


def test_a_link_keeps_which_source_of_a_page_is_open(tmp_path):
    other = replace(CITATION, number=2, quote="In 2021 the harbour gave 27 grants.")
    shelf = fill_shelf(FakeReports(tmp_path, answer=replace(ANSWER, citations=(CITATION, other))))
    visit = Visit(lambda: shelf, q="Grants?", source="abc:1", n="2")
    assert visit.answers[0]["opened"] == {"kind": "source", "number": 2}
    assert visit.reload().answers[0]["opened"] == {"kind": "source", "number": 2}


def test_an_address_of_a_conversation_that_is_gone_says_so_until_something_is_asked(shelf):
    visit = Visit(lambda: shelf, c="deleted")
    assert say("ask.gone") in visit.text
    assert say("ask.gone") not in visit.ask("Grants?").text
