"""What OCR made of pages, kept as soon as it is read, in a file a page, beside the generations.

    ocr/REPORT/PAGE.json

It outlives generations, because it costs most of all, and goes with its report. Safe to delete at any time:
pages whose reading is in no generation yet are read again.
"""

import os
from collections.abc import Callable, Collection
from pathlib import Path
from shutil import rmtree

import msgspec

from ingest.document import PageReading


class OcrTexts:
    """The folder of an index at `root`. Processes may share it, as long as one of them writes a page."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "ocr"

    def put(self, report: str, reading: PageReading) -> None:
        """Keeps the reading of a page, all of it or nothing."""
        folder = self._folder / report
        folder.mkdir(parents=True, exist_ok=True)
        building = folder / f"{reading.page}.{os.getpid()}"
        building.write_bytes(msgspec.json.encode(reading))
        building.replace(folder / f"{reading.page}.json")

    def pages(self, report: str) -> set[int]:
        """The pages of a report that were read, or tried."""
        return {int(file.stem) for file in (self._folder / report).glob("*.json") if file.stem.isdigit()}

    def of(self, report: str) -> tuple[PageReading, ...]:
        """The readings of a report, by page. What is damaged is as if it had never been read."""
        found = (self._read(report, page) for page in sorted(self.pages(report)))
        return tuple(reading for reading in found if reading)

    def _read(self, report: str, page: int) -> PageReading | None:
        file = self._folder / report / f"{page}.json"
        try:
            return msgspec.json.decode(file.read_bytes(), type=PageReading)
        except FileNotFoundError:
            return None
        except ValueError:
            file.unlink(missing_ok=True)
            return None

    def forget_failures(self) -> None:
        """Deletes what says only why a page was not read, so that it is tried again."""
        for folder in self._folder.glob("*"):
            for reading in self.of(folder.name):
                if reading.reason:
                    (folder / f"{reading.page}.json").unlink(missing_ok=True)

    def remove(self, reports: Collection[str]) -> int:
        """Deletes what is kept of these reports. Returns of how many pages."""
        return self._delete(lambda report: report in reports)

    def keep_only(self, reports: Collection[str]) -> int:
        """Deletes what is kept of all other reports. Returns of how many pages."""
        return self._delete(lambda report: report not in reports)

    def _delete(self, is_unwanted: Callable[[str], bool]) -> int:
        unwanted = [folder for folder in self._folder.glob("*") if is_unwanted(folder.name)]
        pages = sum(len(self.pages(folder.name)) for folder in unwanted)
        for folder in unwanted:
            rmtree(folder, ignore_errors=True)
        return pages
