"""The columns of a grid: what each is called, and the filter that keeps an answer to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from askreports.errors import BadText
from askreports.grid.table import Over
from index.query.filters import Where, years
from ingest.document import Report


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its head, the filter of its reports, and its year where it is one."""

    name: str
    where: Where
    year: int | None = None


def over_of(name: str) -> Over:
    """What the columns are, by its name. Raises `BadText` for another one."""
    if name not in set(Over):
        raise BadText(f"a grid goes over {', '.join(Over)}, not over {name!r}")
    return Over(name)


def columns_over(over: Over, reports: Sequence[Report], where: Where | None) -> list[GridColumn]:
    """The columns that these reports give, which all fit `where`, in order."""
    kept = dict(where or {})
    if over is Over.ORGANISATION:
        names = sorted({report.organisation for report in reports} - {""}, key=str.casefold)
        return [GridColumn(name, {**kept, "organisation": name}) for name in names]
    if over is Over.YEAR:
        found = sorted({year for report in reports for year in years(report.period)})
        return [GridColumn(str(year), {**kept, "year": str(year)}, year) for year in found]
    ordered = sorted(reports, key=lambda report: report.path)
    return [GridColumn(_name(report), {**kept, "path": report.path}, _year(report)) for report in ordered]


def _name(report: Report) -> str:
    return f"{report.title} ({report.path})" if report.title else report.path


def _year(report: Report) -> int | None:
    covered = years(report.period)
    return max(covered) if covered else None
