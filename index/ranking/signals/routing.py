"""Routing: a question that names an organisation, a year or a kind of report means such reports.

Three signals, `organisation`, `period` and `kind`, each the same for all pages of a report. They raise
reports, they never shut one out: a later report restates earlier years, and a question may use a name
that no report uses.
"""

from collections.abc import Mapping

from index.ranking.ranking_units import RankingUnits, Scores
from index.ranking.router import Fit


def routing(fits: Mapping[str, Fit], places: RankingUnits) -> dict[str, Scores]:
    """For each page how well its report fits what the question names, by signal."""
    return {
        "organisation": places.of_reports({report: fit.organisation for report, fit in fits.items()}),
        "period": places.of_reports({report: fit.period for report, fit in fits.items()}),
        "kind": places.of_reports({report: fit.kind for report, fit in fits.items()}),
    }
