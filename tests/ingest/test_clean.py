"""Cleaning joins words and finds running lines, and loses nothing."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean, find_bodies, join_hyphens
from ingest.document import PAGE_BREAK, ReadPage


def test_a_word_broken_over_a_line_end_is_put_together():
    assert join_hyphens(["The infor-\nmation is here."]) == ["The information\nis here."]


def test_a_compound_that_the_report_writes_with_a_hyphen_keeps_it():
    texts = ["A long-term loan. A long-\nterm plan."]
    assert join_hyphens(texts) == ["A long-term loan. A long-term\nplan."]


def test_a_dash_before_a_capital_or_a_number_is_no_broken_word():
    assert join_hyphens(["Paris-\nLyon 10-\n20"]) == ["Paris-\nLyon 10-\n20"]


def report(pages: int) -> list[str]:
    bodies = [f"The {'very ' * n}first line.\nThe {'very ' * n}last line." for n in range(1, pages + 1)]
    return [f"Harbour Foundation\nAnnual report 2021\n{body}\n{n}" for n, body in enumerate(bodies, 1)]


def test_running_header_and_footer_stay_outside_the_body():
    texts = report(6)
    bodies = [text[start:end] for text, (start, end) in zip(texts, find_bodies(texts), strict=True)]
    assert bodies[1] == "The very very first line.\nThe very very last line."


def test_column_heads_that_repeat_are_no_running_header():
    texts = [
        f"(Millions) 2018 2017 2016\nSales {n} {n} {n}\nCosts {n} {n} {n}\nProfit {n} {n} 1" for n in range(9)
    ]
    assert find_bodies(texts) == [(0, len(text)) for text in texts]


def test_two_pages_are_too_few_to_tell_what_repeats():
    texts = report(2)
    assert find_bodies(texts) == [(0, len(text)) for text in texts]


def test_a_page_of_running_lines_alone_is_kept():
    texts = [*report(5), "Harbour Foundation\nAnnual report 2021\n6"]
    assert find_bodies(texts)[-1] == (0, len(texts[-1]))


@given(st.lists(st.text(alphabet="ab-1 \n", max_size=60), max_size=8))
def test_every_page_stands_where_it_says(texts):
    pages = clean([ReadPage(text) for text in texts])
    whole = PAGE_BREAK.join(page.text for page in pages)
    assert [page.number for page in pages] == list(range(1, len(texts) + 1))
    for page in pages:
        assert whole[page.start : page.start + len(page.text)] == page.text
        assert 0 <= page.body_start <= page.body_end <= len(page.text)
