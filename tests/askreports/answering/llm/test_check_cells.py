"""What a model wrote against cells and sentences of the pages it cites: what is sure, and what is doubted."""

import pytest
from passages import hit

from askreports.answering.llm.check_cells import compare_with_cells

NAMES = frozenset({("tersalva",), ("wundlicht",), ("port", "institute")})
TABLE = hit(
    "Net sales      32,765      31,657\nTotal assets      9,120      8,004\nLoss      (41)      12",
    section=("Key figures",),
    above="(In millions of EUR)      2022      2021",
)
PROSE = hit(
    "The auditors did not find any breach of the rules. Demand for places rose, and complaints fell.", rank=2
)


def compared(text, *cited):
    return compare_with_cells(text, cited, NAMES)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Net sales of Tersalva were EUR 32,765 million in 2022.", "EUR 32,765 million"),
        ("Net sales of Tersalva were EUR 32.8 billion in 2022.", "EUR 32.8 billion"),
        ("Net sales of Tersalva rose by 3.5 % in 2022.", "3.5 %"),  # computed from two cells
    ],
)
def test_what_cells_give_or_lead_to_is_sure(text, number):
    found = compared(text, TABLE)
    assert found.doubts == ()
    assert number in found.sure_numbers


@pytest.mark.parametrize(
    "text",
    [
        "Net sales of Tersalva were EUR 31,657 million in 2022.",  # of the year before
        "Total assets of Tersalva were EUR 32,765 million in 2022.",  # of the row above
        "Net sales of Tersalva were EUR 32,765 thousand in 2022.",
        "Net sales of Tersalva fell by 3.5 % in 2022.",
        "Net sales of Tersalva rose by 5.3 % in 2022.",
    ],
)
def test_what_cells_give_otherwise_is_doubted(text):
    assert compared(text, TABLE).doubts


def test_another_organisation_is_doubted_wherever_it_stands():
    assert compared("Wundlicht had net sales of EUR 32,765 million in 2022.", TABLE).doubts
    assert compared("Net sales of the Port Institute were EUR 32,765 million in 2022.", TABLE).doubts


def test_a_dropped_not_and_a_turned_direction_are_doubted():
    assert compared("The auditors of Tersalva did find a breach of the rules.", PROSE).doubts
    assert compared("At Tersalva, demand for places fell.", PROSE).doubts


def test_what_the_sentences_say_is_not_doubted():
    assert compared("The auditors of Tersalva did not find any breach of the rules.", PROSE).doubts == ()
    assert compared("At Tersalva, demand for places rose.", PROSE).doubts == ()
