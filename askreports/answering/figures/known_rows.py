"""Figures that a report surely has: rows of its tables that the taxonomy knows, with a value of a year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from askreports.answering.tables.rows import page_rows
from askreports.answering.taxonomy.entries import Taxonomy
from ingest.document import Page, Report


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """What can be asked of a report: a row by its label, a year, and the page (sheet from 1) it stands on."""

    label: str
    year: str
    page: int


def known_figures(report: Report, pages: Iterable[Page], taxonomy: Taxonomy) -> Iterator[KnownFigure]:
    """Each known label once, where it stands first, for the latest year that its row has a value of."""
    seen = set()
    for page in pages:
        for row in page_rows(page, report.language):
            whole = [year for year in {cell.year for cell in row.cells} if row.cell(year)]
            if whole and row.label and row.label not in seen and taxonomy.find(row.label):
                seen.add(row.label)
                yield KnownFigure(row.label, str(max(whole)), page.number)
