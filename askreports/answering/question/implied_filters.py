"""The filters that a question implies by what it names: offered to people, never set by themselves."""

from collections.abc import Iterable

from index.query.filters import years
from index.ranking.router import Named
from ingest.document import Report


def implied_filters(named: Named, reports: Iterable[Report]) -> dict[str, list[str]]:
    """The organisations that a question names, the periods of their reports it asks for, and kinds.

    By field, as `where` takes them; a field that the question does not name is not there.
    """
    meant = [report for report in reports if report.id in named.reports]
    found = {
        "organisation": {report.organisation for report in meant},
        "period": {report.period for report in meant if years(report.period) & named.years},
        "kind": set(named.kinds) & {report.kind for report in meant},
    }
    return {field: sorted(values - {""}) for field, values in found.items() if values - {""}}
