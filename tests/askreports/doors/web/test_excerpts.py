"""A cited row of a table is shown with its heads, the row above and below, and the cell that is meant."""

from dataclasses import replace
from decimal import Decimal

import pytest
from visits import ANSWER, CITATION, HIT, PAGE, REPORT, FakeReports, Visit

from askreports.answering.answer import (
    AnswerStatus,
    Comparison,
    ComparisonCell,
    Figure,
    FigureInput,
    Sentence,
)
from askreports.doors.web.components.answer import contents
from askreports.doors.web.components.viewer import look_up
from askreports.doors.web.excerpts import excerpts_of
from askreports.doors.web.state.links import OpenPage
from askreports.doors.web.state.session import Exchange
from askreports.doors.web.state.shelf import fill_shelf
from ingest.table import Table, TableCell

ROWS = (
    ("", "2021", "2020"),
    ("Fees", "410", "380"),
    ("Grants", "1,965", "1,770"),
    ("Rent", "12", "1,965"),
    ("Tax", "7", "8"),
)
TEXT = "\n".join("  ".join(row).strip() for row in ROWS)
GRANTS = "Grants  1,965  1,770"


def grid():
    cells, at = [], 0
    for number, row in enumerate(ROWS):
        for column, text in enumerate(row):
            if text:
                at = TEXT.index(text, at)
                cells.append(TableCell(number, column, text, at, at + len(text)))
                at += len(text)
    return Table(tuple(cells), len(ROWS), 3, caption="Income", unit="EUR thousand")


TABLED = replace(PAGE, text=TEXT, tables=(grid(),))
ROW = replace(CITATION, page=TABLED, quote=GRANTS)
FIGURE = Figure(
    Decimal(1770), "EUR thousand", None, (FigureInput("Grants", "2020", Decimal(1770), "EUR thousand", 1),)
)


def answer_with(sentence, **changes):
    return replace(ANSWER, sentences=(Sentence(sentence, (1,)),), citations=(ROW,), **changes)


def excerpt_of(answer):
    return excerpts_of(answer, {("abc", 1): TABLED}).get(1)


def test_a_row_comes_with_its_heads_and_the_rows_beside_it():
    excerpt = excerpt_of(answer_with(GRANTS))
    assert (excerpt.caption, excerpt.unit) == ("Income", "EUR thousand")
    assert [[cell.text for cell in row] for row in excerpt.heads] == [["", "2021", "2020"]]
    assert [([cell.text for cell in row.cells], row.quoted) for row in excerpt.rows] == [
        (["Fees", "410", "380"], False),
        (["Grants", "1,965", "1,770"], True),
        (["Rent", "12", "1,965"], False),
    ]
    assert not excerpt.part


@pytest.mark.parametrize(
    ("answer", "cell", "head"),
    [
        (answer_with("Grants, 2021: 1,965 EUR thousand (2020: 1,770)"), "1,965", "2021"),
        (answer_with("Grants 2020 = 1,770", figure=FIGURE), "1,770", "2020"),
        (answer_with("Grants, 2021: 1,965; 2020: 1,770"), "", ""),
        (answer_with(GRANTS), "", ""),
    ],
)
def test_the_cell_that_is_meant_is_known_where_one_is(answer, cell, head):
    excerpt = excerpt_of(answer)
    assert GRANTS[excerpt.part.start : excerpt.part.stop] == cell
    assert excerpt.head == head
    assert [c.text for row in excerpt.rows for c in row.cells if c.asked] == ([cell] if cell else [])


def test_a_sentence_outside_of_tables_has_no_excerpt():
    assert excerpts_of(ANSWER, {("abc", 1): PAGE}) == {}


def test_a_row_that_says_no_cell_is_a_table_in_place_of_its_text():
    for text, said in [(GRANTS, False), ("Grants, 2021: 1,965 (2020: 1,770)", True)]:
        answer = answer_with(text)
        exchange = Exchange(1, "q", answer=answer, excerpts=excerpts_of(answer, {("abc", 1): TABLED}))
        drawn = contents(exchange)
        assert [(one["said"], one["excerpt"]) for one in drawn["sentences"]] == [(said, 1)]
        assert drawn["excerpts"]["1"]["heads"][0][1]["text"] == "2021"
        assert drawn["sources"][0]["told"]


def test_the_page_marks_the_cell_and_names_its_head(tmp_path):
    class TabledReports(FakeReports):
        def page(self, document_id, number):  # noqa: ARG002
            return TABLED

    shelf = fill_shelf(TabledReports(tmp_path, answer=answer_with("Grants 2020 = 1,770", figure=FIGURE)))
    visit = Visit(lambda: shelf).ask("Grants?")
    assert visit.viewer["beside"] == "2020 · EUR thousand"
    cells = [cell for block in visit.viewer["blocks"] for row in block.get("rows", ()) for cell in row]
    assert [cell["text"] for cell in cells if cell.get("framed")] == ["1,770"]
    assert look_up(shelf, OpenPage("abc", 1, GRANTS, 1)).beside == ""


def test_sentences_stand_under_the_organisation_that_says_them():
    other = replace(CITATION, number=2, document=replace(REPORT, id="def", organisation="Zoo", period="2019"))
    said = tuple(Sentence(text, (number,)) for text, number in (("A.", 1), ("B.", 2), ("C, 2018.", 1)))
    answer = replace(ANSWER, sentences=said, citations=(CITATION, other))
    told = contents(Exchange(1, "q", answer=answer))["sentences"]
    assert [(one["text"], one["organisation"], one["period"]) for one in told] == [
        ("A.", "Port Institute", "2021"),
        ("C, 2018.", "Port Institute", ""),
        ("B.", "Zoo", "2019"),
    ]
    alone = contents(Exchange(1, "q", answer=replace(answer, sentences=said[:1])))["sentences"]
    assert [one["organisation"] for one in alone] == [""]


def test_an_organisation_without_a_report_of_the_year_is_said_to_have_none():
    cells = (ComparisonCell("Revenue 2022"), ComparisonCell("1,577 USD million", 1), ComparisonCell("–"))
    answer = replace(ANSWER, table=Comparison(("", "Port Institute", "Zoo"), (cells,)))
    zoo = replace(REPORT, id="def", organisation="Zoo", period="2019")
    (row,) = contents(Exchange(1, "q", answer=answer), {"def": zoo})["table"]["rows"]
    assert [cell["text"] for cell in row] == ["Revenue 2022", "$1,577 million", "no report of 2022"]


def test_filters_that_may_hide_the_answer_can_be_lifted(tmp_path):
    none = replace(ANSWER, status=AnswerStatus.CLOSEST, hits=(HIT,))
    shelf = fill_shelf(FakeReports(tmp_path, answer=none))
    visit = Visit(lambda: shelf)
    session = visit.app.session_state["askreports"]
    session.choose("period", ["2021"])
    visit.ask("Grants?")
    labels = [choice["labels"] for choice in visit.component("choices")]
    assert ["Search all reports"] in labels
