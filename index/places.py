"""Where everything stands: which passages are on which page, and which pages are of which report.

Rows are passages in the order of the index, places are pages that have passages, in the same order. Each
signal gives one number a place.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.catalog import PageRow
from index.roles import RoleGroup, group_of
from index.signposts import POINTER

Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


class Places:
    """The pages of an index, numbered from 0, with the rows of their passages."""

    def __init__(self, pages: Sequence[PageRow]) -> None:
        self.pages = pages
        self._reports = {
            report: number for number, report in enumerate(dict.fromkeys(p.report for p in pages))
        }
        self._report_of = np.array([self._reports[page.report] for page in pages], dtype=np.int64)
        counts = np.array([page.passages for page in pages], dtype=np.int64)
        self._first_rows = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        self._place_of_row = np.repeat(np.arange(len(pages)), counts)

    def __len__(self) -> int:
        return len(self.pages)

    def rows(self, place: int) -> range:
        """The rows of the passages of a page."""
        return range(int(self._first_rows[place]), int(self._first_rows[place + 1]))

    def best_of_rows(self, values: npt.NDArray[np.float32]) -> Numbers:
        """For each page the greatest value of its rows; `values` has one a row."""
        if not len(self):
            return np.zeros(0)
        best: Numbers = np.maximum.reduceat(values, self._first_rows[:-1]).astype(np.float64)
        return best

    def from_rows(self, rows: Sequence[int], values: Sequence[float]) -> Numbers:
        """For each page the greatest value of those rows that are given, else 0."""
        return self.from_places(self._place_of_row[np.asarray(rows, dtype=np.int64)], values)

    def from_places(self, places: Sequence[int] | npt.NDArray[np.int64], values: Sequence[float]) -> Numbers:
        """For each page its value where one is given, the greatest where there are several, else 0."""
        found = np.zeros(len(self))
        np.maximum.at(found, np.asarray(places, dtype=np.int64), np.asarray(values, dtype=np.float64))
        return found

    def of_reports(self, values: Mapping[str, float]) -> Numbers:
        """For each page the value of its report, 0 for a report without one."""
        by_report = np.array([values.get(report, 0.0) for report in self._reports], dtype=np.float64)
        return by_report[self._report_of] if len(self) else np.zeros(0)

    def within(self, reports: Iterable[str]) -> Mask:
        """Which pages are of these reports."""
        return self.of_reports(dict.fromkeys(reports, 1.0)) > 0

    def role(self, name: str) -> Numbers:
        """How much each page has this role, from 0 to 1."""
        return self._roles.get(name, np.zeros(len(self)))

    def roles_in(self, group: RoleGroup) -> list[str]:
        """The roles of a group that some page has."""
        return [name for name in self._roles if name != POINTER and group_of(name) is group]

    @cached_property
    def _roles(self) -> dict[str, Numbers]:
        table: dict[str, Numbers] = {}
        for place, page in enumerate(self.pages):
            for name, strength in page.roles.items():
                table.setdefault(name, np.zeros(len(self)))[place] = strength
        return table
