"""A report to its financial statements: which pages hold them, and their rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from askreports.answering.cells import Row, rows_of
from askreports.answering.glossary import Glossary, Statement, normal
from index.where import years
from ingest.document import Document, Page, Report
from ingest.facts.words import fold

MIN_ROWS = 4  # of a page of a statement
TITLE_CHARS = 110  # a longer line that names a statement is prose
RUN = 3  # pages that one statement may take


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A row with the page it stands on, the kind of statement, and the report."""

    row: Row
    page: Page
    statement: str
    report: Report


@dataclass(frozen=True, slots=True)
class Statements:
    """The rows of a report's statements. `lag` is what its fiscal year is ahead of the year in its heads."""

    report: Report
    rows: tuple[StatementRow, ...]
    lag: int | None

    def of(self, statement: str) -> Sequence[StatementRow]:
        return [row for row in self.rows if row.statement == statement]


def read_statements(document: Document, glossary: Glossary) -> Statements:
    """The statements of a report; without rows where it has none that are headed as such."""
    folded = [fold(page.text) for page in document.pages]
    rows = [
        StatementRow(row, page, statement.name, document)
        for statement in glossary.statements
        for page, found in _pages(document, folded, statement)
        for row in found
    ]
    return Statements(document, tuple(rows), _lag(document, rows))


def _pages(
    document: Document, folded: Sequence[str], statement: Statement
) -> Iterator[tuple[Page, Sequence[Row]]]:
    """The pages of one statement: the best one, and those beside it that are headed the same."""
    titled = {}
    for page, text in zip(document.pages, folded, strict=True):
        title = _title(text, statement)
        rows = rows_of(page.text, document.language) if title else []
        if title and len(rows) >= MIN_ROWS:
            titled[page.number] = (page, with_totals(rows), title)
    ranked = sorted(titled, key=lambda n: (-_promise(titled[n][1], titled[n][2], statement), n))
    if not ranked or not _anchors(titled[ranked[0]][1], statement):
        return
    best = ranked[0]
    for number in sorted(titled, key=lambda n: abs(n - best)):
        if number == best or (abs(number - best) < RUN and titled[number][2] == titled[best][2]):
            yield titled[number][0], titled[number][1]


def _title(text: str, statement: Statement) -> str:
    """The heading of a page that names the statement, in normal form; empty where there is none."""
    for match in statement.titles.finditer(text):
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        line = text[start : end if end >= 0 else len(text)].partition("  ")[0].strip()
        if len(line) <= TITLE_CHARS and match.start() - start <= 60 and not line.endswith((".", ",", ";")):
            return normal(line).removesuffix(" continued")
    return ""


def _promise(rows: Sequence[Row], title: str, statement: Statement) -> int:
    """How much a page looks like the statement itself rather than like a page about it."""
    whole = 15 if statement.titles.sub("", title).strip() in ("", "consolidated", "group", "the") else 0
    about = (
        25
        if any(word in title for word in ("parent", "condensed", "discussion", "selected", "pro forma"))
        else 0
    )
    return 10 * _anchors(rows, statement) + min(len(rows), 50) + whole - about


def _anchors(rows: Sequence[Row], statement: Statement) -> int:
    return len({place for row in rows if (place := statement.anchors.fit(normal(row.label))) is not None})


def with_totals(rows: Sequence[Row]) -> list[Row]:
    """The rows, a total that the page leaves without a label named by its heading, if the sum is right."""
    named: list[Row] = []
    for row in rows:
        if not row.label and row.group:
            parts = _of_group(named, row.group)
            if parts and all(_is_sum(parts, cell.year, cell.value) for cell in row.cells):
                row = replace(row, label=f"Total {row.group.rstrip(':')}")
        named.append(row)
    return named


def _of_group(rows: Sequence[Row], group: str) -> list[Row]:
    parts = []
    for row in reversed(rows):
        if row.group != group or not row.label:
            break
        parts.append(row)
    return parts


def _is_sum(parts: Sequence[Row], year: int, total: object) -> bool:
    cells = [part.cell(year) for part in parts]
    return len(parts) > 1 and sum(cell.value for cell in cells if cell) == total


def _lag(report: Report, rows: Sequence[StatementRow]) -> int | None:
    """The fiscal year less the year of the latest column; None where they cannot belong together."""
    covered, seen = years(report.period), {cell.year for row in rows for cell in row.row.cells}
    if not covered or not seen or not report.period[:4].isdecimal() or "Q" in report.period:
        return None
    lag = max(covered) - max(seen)
    return lag if lag in (0, -1) else None
