"""Which spans are read, and which of them are shown."""

from dataclasses import replace

import numpy as np

from askreports.answering.extraction.candidates import CANDIDATES, PAGES, SpanSignals, best_pages, candidates
from askreports.answering.extraction.ranking import (
    CLOSE,
    MAX_LISTED,
    MAX_SPANS,
    RankedSpan,
    choose_spans,
    rank_spans,
)
from index.hit import Hit
from index.ranking.router import Router
from index.search import PassageCosine
from ingest.document import Page, Report
from ingest.passage import Passage

ACME = Report("a", "a.pdf", "Acme 2021", "Acme Health", "2021", "annual report", "en", 9, ("Acme",))
OLDER = replace(ACME, id="b", path="b.pdf", period="2020", title="Acme 2020")
OTHER = replace(ACME, id="c", path="c.pdf", organisation="Port Institute", aliases=(), title="Port 2021")
TEXT = "The board met six times in the year.\n\nIn all 42 people worked at the clinic.\n\nRevenue rose again."
NOBODY = Router([]).named("")


SIGNALS = SpanSignals("en", lambda _: 1.0, lambda _: [])


def hit(text: str = TEXT, report: Report = ACME, rank: int = 1, number: int = 1) -> Hit:
    page = Page(number, "", text, 0, 0, len(text))
    return Hit(rank, 1.0, report, page, Passage("1", report.id, (), text, 0, len(text), number, number), {})


class SureOf:
    """A reader that is sure of the texts that hold a word."""

    calibrated = True

    def __init__(self, word: str) -> None:
        self.word = word
        self.read: list[str] = []

    def score(self, _, texts):
        self.read += texts
        return np.array([2.0 if self.word in text else -2.0 for text in texts])


def test_the_readers_order_is_the_order():
    ranked = rank_spans("How many people worked?", NOBODY, [hit()], SIGNALS, SureOf("42"))
    assert ranked[0].quote == "In all 42 people worked at the clinic."
    assert [span.score for span in ranked] == sorted((span.score for span in ranked), reverse=True)


def test_a_reader_is_told_whose_report_of_when_it_reads():
    reader = SureOf("42")
    rank_spans("How many people worked?", NOBODY, [hit()], SIGNALS, reader)
    assert all(text.startswith("Acme Health 2021: ") for text in reader.read)


def test_few_spans_of_few_pages_are_read():
    hits = [hit(f"Sentence of page {n}. " * 40, rank=n, number=n) for n in range(1, 30)]
    found = candidates("Which sentence?", NOBODY, best_pages("Which sentence?", hits), SIGNALS)
    assert len(found) <= CANDIDATES
    assert {candidate.hit.page.number for candidate in found} <= set(range(1, PAGES + 1))


def test_what_shares_words_with_the_question_is_read_first():
    found = candidates("How many people worked at the clinic?", NOBODY, [hit()], SIGNALS)
    assert found[0].span.quote == "In all 42 people worked at the clinic."


def test_across_languages_the_nearest_passages_are_read_first():
    near = [PassageCosine(0, 38, 0.2), PassageCosine(38, len(TEXT), 0.8)]
    signals = SpanSignals("ca", lambda _: 1.0, lambda _: near)
    found = candidates("Quantes persones hi treballaven, board met year?", NOBODY, [hit()], signals)
    assert found[-1].span.quote == "The board met six times in the year."


def test_in_another_organisations_report_only_what_names_the_one_asked_about_counts():
    named = Router([ACME, OTHER]).named("How many people worked at Acme?")
    text = "In all 7 people worked here.\n\nThe clinic of Acme grew."
    assert [c.span.quote for c in candidates("Acme?", named, [hit(text, OTHER)], SIGNALS)] == [
        "The clinic of Acme grew."
    ]


def test_a_later_report_says_nothing_of_an_earlier_year_unless_it_names_it():
    text = "In all 42 people worked.\n\nIn 2020 there were 38 people."
    found = candidates("How many people in 2020?", NOBODY, [hit(text)], SIGNALS)
    assert [c.span.quote for c in found] == ["In 2020 there were 38 people."]


def span(quote: str, score: float, report: Report = ACME) -> RankedSpan:
    return RankedSpan(hit(quote, report), quote, score)


def test_few_spans_are_shown_and_none_that_is_far_behind():
    ranked = [span(f"{n}.", 3.0 - n) for n in range(6)]
    chosen = choose_spans("What?", ranked)
    assert len(chosen) <= MAX_SPANS
    assert all(one.score >= ranked[0].score - CLOSE for one in chosen)


def test_many_that_answer_as_well_are_a_list():
    assert len(choose_spans("Which?", [span(f"Item {n}.", 2.0) for n in range(9)])) == MAX_LISTED


def test_without_a_year_the_latest_report_comes_first_among_equals():
    ranked = [span("38 people.", 2.0, OLDER), span("42 people.", 1.8)]
    assert choose_spans("How many people?", ranked)[0].quote == "42 people."
    assert choose_spans("How many people in 2020?", ranked)[0].quote == "38 people."


def test_nothing_ranked_is_nothing_chosen():
    assert choose_spans("What?", []) == []
    assert rank_spans("What?", NOBODY, [], SIGNALS, SureOf("x")) == []


def test_the_section_whose_number_is_asked_for_comes_first():
    text = "1.1 Every member pays a fee.\n\n1.2 Who leaves gets a share back.\n\nIn 1.2 years 12 left."
    ranked = rank_spans("What does clause 1.2 say?", NOBODY, [hit(text)], SIGNALS, SureOf("fee"))
    assert ranked[0].quote == "1.2 Who leaves gets a share back."
    assert ranked[1].quote == "1.1 Every member pays a fee."
