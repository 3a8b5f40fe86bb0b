"""A report to one of its financial statements: which pages hold it, and their rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from askreports.answering.tables.row import WHOLE_YEAR, Cell, Row
from askreports.answering.tables.rows import page_rows
from askreports.answering.taxonomy.entries import Statement, normal
from index.query.filters import years
from ingest.document import Page, Report
from ingest.language.folding import fold
from ingest.language.periods import YearPart

BALANCE_SHEET = "balance_sheet"  # as the taxonomy calls it
MIN_ROWS = 3  # of a page of a statement
CELL_BREAK = "  "  # between the cells of a row
MIN_BREAKS = 8  # fewer on a page are no statement
TITLE_CHARS = 110  # a longer line that names a statement is prose
TITLE_STARTS = 60  # characters from the start of its line, at most: a company's name may stand before it
RUN = 3  # pages that one statement may take
LOOKED_AT = 4  # pages headed like a statement whose rows are read
ANCHORS_WITHOUT_TITLE = 3  # lines of a statement that make a page one, though its heading is not read
TOP_CHARS = 400  # of a page, where a table that goes on from the page before begins
TOP_LINES = 6  # where a statement's heading stands; further down it heads a part of a note
YEARS_OF_A_REVIEW = 5  # columns: a table of many years is a review, not the statement
_BARE = ("", "consolidated", "group", "consolidated group")
_NOTES = re.compile(
    r"(?:accompanying|see|refer to)[^\n]{0,40}\bnotes?\b"
    r"|\bnotes[^\n]{0,60} integral part|integral part[^\n]{0,60}\bnotes"
    r"|notas? [^\n]{0,60}parte integrante|annexe[^\n]{0,60}partie integrante"
)
_ABOUT = ("parent", "discussion", "selected", "pro forma", "notes to", "summary", "highlights")


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A row with the page it stands on, the kind of statement, and the report.

    `lag` is what the fiscal year is ahead of the year in the heads of the page: -1 where a report of fiscal
    2022 heads its column "January 28, 2023".
    """

    row: Row
    page: Page
    statement: str
    report: Report
    lag: int = 0

    def cell(self, fiscal_year: int, part: YearPart | None = None) -> Cell | None:
        """The cell of a fiscal year or of a part of it, None where the row has none."""
        if part is None:
            return self.row.cell(fiscal_year - self.lag)
        if part.ended:
            return self._part(fiscal_year, part)
        return self._part(fiscal_year - self.lag, part) if part.fiscal or not self.lag else None

    def _part(self, year: int, part: YearPart) -> Cell | None:
        """A balance is that of the day the report ends with; all else needs a column of so many months."""
        cells = [cell for cell in self.row.cells if part.ended in (None, cell.ended) and not cell.measure]
        if self.statement == BALANCE_SHEET:
            last = max(cell.year for cell in self.row.cells)
            return next((cell for cell in cells if cell.year == year == last and cell.months is None), None)
        return next((cell for cell in cells if cell.year == year and cell.months == part.months), None)


@dataclass(frozen=True, slots=True)
class _Headed:
    """A page that is headed like a statement. `title` is the heading in normal form."""

    page: Page
    title: str
    promise: int


def read_statement(report: Report, pages: Sequence[Page], statement: Statement) -> tuple[StatementRow, ...]:
    """The rows of one statement of a report with these pages, in order; none where no page is one."""
    return tuple(
        StatementRow(row, page, statement.name, report, lag)
        for page, rows in _statement_pages(pages, report.language, statement)
        if (lag := fiscal_lag(report, rows)) is not None
        for row in rows
    )


def _statement_pages(
    pages: Sequence[Page], language: str, statement: Statement
) -> Iterator[tuple[Page, Sequence[Row]]]:
    """The pages of a statement: the best one, and those beside it that are headed the same."""
    tables = [page for page in pages if _breaks(page.text) >= MIN_BREAKS]
    headed = [one for page in tables if (one := _headed(page, statement))]
    looked_at = sorted(headed, key=lambda h: (-h.promise, h.page.number))[:LOOKED_AT]
    rows = {h.page.number: with_totals(page_rows(h.page, language)) for h in looked_at}
    held = [h for h in looked_at if len(rows[h.page.number]) >= MIN_ROWS]
    best = max(held, key=lambda h: _fit(h, rows[h.page.number], statement), default=None)
    if best is None or not _anchors(rows[best.page.number], statement):
        return
    for one in sorted(held, key=lambda h: h.page.number):
        same = one is best or (one.title == best.title != "")
        if same and abs(one.page.number - best.page.number) < RUN:
            yield one.page, rows[one.page.number]
    following = pages[best.page.number : best.page.number + 1]
    if following and following[0].number not in rows and _goes_on(following[0], language, statement):
        yield following[0], with_totals(page_rows(following[0], language))


def _goes_on(page: Page, language: str, statement: Statement) -> bool:
    """Whether a page without heading goes on with the statement of the page before, from its top."""
    if _breaks(page.text[:TOP_CHARS]) < 2 or _headed(page, statement):
        return False
    return _anchors(page_rows(page, language), statement) > 0


def _breaks(text: str) -> int:
    """How many cells a text has, about: readers put two spaces between them, Markdown a stroke."""
    return text.count(CELL_BREAK) + text.count("|")


def _headed(page: Page, statement: Statement) -> _Headed | None:
    """The page with its heading, if it has one that names the statement, or holds several of its lines."""
    text = fold(page.text)
    title, line = _title(text, statement)
    if not title and sum(f"\n{label}" in text for label in statement.anchors.rows) < ANCHORS_WITHOUT_TITLE:
        return None
    return _Headed(page, title, _promise(title, line, text, statement))


def _title(text: str, statement: Statement) -> tuple[str, int]:
    """The heading that names the statement, in normal form, and its line; empty where there is none."""
    if not any(word in text for word in statement.words):
        return "", 0
    for match in statement.titles.finditer(text):
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        line = text[start : end if end >= 0 else len(text)].partition(CELL_BREAK)[0].strip()
        ends = line.endswith((".", ",", ";"))
        if len(line) <= TITLE_CHARS and match.start() - start <= TITLE_STARTS and not ends:
            return normal(line).removesuffix(" continued"), text.count("\n", 0, start)
    return "", 0


def _promise(title: str, line: int, text: str, statement: Statement) -> int:
    """How much a page looks like the statement itself, not like one about it, before its rows are read."""
    bare = bool(title) and statement.titles.sub("", title).strip() in _BARE
    about = any(word in title for word in _ABOUT)
    table = min(_breaks(text), 60) // 2
    return (
        20 * bare
        + 20 * (bool(title) and line <= TOP_LINES)
        + 40 * bool(_NOTES.search(text))
        - 30 * about
        + table
    )


def _fit(headed: _Headed, rows: Sequence[Row], statement: Statement) -> tuple[int, int]:
    years_shown = {cell.year for row in rows for cell in row.cells}
    review = 60 if len(years_shown) >= YEARS_OF_A_REVIEW else 0
    promise = headed.promise + 10 * _anchors(rows, statement) + min(len(rows), 50) - review
    return promise, -headed.page.number


def _anchors(rows: Sequence[Row], statement: Statement) -> int:
    """How many of the lines that such a statement holds are there."""
    return len({place for row in rows if (place := statement.anchors.fit(normal(row.label))) is not None})


def with_totals(rows: Sequence[Row]) -> list[Row]:
    """The rows, a total that the page leaves without a label named by its heading, if the sum is right."""
    named: list[Row] = []
    for row in rows:
        if not row.label and row.group:
            parts = _of_group(named, row.group)
            if len(parts) > 1 and all(_sum(parts, cell) == cell.value for cell in row.cells):
                row = replace(row, label=f"Total {row.group.rstrip(':')}")
        named.append(row)
    return named


def _of_group(rows: Sequence[Row], group: str) -> list[Row]:
    """The last rows, back to the heading or to another row without a label."""
    parts = []
    for row in reversed(rows):
        if row.group != group or not row.label:
            break
        parts.append(row)
    return parts


def _sum(parts: Sequence[Row], total: Cell) -> Decimal:
    cells = [part.like(total) for part in parts]
    return sum((cell.value for cell in cells if cell), Decimal(0))


def fiscal_lag(report: Report, rows: Sequence[Row]) -> int | None:
    """The fiscal year less the year of the page's latest column; None where they cannot belong together.

    A quarter of fiscal 2023 may lie in 2022; only columns of so many months are told to be one.
    """
    cells = [cell for row in rows for cell in row.cells]
    covered, seen = years(report.period), {cell.year for cell in cells}
    if not covered or not seen:
        return None
    lag = max(covered) - max(seen)
    has_quarters = "Q" in report.period and any(cell.months not in WHOLE_YEAR for cell in cells)
    return lag if lag in (0, -1) or (lag == 1 and has_quarters) else None
