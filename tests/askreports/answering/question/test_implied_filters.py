"""A question implies filters by the reports it names."""

from askreports.answering.question.implied_filters import implied_filters
from index.ranking.router import Router
from ingest.document import Report


def report(number, organisation, period, kind="annual report"):
    return Report(str(number), f"{number}.pdf", "", organisation, period, kind, "en", 1)


REPORTS = [
    report(1, "Tersalva Medical SA", "2022"),
    report(2, "Tersalva Medical SA", "2023"),
    report(3, "Zoo", "2023", "results"),
]


def implied(question):
    return implied_filters(Router(REPORTS).named(question), REPORTS)


def test_an_organisation_and_a_year_imply_both():
    assert implied("What did Tersalva earn in 2023?") == {
        "organisation": ["Tersalva Medical SA"],
        "period": ["2023"],
    }


def test_a_kind_is_implied_where_the_organisation_has_it():
    assert implied("What does the annual report of the Zoo say?") == {"organisation": ["Zoo"]}
    assert implied("What does the annual report of Tersalva say?")["kind"] == ["annual report"]


def test_a_year_of_nobody_implies_nothing():
    assert implied("What happened in 2023?") == {}
