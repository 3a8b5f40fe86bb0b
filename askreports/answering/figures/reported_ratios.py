"""A ratio that the report itself states ("Effective tax rate  21.6 %  24.6 %"), beside the one we compute.

Where the two disagree, the report means something else by the name, and ours is not claimed.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from askreports.answering.figures.cell_finder import ReportPage
from askreports.answering.tables.rows import page_rows
from askreports.answering.tables.statements import StatementRow, fiscal_lag
from askreports.answering.taxonomy.entries import Taxonomy, normal
from ingest.language.folding import fold

TOLERANCE = Decimal("0.6")  # points of a per cent: reports round to whole ones


def reported_rows(
    name: str, years: Sequence[int], pages: Iterable[ReportPage], taxonomy: Taxonomy
) -> list[StatementRow]:
    """The rows of these pages that state the ratio of this name in per cent, for every one of the years."""
    entry = taxonomy.find(name)
    if entry is None or entry.ratio is None or entry.ratio.unit != "percent":
        return []
    found = []
    for report, page in pages:
        if normal(name) not in fold(page.text):
            continue
        rows = page_rows(page, report.language)
        lag = fiscal_lag(report, rows)
        for row in rows if lag is not None else []:
            stated = StatementRow(row, page, "", report, lag or 0)
            cells = [stated.cell(year) for year in years]
            same = taxonomy.find(row.label) == entry and normal(row.label) == normal(name)
            if same and all(cell is not None and cell.percent for cell in cells):
                found.append(stated)
    return found


def agrees(row: StatementRow, year: int, percent: Decimal) -> bool:
    """Whether the report states about this per cent for the year."""
    cell = row.cell(year)
    return cell is not None and abs(abs(cell.value) - abs(percent)) <= TOLERANCE
