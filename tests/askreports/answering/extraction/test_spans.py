"""Spans of a page: what may answer a question, and what leads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askreports.answering.extraction.spans import MAX_CHARS, spans
from askreports.answering.figures.wording import quote_text
from askreports.answering.taxonomy.loading import standard_taxonomy
from ingest.document import Document, Page

FEES = """Fees and services
The fees of the port were raised in spring, after three years without a change.
The fees of the year are as follows:
(in thousands)  2022  2021
Boats up to ten metres  310  280
Longer boats  90  80
Everybody pays them in June of each year.
Whoever joins the port gets:
• a berth for the first night,
• the key of the gate.
See Note 4 for the fees of earlier years.
For further information on berths, please refer to the harbour master.
as of December 31, 2022
Four berths were new."""


def page(text):
    return Page(1, "", text, 0, 0, len(text))


def quotes(text):
    return [span.quote for span in spans(page(text))]


def test_an_announcement_comes_with_what_it_announces():
    found = quotes(FEES)
    assert (
        "The fees of the year are as follows:\n(in thousands)  2022  2021\nBoats up to ten metres  310  280"
        in (found[1])
    )
    assert found[1].endswith("Longer boats  90  80")
    assert "Whoever joins the port gets:\n• a berth for the first night,\n• the key of the gate." in found


def test_rows_are_spans_of_their_own_too():
    assert "Longer boats  90  80" in quotes(FEES)


@pytest.mark.parametrize(
    "nothing",
    [
        "Fees and services",
        "(in thousands)  2022  2021",
    ],
)
def test_headings_and_column_heads_are_none(nothing):
    assert not any(piece.startswith(nothing) for piece in quotes(FEES))


def test_rows_below_an_announcement_are_told_apart():
    report = Document("d", "d.pdf", "D", "", "2022", "report", "en", 1)
    quote = next(piece for piece in quotes(FEES) if piece.startswith("The fees of the year"))
    assert quote_text(quote, report, page(FEES), None, standard_taxonomy()) == (
        "The fees of the year are as follows: (in thousands) 2022 2021; Boats up to ten metres 310 280; "
        "Longer boats 90 80"
    )


def test_a_row_is_led_by_its_column_heads_and_a_sentence_by_its_heading():
    leads = {span.quote: span.lead for span in spans(page(FEES))}
    assert "(in thousands) 2022 2021" in leads["Longer boats  90  80"]
    first = "The fees of the port were raised in spring, after three years without a change."
    assert leads[first] == "Fees and services"


def test_a_span_knows_where_it_starts():
    assert all(FEES[span.start :].startswith(span.quote) for span in spans(page(FEES)))


@given(st.text(alphabet="Ab1. :\n•  (", max_size=200))
def test_every_span_stands_on_its_page(text):
    for piece in quotes(text):
        assert piece in text
        assert 0 < len(piece) <= MAX_CHARS
