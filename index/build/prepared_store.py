"""Documents that were read, by their content: none is read twice, whatever interrupts an ingest.

Lies beside the generations and outlives a run that was interrupted. What is kept of a report goes with it.
Bounded; safe to delete at any time; what is not there, or not whole, is read.
"""

import os
import re
import zlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import msgspec

from index.build.report_words import PassageWords, ReportWords
from index.storage.table_record import packed, unpacked
from ingest.document import Document, Member, Page
from ingest.passage import Passage
from ingest.pipeline import Prepared

MAX_BYTES = 1 << 30  # some 5,000 reports of 100 pages
Kept = TypeVar("Kept")
_SUFFIX, _WORDS = ".json.zlib", ".words.json.zlib"


class PreparedStore:
    """A folder with a file a document, and one for its words. `recipe` names everything that shaped both."""

    def __init__(self, folder: Path, recipe: str) -> None:
        self._all = folder
        self._folder = folder / recipe
        self._folder.mkdir(parents=True, exist_ok=True)

    def put(self, prepared: Prepared) -> None:
        """Keeps a document and its passages, all of it or nothing; words kept of another reading go."""
        for words in self._folder.glob(f"{prepared.document.id}*{_WORDS}"):
            words.unlink(missing_ok=True)
        document = prepared.document
        bare = replace(document, pages=tuple(replace(page, tables=()) for page in document.pages))
        tables = {page.number: packed(page.tables) for page in document.pages if page.tables}
        self._write(self._file(document.id), _Saved(bare, prepared.passages, prepared.members, tables))

    def get(self, document_id: str) -> Prepared | None:
        """What `put` kept under this id; None where nothing is, or what is there is damaged."""
        return self._read(self._file(document_id), _prepared)

    def put_words(self, key: str, words: ReportWords) -> None:
        """Keeps the words of a document; `key` begins with its id."""
        passages = [(one.page, one.body, one.section) for one in words.passages]
        self._write(self._file(key, _WORDS), [words.header, passages])

    def get_words(self, key: str) -> ReportWords | None:
        """What `put_words` kept, or None."""
        return self._read(self._file(key, _WORDS), _words)

    def _write(self, file: Path, value: object) -> None:
        building = file.with_suffix(f".{os.getpid()}")
        building.write_bytes(zlib.compress(msgspec.json.encode(value), level=1))
        building.replace(file)

    def _read(self, file: Path, revived: Callable[[bytes], Kept]) -> Kept | None:
        try:
            kept = revived(zlib.decompress(file.read_bytes()))  # zlib checks its own sum
        except FileNotFoundError:
            return None
        except (zlib.error, ValueError):
            file.unlink()
            return None
        os.utime(file)  # used now: goes last
        return kept

    def forget(self) -> None:
        """Deletes what was made by this recipe."""
        for file in self._folder.iterdir():
            file.unlink()

    def remove(self, reports: Collection[str]) -> int:
        """Deletes what is kept of these documents, whatever made it. Returns how many files went."""
        return self._delete(lambda report: report in reports)

    def keep_only(self, reports: Collection[str]) -> int:
        """Deletes what is kept of all other documents. Returns how many files went."""
        return self._delete(lambda report: report not in reports)

    def _delete(self, is_unwanted: Callable[[str], bool]) -> int:
        files = [file for file in self._all.rglob("*") if file.is_file()]
        unwanted = [file for file in files if is_unwanted(re.split(r"[-.]", file.name)[0])]
        for file in unwanted:
            file.unlink(missing_ok=True)
        return len(unwanted)

    def trim(self, max_bytes: int = MAX_BYTES) -> None:
        """Deletes what was used longest ago, of any recipe, until the rest fits."""
        files = [(file, file.stat()) for file in self._all.rglob("*") if file.is_file()]
        size = sum(status.st_size for _, status in files)
        for file, status in sorted(files, key=lambda item: item[1].st_mtime_ns):
            if size <= max_bytes and file.name.endswith(_SUFFIX):
                continue  # what ends otherwise was being written when its process was killed
            file.unlink()
            size -= status.st_size

    def _file(self, document_id: str, suffix: str = _SUFFIX) -> Path:
        return self._folder / (document_id + suffix)


@dataclass(frozen=True, slots=True)
class _Saved:
    """A prepared document as its file holds it: `tables` are those of each page by its number, packed."""

    document: Document
    passages: tuple[Passage, ...]
    members: tuple[Member, ...]
    tables: dict[int, str]


def _prepared(text: bytes) -> Prepared:
    saved = msgspec.json.decode(text, type=_Saved)
    pages = tuple(_page(page, saved.tables.get(page.number, "")) for page in saved.document.pages)
    # the outline has served its purpose: each passage has its section
    document = replace(saved.document, pages=pages, outline=())
    return Prepared(document, saved.passages, saved.members)


def _page(page: Page, tables: str) -> Page:
    return replace(page, tables=unpacked(tables, page.text)) if tables else page


def _words(saved: bytes) -> ReportWords:
    header, passages = msgspec.json.decode(saved, type=tuple[str, list[tuple[int, str, str]]])
    return ReportWords(header, tuple(PassageWords(*passage) for passage in passages))
