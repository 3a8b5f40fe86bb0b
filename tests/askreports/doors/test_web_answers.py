"""An answer is drawn in full: figures, comparisons, what is missing, and how far a source can be trusted."""

from dataclasses import replace
from decimal import Decimal

import pytest
from visits import ANSWER, CITATION, NOTHING, PAGE, FakeReports, Visit

from askreports.answering.answer import (
    Comparison,
    ComparisonCell,
    Figure,
    FigureInput,
    Gaps,
    Searched,
)
from askreports.doors.web.components import chart
from askreports.doors.web.components.answer import contents
from askreports.doors.web.export import as_text
from askreports.doors.web.state.session import Exchange
from askreports.doors.web.state.shelf import fill_shelf
from askreports.doors.web.wording.amounts import amount

pytestmark = pytest.mark.slow

YEARS = Comparison(
    ("", "2021", "2022", "2023"),
    (
        (
            ComparisonCell("Income"),
            ComparisonCell("1,965 EUR", 1),
            ComparisonCell("–"),
            ComparisonCell("-12.5 EUR", 1),
        ),
        (ComparisonCell("Margin"), ComparisonCell("19.4%"), ComparisonCell("–"), ComparisonCell("-18.5%")),
    ),
)
FIGURE = Figure(
    Decimal("1234.50"), "%", "a / b", (FigureInput("a $x$", "2021", Decimal("-1469.5"), "USD million", 1),)
)


def told(answer):
    return contents(Exchange(1, "q", answer=answer))


def test_every_cell_of_a_comparison_has_its_source():
    table = told(replace(ANSWER, table=YEARS))["table"]
    assert table["columns"] == ("", "2021", "2022", "2023")
    assert [cell["citation"] for cell in table["rows"][0]] == [None, 1, None, 1]
    assert table["rows"][1][1] == {"text": "19.4%", "citation": None}


def test_a_figure_comes_with_what_it_is_made_of():
    assert told(replace(ANSWER, figure=FIGURE))["figure"] == {
        "who": "Port Institute, 2021:",
        "value": "1,234.50%",
        "formula": "a / b",
        "inputs": [{"label": "a $x$", "period": "2021", "value": "-$1,469.5 million", "citation": 1}],
    }


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("0.83", "ratio", "0.83"),
        ("45.2", "days", "45.2 days"),
        ("-1577", "USD million", "-$1,577 million"),
        ("5", "CHF", "CHF\u00a05"),
    ],
)
def test_amounts_are_written_as_people_write_them(value, unit, text):
    assert amount(Decimal(value), unit) == text


def test_the_bars_are_of_the_figure_that_was_asked_for():
    bars = chart.bars(YEARS)
    assert bars.bars == (("2021", Decimal("19.4"), "19.4%"), ("2023", Decimal("-18.5"), "-18.5%"))
    assert bars.by_period
    assert bars.text == "Margin: 2021 19.4%; 2023 -18.5%"


def test_one_value_alone_makes_no_picture():
    assert (
        chart.bars(
            replace(
                YEARS, rows=((ComparisonCell("Margin"), *[ComparisonCell("–")] * 2, ComparisonCell("1")),)
            )
        )
        is None
    )


@pytest.mark.parametrize("columns", [("", "2021", "2022", "2023"), ("", "A $x$", "B", "C")])
def test_a_comparison_has_a_picture_between_what_is_said_and_its_sources(tmp_path, columns):
    answer = replace(ANSWER, table=replace(YEARS, columns=columns))
    shelf = fill_shelf(FakeReports(tmp_path, answer=answer))
    visit = Visit(lambda: shelf).ask("Grants?")
    assert [part["parts"] for part in visit.answers] == [["said"], ["sources"]]
    (picture,) = visit.app.get("vega_lite_chart")
    assert picture.proto.alt == chart.bars(answer.table).text
    visit.ask("Tungsten?")
    assert not visit.app.get("vega_lite_chart")
    assert [(a["folded"], a["parts"]) for a in visit.answers] == [
        (False, ["said", "sources"]),
        (True, ["said", "sources"]),
    ]


def test_what_is_missing_is_said_with_what_is_there_instead():
    gaps = Gaps(years=(2030,), held=("2021", "2022"))
    answer = told(replace(NOTHING, searched=Searched(1, 0, gaps)))
    assert answer["unknown"] == "There is no report of 2030. There are reports of:"
    assert answer["held"] == ["2021", "2022"]


def test_a_long_list_of_what_is_there_is_cut_and_says_so():
    gaps = Gaps(names=("Yak",), held=tuple(f"Organisation {n}" for n in range(1030)))
    held = told(replace(NOTHING, searched=Searched(1, 0, gaps)))["held"]
    assert held[-2:] == ["Organisation 23", "and 1,006 more"]


def test_a_page_read_by_ocr_is_marked_in_words():
    scanned = replace(ANSWER, citations=(replace(CITATION, page=replace(PAGE, read_by="ocr")),))
    assert "OCR" in told(scanned)["sources"][0]["by_ocr"]
    assert told(ANSWER)["sources"][0]["by_ocr"] == ""
    scanned = replace(ANSWER, hits=tuple(replace(hit, page=scanned.citations[0].page) for hit in ANSWER.hits))
    assert scanned.hits
    assert all("OCR" in hit["by_ocr"] for hit in told(scanned)["hits"])


def test_what_is_copied_names_its_sources():
    text = as_text(ANSWER)
    assert text.startswith(ANSWER.question)
    assert "[1] Harbour $x$ report, Port Institute" in text
    assert "Not in these reports." in as_text(NOTHING)
    unread = replace(NOTHING, searched=replace(NOTHING.searched, unread_pages=2))
    assert "Not in the pages that are read." in as_text(unread)


def test_a_follow_up_shows_how_it_was_understood_and_is_followed_up_by_that(tmp_path):
    reports = FakeReports(tmp_path)
    shelf = fill_shelf(reports)
    visit = Visit(lambda: shelf).ask("Grants?").ask("And boats?")
    assert reports.earlier == ["Grants?"]
    assert visit.answers[0]["understood"] == "Grants for $x$ boats?"
    assert visit.answers[1]["understood"] is None
    visit.ask("And more grants?")
    assert reports.earlier == ["Grants?", "Grants for $x$ boats?"]


def test_what_a_language_model_wrote_is_marked_and_said():
    doubted = replace(ANSWER.sentences[0], doubts=("27", "2021"))
    answer = told(replace(ANSWER, sentences=(doubted,), notice="It failed.", sent_to="m at 127.0.0.1"))
    assert answer["sentences"][0]["doubts"] == "Not verified: 27; 2021"
    assert answer["notice"] == "It failed."
    assert answer["sent_to"].endswith("sent to m at 127.0.0.1.")
    assert told(ANSWER)["sentences"][0]["doubts"] == told(ANSWER)["sent_to"] == ""
