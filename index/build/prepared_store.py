"""Documents that were read, by their content: none is read twice, whatever interrupts an ingest.

Lies beside the generations and outlives a run that was interrupted. What is kept of a report goes with it.
Bounded; safe to delete at any time; what is not there, or not whole, is read.
"""

import json
import os
import re
import zlib
from collections.abc import Callable, Collection
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, TypeVar

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
        saved = asdict(replace(prepared, document=bare))
        saved["tables"] = {page.number: packed(page.tables) for page in document.pages if page.tables}
        self._write(self._file(document.id), saved)

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
        building.write_bytes(zlib.compress(json.dumps(value, ensure_ascii=False).encode(), level=1))
        building.replace(file)

    def _read(self, file: Path, revived: Callable[[Any], Kept]) -> Kept | None:
        try:
            kept = revived(json.loads(zlib.decompress(file.read_bytes())))  # zlib checks its own sum
        except FileNotFoundError:
            return None
        except (zlib.error, ValueError, KeyError, TypeError):
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


def _prepared(saved: Any) -> Prepared:
    document = saved["document"]
    for name in ("aliases", "unread_pages", "needs_ocr", "collections"):
        document[name] = tuple(document.get(name, ()))
    tables = saved["tables"]
    document["pages"] = tuple(_page(page, tables.get(str(page["number"]), "")) for page in document["pages"])
    document["outline"] = ()  # has done its part: the passages know their sections
    passages = (Passage(**{**passage, "section": tuple(passage["section"])}) for passage in saved["passages"])
    members = (Member(**member) for member in saved["members"])
    return Prepared(Document(**document), tuple(passages), tuple(members))


def _page(saved: Any, tables: str) -> Page:
    return Page(**{**saved, "tables": unpacked(tables, saved["text"]) if tables else ()})


def _words(saved: Any) -> ReportWords:
    header, passages = saved
    return ReportWords(header, tuple(PassageWords(*passage) for passage in passages))
