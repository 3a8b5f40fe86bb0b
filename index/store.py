"""Documents that were read, by their content: none is read twice, whatever interrupts an ingest.

Lies beside the generations and outlives a run, so a report that went and came back is not read again
either. Bounded; safe to delete at any time; what is not there, or not whole, is read.
"""

import json
import os
import zlib
from dataclasses import asdict
from pathlib import Path

from ingest.document import Document, Page
from ingest.passage import Passage
from ingest.pipeline import Prepared

MAX_BYTES = 1 << 30  # some 5,000 reports of 100 pages
_SUFFIX = ".json.zlib"


class Store:
    """A folder with one file a document. `recipe` names everything that shaped the content."""

    def __init__(self, folder: Path, recipe: str) -> None:
        self._all = folder
        self._folder = folder / recipe
        self._folder.mkdir(parents=True, exist_ok=True)

    def put(self, prepared: Prepared) -> None:
        """Keeps a document and its passages; all of it or nothing."""
        file = self._file(prepared.document.id)
        building = file.with_suffix(f".{os.getpid()}")
        text = json.dumps(asdict(prepared), ensure_ascii=False)
        building.write_bytes(zlib.compress(text.encode(), level=1))
        building.replace(file)

    def get(self, document_id: str) -> Prepared | None:
        """What `put` kept under this id; None where nothing is, or what is there is damaged."""
        file = self._file(document_id)
        try:
            prepared = _prepared(zlib.decompress(file.read_bytes()).decode())  # zlib checks its own sum
        except FileNotFoundError:
            return None
        except (zlib.error, ValueError, KeyError, TypeError):
            file.unlink()
            return None
        os.utime(file)  # used now: goes last
        return prepared

    def forget(self) -> None:
        """Deletes what was made by this recipe."""
        for file in self._folder.iterdir():
            file.unlink()

    def trim(self, max_bytes: int = MAX_BYTES) -> None:
        """Deletes what was used longest ago, of any recipe, until the rest fits."""
        files = [(file, file.stat()) for file in self._all.rglob("*") if file.is_file()]
        size = sum(status.st_size for _, status in files)
        for file, status in sorted(files, key=lambda item: item[1].st_mtime_ns):
            if size <= max_bytes and file.name.endswith(_SUFFIX):
                continue  # what ends otherwise was being written when its process was killed
            file.unlink()
            size -= status.st_size

    def _file(self, document_id: str) -> Path:
        return self._folder / (document_id + _SUFFIX)


def _prepared(text: str) -> Prepared:
    saved = json.loads(text)
    document = saved["document"]
    for name in ("aliases", "unread_pages"):
        document[name] = tuple(document[name])
    document["pages"] = tuple(Page(**page) for page in document["pages"])
    document["outline"] = ()  # has done its part: the passages know their sections
    passages = (Passage(**{**passage, "section": tuple(passage["section"])}) for passage in saved["passages"])
    return Prepared(Document(**document), tuple(passages))
