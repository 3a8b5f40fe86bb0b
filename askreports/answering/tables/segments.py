"""A line of one segment of an organisation, from the tables that split a line by segments.

Three forms are read: the segment's row below the line's name, the line's row below the segment's name, and
the segment's row in a column that names the line. Tables that only a title explains are not.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from askreports.answering.tables.row import WHOLE_YEAR, Cell
from askreports.answering.tables.rows import page_rows
from askreports.answering.tables.statements import StatementRow, fiscal_lag
from askreports.answering.taxonomy.entries import Item, normal
from ingest.document import Page, Report
from ingest.language.folding import fold
from ingest.language.periods import YearPart

ReadSegment = Callable[[Report, str], Sequence[StatementRow]]  # report, name of a segment -> rows beside it

_WORD = r"(?:(?!(?:of|for|from|in|the|de|del|du|von|im|en)\b)[^\s?.]+)"
_BEFORE = rf"(?:the\s+|its\s+|their\s+|[^\s?.]+['’]s?\s+)(?P<before>{_WORD}(?:\s+{_WORD}){{0,5}}?)\s+"
_AFTER = rf"\s+[\"“«]?(?P<after>{_WORD}(?:\s+{_WORD}){{0,4}})"
_LAST = _AFTER.replace("after", "last")
_SEGMENT = re.compile(
    rf"""(?:\b(?:of|for|from|in|by|within)\s+)?
      (?: {_BEFORE}(?:(?:business|operating|reportable)\s+)?(?:segment|division)\b(?:['’]s)?
        | (?:the\s+|its\s+|[^\s?.]+['’]s?\s+)?(?:business\s+)?(?:segment|division){_AFTER}
        | (?:del?|du|de\s+la|des|im|der)\s+(?:segmento?s?|división|divisió|division|sparte){_LAST})""",
    re.I | re.X,
)


@dataclass(frozen=True, slots=True)
class SegmentQuery:
    """The segment that a question names, and the question's text without it."""

    name: str
    rest: str


def segment_asked(text: str) -> SegmentQuery | None:
    """The one segment that a text names; None where it names none or several."""
    found = list(_SEGMENT.finditer(text))
    if len(found) != 1:
        return None
    name = next(filter(None, found[0].groups())).strip('"“”«» ,')
    return SegmentQuery(name, " ".join(_SEGMENT.sub(" ", text).split())) if name else None


def read_segment(report: Report, pages: Sequence[Page], segment: str) -> tuple[StatementRow, ...]:
    """The table rows of the pages that name a segment, in order."""
    found = []
    for page in pages:
        if fold(segment) in fold(page.text):
            rows = page_rows(page, report.language)
            lag = fiscal_lag(report, rows)
            found += [StatementRow(row, page, "", report, lag) for row in rows if lag is not None]
    return tuple(found)


def segment_cells(
    rows: Sequence[StatementRow], segment: str, item: Item, year: int, part: YearPart | None
) -> Iterator[tuple[StatementRow, Cell]]:
    """The cells that give the line of the segment for the year."""
    called = {normal(segment), f"{normal(segment)} segment", f"total {normal(segment)}"}
    for row in rows:
        label, group = normal(row.row.label), normal(row.row.group)
        for cell in row.row.cells:
            if cell.percent or not _is_of(row, cell, year, part):
                continue
            measure = normal(cell.measure)
            below_line = label in called and item.fit(measure or group) is not None
            below_segment = group in called and not measure and item.fit(label) is not None
            if below_line or below_segment:
                yield row, cell


def _is_of(row: StatementRow, cell: Cell, year: int, part: YearPart | None) -> bool:
    if part is None:
        return cell.year == year - row.lag and cell.months in WHOLE_YEAR
    by_day = part.ended is not None
    in_year = cell.year == (year if by_day else year - row.lag) and (by_day or part.fiscal or not row.lag)
    return in_year and cell.months == part.months and part.ended in (None, cell.ended)
