"""Where everything stands: which passages are at which place, and which places are of which report.

Rows are passages in the order of the index. A place is what search ranks: a page that has passages or, of a
page that is no sheet of paper (a long web page, a sheet of a workbook), each of its passages. Places are in
the order of their rows, and each signal gives one number a place.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.ranking.page_roles import RoleGroup, group_of
from index.ranking.signposts import POINTER
from index.storage.catalog import PageRow

Scores = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

SHEET = 20  # passages that one sheet of paper has at most; the densest of 10,000 pages of filings had 18
ALONE = 8  # and a report of one sheet; a report without pages is one page, and longer


class RankingUnits:
    """The places of an index, numbered from 0, with the rows of their passages.

    `pages` says of which page each place is, with the number of passages at this place.
    """

    def __init__(self, pages: Sequence[PageRow]) -> None:
        pages_of = Counter(page.report for page in pages)
        numbered = [
            (number, place)
            for number, page in enumerate(pages)
            for place in _of_page(page, ALONE if pages_of[page.report] == 1 else SHEET)
        ]
        self.pages = [place for _, place in numbered]
        self._page_count = len(pages)
        self._page_of = np.array([number for number, _ in numbered], dtype=np.int64)
        reports = dict.fromkeys(page.report for page in pages)
        self._reports = {report: number for number, report in enumerate(reports)}
        self._report_of = np.array([self._reports[place.report] for place in self.pages], dtype=np.int64)
        counts = np.array([place.passages for place in self.pages], dtype=np.int64)
        self._first_rows = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        self._place_of_row = np.repeat(np.arange(len(self)), counts)

    def __len__(self) -> int:
        return len(self.pages)

    def rows(self, place: int) -> range:
        """The rows of the passages at a place."""
        return range(int(self._first_rows[place]), int(self._first_rows[place + 1]))

    def best_of_rows(self, values: npt.NDArray[np.float32]) -> Scores:
        """For each place the greatest value of its rows; `values` has one a row."""
        if not len(self):
            return np.zeros(0)
        best: Scores = np.maximum.reduceat(values, self._first_rows[:-1]).astype(np.float64)
        return best

    def from_rows(self, rows: Sequence[int], values: Sequence[float]) -> Scores:
        """For each place the greatest value of those rows that are given, else 0."""
        found = np.zeros(len(self))
        np.maximum.at(found, self._place_of_row[np.asarray(rows, dtype=np.int64)], values)
        return found

    def from_pages(self, pages: Sequence[int], values: Sequence[float]) -> Scores:
        """For each place the value of its page, 0 where none is given; `pages` are numbered from 0."""
        by_page = np.zeros(self._page_count)
        by_page[np.asarray(pages, dtype=np.int64)] = values
        return by_page[self._page_of]

    def of_reports(self, values: Mapping[str, float]) -> Scores:
        """For each place the value of its report, 0 for a report without one."""
        by_report = np.array([values.get(report, 0.0) for report in self._reports], dtype=np.float64)
        return by_report[self._report_of] if len(self) else np.zeros(0)

    def within(self, reports: Iterable[str]) -> Mask:
        """Which places are of these reports."""
        return self.of_reports(dict.fromkeys(reports, 1.0)) > 0

    def role(self, name: str) -> Scores:
        """How much the page of each place has this role, from 0 to 1."""
        return self._roles.get(name, np.zeros(len(self)))

    def roles_in(self, group: RoleGroup) -> list[str]:
        """The roles of a group that some page has."""
        return [name for name in self._roles if name != POINTER and group_of(name) is group]

    @cached_property
    def _roles(self) -> dict[str, Scores]:
        table: dict[str, Scores] = {}
        for place, page in enumerate(self.pages):
            for name, strength in page.roles.items():
                table.setdefault(name, np.zeros(len(self)))[place] = strength
        return table


def _of_page(page: PageRow, sheet: int) -> Iterator[PageRow]:
    if page.passages <= sheet:
        yield page
    else:
        yield from [replace(page, passages=1)] * page.passages
