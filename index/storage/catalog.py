"""The only place that knows SQLite: reports, pages, passages and files of one generation; the truth."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from index.errors import IndexClosed, IndexDamaged, no_such_page
from index.outcome import Outcome
from index.storage.origin_record import Origin, origin_of, packed_origin, unpacked_origin
from index.storage.table_record import packed, unpacked
from ingest.document import Document, Page, Report
from ingest.passage import Passage

_SCHEMA = """
CREATE TABLE reports (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, title TEXT NOT NULL, organisation TEXT NOT NULL,
    aliases TEXT NOT NULL, period TEXT NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL,
    page_count INTEGER NOT NULL, unread_pages TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE pages (
    report TEXT NOT NULL REFERENCES reports, number INTEGER NOT NULL, label TEXT NOT NULL, text TEXT NOT NULL,
    start INTEGER NOT NULL, body_start INTEGER NOT NULL, body_end INTEGER NOT NULL, read_by TEXT NOT NULL,
    roles TEXT NOT NULL, passages INTEGER NOT NULL,
    PRIMARY KEY (report, number)
) WITHOUT ROWID;
CREATE TABLE tables (
    report TEXT NOT NULL REFERENCES reports, page INTEGER NOT NULL, tables TEXT NOT NULL,
    PRIMARY KEY (report, page)
) WITHOUT ROWID;
CREATE TABLE passages (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL, report TEXT NOT NULL REFERENCES reports, section TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER NOT NULL, context TEXT NOT NULL
);
CREATE TABLE origins (
    report TEXT PRIMARY KEY REFERENCES reports, read TEXT NOT NULL, stated TEXT NOT NULL,
    collections TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE ocr (
    report TEXT NOT NULL REFERENCES reports, page INTEGER NOT NULL, confidence REAL,
    PRIMARY KEY (report, page)
) WITHOUT ROWID;
CREATE INDEX passages_of_report ON passages (report);
CREATE TABLE files (
    file TEXT PRIMARY KEY, path TEXT NOT NULL, report TEXT NOT NULL, bytes INTEGER NOT NULL,
    outcome TEXT NOT NULL, reason TEXT NOT NULL, ingested TEXT NOT NULL
) WITHOUT ROWID;
"""
_REPORT_COLUMNS = "id, path, title, organisation, aliases, period, kind, language, page_count, unread_pages"
_FILE_COLUMNS = "file, path, report, bytes, outcome, reason, ingested"
_PAGE_COLUMNS = "number, label, text, start, body_start, body_end, read_by"
_BESIDE_PAGES = {"tables": "tables", "ocr": "confidence"}  # what other tables say of a page, newest last
_PASSAGE_COLUMNS = 'id, report, section, start, "end", page, row, context'


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file that an ingest has seen.

    `file` is its absolute path, `path` the one that is shown, `report` the id of its content, `bytes`
    its size. A file inside another has the paths of that one, a slash and its name in there. `outcome` is
    indexed, partial, unpacked, forgotten or skipped, and `reason` says why if it was not all read.
    `ingested` is the moment at which its content came into the index, in UTC (ISO 8601): of the run, not
    of the content, which is why it stands with the files; empty for a file that was skipped.
    """

    file: str
    path: str
    report: str
    bytes: int
    outcome: str
    reason: str = ""
    ingested: str = ""

    @property
    def is_report(self) -> bool:
        """Whether its content is a report of this generation."""
        return self.outcome not in (Outcome.SKIPPED, Outcome.UNPACKED, Outcome.FORGOTTEN)


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page that has passages: enough to rank it without reading any text.

    `roles` says what the page is (see roles.py), each from 0 to 1. `passages` is how many it has; their
    rows follow those of the page before.
    """

    report: str
    number: int
    roles: Mapping[str, float]
    passages: int


@dataclass(frozen=True, slots=True)
class ReportCounts:
    """What a report comes to: pages of which the text was won by OCR, and passages."""

    ocr_pages: int
    passages: int


class CatalogWriter:
    """Fills a new catalog. Passages get their rows in the order in which reports are added.

    `before` is an older catalog, from which reports can be carried over; the outcome is the same file as if
    they had been added. `pages` counts the pages of all reports so far.
    """

    def __init__(self, file: Path, before: Path | None = None) -> None:
        self._connection = sqlite3.connect(file.absolute().as_uri(), uri=True, isolation_level=None)
        self._beside: list[str] = []  # tables by report and page that the older catalog has
        if before is not None:
            self._connection.execute("ATTACH ? AS before", (_read_only(before),))
            self._beside = [name for name in _BESIDE_PAGES if _has_table(self._connection, name, "before.")]
        self._connection.executescript(
            "PRAGMA main.journal_mode = OFF; PRAGMA main.synchronous = OFF; BEGIN;" + _SCHEMA
        )
        self.next_row = self.pages = 0

    def add(
        self, document: Document, passages: Sequence[Passage], roles: Mapping[int, Mapping[str, float]]
    ) -> None:
        """Writes one report with its pages and passages; `roles` are those of each page by its number."""
        counts = Counter(passage.first_page for passage in passages)
        self._connection.execute(
            f"INSERT INTO reports ({_REPORT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _report_values(document),
        )
        self._connection.executemany(
            "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    *_page_values(document.id, page),
                    _text(roles.get(page.number, {})),
                    counts[page.number],
                )
                for page in document.pages
            ),
        )
        self._connection.executemany(
            "INSERT INTO tables VALUES (?, ?, ?)",
            ((document.id, page.number, packed(page.tables)) for page in document.pages if page.tables),
        )
        self._connection.executemany("INSERT INTO ocr VALUES (?, ?, ?)", _ocr_values(document))
        self._connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (row, p.id, p.document_id, _text(p.section), p.start, p.end, p.first_page, p.context)
                for row, p in enumerate(passages, self.next_row)
            ),
        )
        self.next_row += len(passages)
        self.pages += document.page_count

    def carry_over(self, report: str, path: str) -> None:
        """Copies one report with all that belongs to it; `path` is where it is shown now."""
        execute = self._connection.execute
        execute(f"INSERT INTO reports SELECT {_REPORT_COLUMNS} FROM before.reports WHERE id = ?", (report,))
        execute("UPDATE reports SET path = ? WHERE id = ? AND path != ?1", (path, report))
        execute("INSERT INTO pages SELECT * FROM before.pages WHERE report = ? ORDER BY number", (report,))
        for name in self._beside:
            execute(
                f"INSERT INTO {name} SELECT * FROM before.{name} WHERE report = ? ORDER BY page", (report,)
            )
        pages = execute("SELECT page_count FROM before.reports WHERE id = ?", (report,)).fetchone()[0]
        query = "SELECT min(row) FROM before.passages WHERE report = ?"
        first = execute(query, (report,)).fetchone()[0] or 0  # none while all pages wait for OCR
        copied = execute(
            "INSERT INTO passages "
            'SELECT row + ?, id, report, section, start, "end", page, context '
            "FROM before.passages WHERE report = ? ORDER BY row",
            (self.next_row - first, report),
        )
        self.next_row += copied.rowcount
        self.pages += pages

    def add_origin(self, report: str, origin: Origin, collections: Sequence[str]) -> None:
        """Writes where the facts of a report come from, and the collections that it belongs to."""
        self._connection.execute(
            "INSERT INTO origins VALUES (?, ?, ?, ?)",
            (report, *packed_origin(origin), _text(list(collections))),
        )

    def add_files(self, files: Sequence[FileEntry]) -> None:
        self._connection.executemany(
            f"INSERT INTO files ({_FILE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((f.file, f.path, f.report, f.bytes, f.outcome, f.reason, f.ingested) for f in files),
        )

    def close(self) -> None:
        """Makes everything durable. Without it nothing has been written."""
        self._connection.execute("COMMIT")
        self._connection.close()


class Catalog:
    """A saved catalog, read only, through one connection that threads take turns with.

    It is opened at once: what has been opened can be read to the end, even when a later ingest has
    meanwhile deleted the file.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = Lock()
        self._is_closed = False
        self._connection = sqlite3.connect(_read_only(file), uri=True, check_same_thread=False)
        self._page_query = _page_query({name for name in _BESIDE_PAGES if self._keeps(name)})
        self._keeps_origins = self._keeps("origins")
        self._keeps_ocr = self._keeps("ocr")

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            self._connection.close()

    def reports(self) -> list[Report]:
        """Every report, ordered by id."""
        rows = self._rows(f"SELECT {_REPORT_COLUMNS} FROM reports ORDER BY id")
        collections, waiting = self._collections(), self._waiting()
        return [_report(row, collections.get(row[0], ()), waiting.get(row[0], ())) for row in rows]

    def origins(self) -> dict[str, Origin]:
        """Where the facts of each report come from, by its id."""
        rows = self._rows("SELECT report, read, stated FROM origins") if self._keeps_origins else []
        found = {report: unpacked_origin(read, stated) for report, read, stated in rows}
        return {report.id: found.get(report.id) or origin_of(report) for report in self.reports()}

    def _collections(self) -> dict[str, tuple[str, ...]]:
        rows = self._rows("SELECT report, collections FROM origins") if self._keeps_origins else []
        return {report: msgspec.json.decode(names, type=tuple[str, ...]) for report, names in rows}

    def _waiting(self) -> dict[str, tuple[int, ...]]:
        """The pages that wait for OCR, by report."""
        query = "SELECT report, page FROM ocr WHERE confidence IS NULL ORDER BY report, page"
        rows = self._rows(query) if self._keeps_ocr else []
        return {
            report: tuple(page for _, page in group) for report, group in groupby(rows, key=itemgetter(0))
        }

    def files(self) -> list[FileEntry]:
        """Every file seen, ordered by the path shown."""
        rows = self._rows(f"SELECT {_FILE_COLUMNS} FROM files ORDER BY path, file")
        return [FileEntry(*row) for row in rows]

    def page_rows(self) -> list[PageRow]:
        """Every page that has passages, in the order of their rows."""
        parsed = cache(_roles)  # most pages have the roles of another
        rows = self._rows(
            "SELECT report, number, roles, passages FROM pages WHERE passages > 0 ORDER BY report, number"
        )
        return [PageRow(report, number, parsed(roles), passages) for report, number, roles, passages in rows]

    def counts(self) -> dict[str, ReportCounts]:
        """What each report comes to, by its id."""
        rows = self._rows("SELECT report, SUM(read_by = 'ocr'), SUM(passages) FROM pages GROUP BY report")
        return {report: ReportCounts(ocr_pages, passages) for report, ocr_pages, passages in rows}

    def places(self, step: int) -> list[tuple[int, str, int]]:
        """Row, report and page of every passage, or of each `step`-th, in the order of the rows."""
        rows = self._rows("SELECT row, report, page FROM passages WHERE row % ? = 0 ORDER BY row", step)
        return [(row, report, page) for row, report, page in rows]

    def page(self, report: str, number: int) -> Page:
        """One page with its text. Raises `NoSuchPage`."""
        rows = self._rows(f"{self._page_query} AND number = ?", report, number)
        if not rows:
            raise no_such_page(report, number)
        return _page(rows[0])

    def passage(self, row: int) -> tuple[Passage, Page]:
        """The passage of a row and the page it stands on."""
        found = self._rows(f"SELECT {_PASSAGE_COLUMNS} FROM passages WHERE row = ?", row)[0]
        page = self.page(found[1], found[5])
        return _passage(found, page), page

    def extents(self, report: str, page: int) -> list[tuple[int, int, int]]:
        """Row, start and end of each passage of a page, in the order of the rows."""
        query = 'SELECT row, start, "end" FROM passages WHERE report = ? AND page = ? ORDER BY row'
        return [(row, start, end) for row, start, end in self._rows(query, report, page)]

    def document(self, report: str) -> Document:
        """A report with all its text. The outline is not kept: sections are known by passage."""
        row = self._rows(f"SELECT {_REPORT_COLUMNS} FROM reports WHERE id = ?", report)[0]
        pages = self._rows(f"{self._page_query} ORDER BY number", report)
        facts = _report(row, self._collections().get(report, ()), self._waiting().get(report, ()))
        return Document(
            **{name: getattr(facts, name) for name in Report.__dataclass_fields__},
            pages=tuple(map(_page, pages)),
        )

    def rows(self, report: str) -> range:
        """The rows of a report's passages, which are consecutive."""
        first, count = self._rows("SELECT min(row), count(*) FROM passages WHERE report = ?", report)[0]
        return range(first or 0, (first or 0) + count)

    def passages(self, document: Document) -> tuple[tuple[Passage, ...], int]:
        """All passages of a report in order, and the row of the first; their rows are consecutive."""
        pages = {page.number: page for page in document.pages}
        query = f"SELECT {_PASSAGE_COLUMNS} FROM passages WHERE report = ? ORDER BY row"
        rows = self._rows(query, document.id)
        return tuple(_passage(row, pages[row[5]]) for row in rows), rows[0][6] if rows else 0

    def _keeps(self, name: str) -> bool:
        """Whether it was written since such a table is kept; older ones are read without."""
        try:
            return _has_table(self._connection, name)
        except sqlite3.DatabaseError:
            return True  # damaged: the first question says so

    def _rows(self, query: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        try:
            with self._lock, closing(self._connection.execute(query, values)) as cursor:
                return cursor.fetchall()
        except sqlite3.DatabaseError as error:
            if self._is_closed:
                raise IndexClosed("the index was closed during this call: open it again") from error
            raise IndexDamaged(
                f"{self._file.name} cannot be read ({error}): run 'askreports rollback', "
                "or 'askreports ingest FOLDER --rebuild'"
            ) from error


def _read_only(file: Path) -> str:
    """The address of a file that no longer changes."""
    return f"{file.absolute().as_uri()}?mode=ro&immutable=1"


def _has_table(connection: sqlite3.Connection, name: str, schema: str = "") -> bool:
    query = f"SELECT count(*) FROM {schema}sqlite_master WHERE name = ?"
    return bool(connection.execute(query, (name,)).fetchone()[0])


def _page_query(beside: Collection[str]) -> str:
    """Selects the pages of a report, with what these tables say of them; NULL for other tables."""
    columns = [f"{name}.{column}" if name in beside else "NULL" for name, column in _BESIDE_PAGES.items()]
    joins = [
        f"LEFT JOIN {name} ON {name}.report = pages.report AND {name}.page = number"
        for name in sorted(beside)
    ]
    selected = ", ".join([_PAGE_COLUMNS, *columns])
    return f"SELECT {selected} FROM pages {' '.join(joins)} WHERE pages.report = ?"


def _page(row: Sequence[Any]) -> Page:
    number, label, text, start, body_start, body_end, read_by, tables, confidence = row
    found = unpacked(tables, text) if tables else ()
    return Page(number, label, text, start, body_start, body_end, read_by, found, confidence)


def _ocr_values(document: Document) -> Iterator[tuple[object, ...]]:
    """The pages that OCR has read, with its confidence, and those that wait for it, without one."""
    waiting = set(document.waiting_pages)
    for page in document.pages:
        if page.number in waiting or page.confidence is not None:
            yield document.id, page.number, None if page.number in waiting else page.confidence


def _page_values(report: str, page: Page) -> tuple[object, ...]:
    return (
        report,
        page.number,
        page.label,
        page.text,
        page.start,
        page.body_start,
        page.body_end,
        page.read_by,
    )


def _report_values(report: Report) -> tuple[object, ...]:
    return (
        report.id,
        report.path,
        report.title,
        report.organisation,
        _text(report.aliases),
        report.period,
        report.kind,
        report.language,
        report.page_count,
        _text(report.unread_pages),
    )


def _report(
    row: Sequence[object], collections: tuple[str, ...] = (), waiting: tuple[int, ...] = ()
) -> Report:
    identity, path, title, organisation, aliases, period, kind, language, page_count, unread = row
    return Report(
        id=str(identity),
        path=str(path),
        title=str(title),
        organisation=str(organisation),
        period=str(period),
        kind=str(kind),
        language=str(language),
        page_count=int(str(page_count)),
        aliases=msgspec.json.decode(str(aliases), type=tuple[str, ...]),
        unread_pages=msgspec.json.decode(str(unread), type=tuple[int, ...]),
        collections=collections,
        waiting_pages=waiting,
    )


def _passage(row: Sequence[object], page: Page) -> Passage:
    identity, report, section, start, end = (
        str(row[0]),
        str(row[1]),
        str(row[2]),
        int(str(row[3])),
        int(str(row[4])),
    )
    return Passage(
        id=identity,
        document_id=report,
        section=msgspec.json.decode(section, type=tuple[str, ...]),
        text=page.text[start - page.start : end - page.start],
        start=start,
        end=end,
        first_page=page.number,
        last_page=page.number,
        context=str(row[7]),
    )


def _text(value: object) -> str:
    """A list or mapping as a column holds it."""
    return msgspec.json.encode(value).decode()


def _roles(text: str) -> dict[str, float]:
    return msgspec.json.decode(text, type=dict[str, float])
