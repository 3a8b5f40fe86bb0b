"""Names that stand in no report."""

from askreports.answering.abstention.unknown_names import unknown_names
from index.query.question import acronyms, names

HELD = {"cluster", "acm", "ada", "nord"}


def idf(forms):
    return 1.0 if forms & HELD else 9.0


def unknown(question, language="en"):
    return unknown_names(names(question) + acronyms(question), language, ["en"], idf)


def test_a_name_with_a_word_that_no_report_has_is_unknown():
    assert unknown("What did the Skarnholm Cluster earn?") == ("Skarnholm Cluster",)
    assert unknown("What did SKARN earn?") == ("SKARN",)


def test_names_that_reports_write_are_known():
    assert unknown("What did Ada Nord say?") == ()


def test_german_writes_every_noun_like_a_name():
    assert unknown("Wie hoch ist das Budget?", "de") == ()
