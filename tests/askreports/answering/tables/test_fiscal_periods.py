"""Parts of a year in a question: quarters, halves, months up to a day."""

import pytest

from askreports.answering.tables.fiscal_periods import year_part_asked
from ingest.language.periods import YearPart


@pytest.mark.parametrize(
    ("text", "expected", "rest"),
    [
        ("the revenue in Q2 2023", YearPart(3, 2), "the revenue in 2023"),
        ("the revenue in the second quarter of 2023", YearPart(3, 2), "the revenue in 2023"),
        (
            "the revenue in the second quarter of fiscal 2023",
            YearPart(3, 2, fiscal=True),
            "the revenue in fiscal 2023",
        ),
        ("the revenue in 4Q 2023", YearPart(3, 4), "the revenue in 2023"),
        ("the revenue in H1 2023", YearPart(6, 2), "the revenue in 2023"),
        ("the revenue in the first nine months of 2023", YearPart(9, 3), "the revenue in 2023"),
        ("the revenue in the six months ended June 30, 2023", YearPart(6, None, 6), "the revenue in 2023"),
        ("the revenue for the quarter ended 31 March 2023", YearPart(3, None, 3), "the revenue for 2023"),
        ("los ingresos del segundo trimestre de 2023", YearPart(3, 2), "los ingresos del 2023"),
        ("der Umsatz im ersten Halbjahr 2023", YearPart(6, 2), "der Umsatz 2023"),
        ("the revenue in 2023", None, "the revenue in 2023"),
        ("the revenue in Q1 and Q2 2023", None, "the revenue in Q1 and Q2 2023"),
    ],
)
def test_a_part_is_taken_out_of_a_question(text, expected, rest):
    assert year_part_asked(text) == (expected, rest)
