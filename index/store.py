"""Work that is done but not yet part of a generation: read documents with their vectors, by content.

An interrupted ingest finds here what it had already read and embedded. Safe to delete at any time.
"""

import json
import os
import zipfile
from dataclasses import asdict
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ingest.document import Document, Page
from ingest.passage import Passage
from ingest.pipeline import Prepared

Vectors = npt.NDArray[np.float32]


class Store:
    """A folder with one file a document. `recipe` names everything that shaped the content."""

    def __init__(self, folder: Path, recipe: str) -> None:
        self._folder = folder / recipe
        self._folder.mkdir(parents=True, exist_ok=True)

    def __contains__(self, document_id: str) -> bool:
        return self._file(document_id).exists()

    def put(self, prepared: Prepared, vectors: Vectors) -> None:
        """Keeps a document, its passages and their vectors; all of it or nothing."""
        file = self._file(prepared.document.id)
        building = file.with_suffix(f".{os.getpid()}")
        text = json.dumps(asdict(prepared), ensure_ascii=False).encode()
        with building.open("wb") as stream:
            np.savez(stream, prepared=np.frombuffer(text, dtype=np.uint8), vectors=vectors)
        building.replace(file)

    def get(self, document_id: str) -> tuple[Prepared, Vectors]:
        """What `put` kept under this id."""
        with np.load(self._file(document_id)) as saved:
            return _prepared(saved["prepared"].tobytes().decode()), saved["vectors"]

    def readable(self, document_id: str) -> bool:
        """Whether the document is here and whole; what a crash has left half written is not."""
        try:
            return document_id in self and zipfile.ZipFile(self._file(document_id)).testzip() is None
        except (OSError, zipfile.BadZipFile):
            return False

    def _file(self, document_id: str) -> Path:
        return self._folder / f"{document_id}.npz"


def _prepared(text: str) -> Prepared:
    saved = json.loads(text)
    document = saved["document"]
    for name in ("aliases", "unread_pages"):
        document[name] = tuple(document[name])
    document["pages"] = tuple(Page(**page) for page in document["pages"])
    document["outline"] = ()  # has done its part: the passages know their sections
    passages = (Passage(**{**passage, "section": tuple(passage["section"])}) for passage in saved["passages"])
    return Prepared(Document(**document), tuple(passages))
