"""The pages that wait for OCR, in the order in which they are read: what the live generation says, less what
is read already.
"""

import os
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath

from index.storage.catalog import Catalog, FileEntry
from index.storage.generation import CATALOG, live
from index.storage.ocr_texts import OcrTexts
from ingest.isolation.ocr_pages import PageTask

_ESCAPED = re.compile(rb"\\x([0-9a-f]{2})")


class Queue:
    """Hands out each waiting page once, `most` of them, and follows the index to its next generations."""

    def __init__(self, root: Path, texts: OcrTexts, most: int | None = None) -> None:
        self._root, self._texts, self._most = root, texts, most
        self._generation = ""
        self._reports: set[str] = set()
        self._waiting: dict[tuple[str, int], PageTask] = {}
        self._given: set[tuple[str, int]] = set()
        self.paths: dict[str, str] = {}

    def __iter__(self) -> Iterator[PageTask]:
        while self.left():
            task = self._waiting.pop(next(iter(self._waiting)))
            self._given.add((task.report, task.page))
            yield task

    def left(self) -> int:
        """How many pages are still to be handed out."""
        self._follow()
        left = len(self._waiting)
        return left if self._most is None else min(left, self._most - len(self._given))

    def holds(self, report: str) -> bool:
        """Whether a report is in the live generation."""
        self._follow()
        return report in self._reports

    def _follow(self) -> None:
        generation = live(self._root)
        if generation.name == self._generation:
            return
        with closing(Catalog(generation / CATALOG)) as catalog:
            reports, sources = catalog.reports(), sources_of(catalog.files())
        self._generation = generation.name
        self._reports = {report.id for report in reports}
        self.paths = {report.id: report.path for report in reports}
        pages = [
            (page > 1, report.path, page, report.id)  # the first pages say whose reports these are
            for report in reports
            if report.waiting_pages
            for page in set(report.waiting_pages) - self._texts.pages(report.id)
        ]
        self._waiting = {
            (report, page): PageTask(sources[report].file, sources[report].inside, report, page)
            for _, _, page, report in sorted(pages)
            if (report, page) not in self._given
        }


def count_waiting(root: Path) -> int:
    """How many pages of the live generation wait for OCR. Raises `IndexMissing`."""
    with closing(Catalog(live(root) / CATALOG)) as catalog:
        return sum(len(report.waiting_pages) for report in catalog.reports())


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report lies on disk: in a file, or inside it by the names that lead there. `path` is shown."""

    file: Path
    inside: tuple[str, ...]
    path: str


def sources_of(entries: Sequence[FileEntry]) -> dict[str, Source]:
    """Where each report of these files lies, by its id; of copies, one that is there."""
    files = {entry.file for entry in entries}
    sources: dict[str, Source] = {}
    for entry in entries:
        if entry.is_report and not (entry.report in sources and sources[entry.report].file.exists()):
            sources[entry.report] = _source(entry, files)
    return sources


def _source(entry: FileEntry, files: Collection[str]) -> Source:
    holders = [str(path) for path in PurePosixPath(entry.file).parents if str(path) in files]
    way = [*reversed(holders), entry.file]
    inside = tuple(inner[len(outer) + 1 :] for outer, inner in pairwise(way))
    return Source(_on_disk(way[0]), inside, entry.path)


def _on_disk(file: str) -> Path:
    """The path that an entry tells as text, also where its name has bytes that are none."""
    raw = _ESCAPED.sub(lambda match: bytes.fromhex(match[1].decode()), os.fsencode(file))
    as_bytes = Path(os.fsdecode(raw))
    return as_bytes if as_bytes.exists() else Path(file)
