"""Vectors that were computed once are not computed again: an embedder that remembers, by text.

What it remembers lies beside the generations and outlives them, so a new version of a report embeds only
the passages that are new. Safe to delete at any time; what is not there is embedded.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path

import numpy as np

from index.embedding.backend import Backend
from index.embedding.embedder import Embedder, Vectors
from index.embedding.model_card import ModelCard
from index.errors import IndexNotWritten

MAX_BYTES = 2 << 30
_LOOKED_UP = 500  # keys in one query
_AT_ONCE = 512  # texts embedded, then kept: what an interruption can cost, of however long a report


class CachedEmbedder:
    """An `Embedder` that asks another one only for passages it has not seen. For one thread."""

    def __init__(self, embedder: Embedder, folder: Path, max_bytes: int = MAX_BYTES) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._embedder = embedder
        self._most = max_bytes // (4 * embedder.card.dimension)
        self._file = folder / f"{embedder.card.sha256[:16]}.sqlite"
        self._connection = _opened(self._file)

    @property
    def card(self) -> ModelCard:
        return self._embedder.card

    @property
    def tokenizer_file(self) -> Path:
        return self._embedder.tokenizer_file

    @property
    def backend(self) -> Backend:
        return self._embedder.backend

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """As the embedder gives them: questions are not remembered."""
        return self._embedder.embed_questions(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row a text, as the embedder gives it or gave it."""
        keys = self.keys([self.card.passage_prompt + text for text in texts])
        known = self._known(keys)
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        for start in range(0, len(new), _AT_ONCE):
            part = dict(islice(new.items(), start, start + _AT_ONCE))
            vectors = dict(zip(part, self._embedder.embed_passages(list(part.values())), strict=True))
            self._keep(vectors)
            known.update(vectors)
        rows = [known[key] for key in keys]
        return np.stack(rows) if rows else np.empty((0, self.card.dimension), dtype=np.float32)

    @staticmethod
    def keys(texts: Sequence[str]) -> list[bytes]:
        """The keys under which the vectors of these texts, prompts included, are kept."""
        return [sha256(text.encode("utf-8", "surrogatepass")).digest()[:16] for text in texts]

    def close(self) -> None:
        """Forgets what was kept longest ago beyond the bound, and lets go of the file."""
        with _writing(self._file):
            self._shrink()
        self._connection.close()

    def _shrink(self) -> None:
        held = self._connection.execute("SELECT count(*) FROM vectors").fetchone()[0]
        if held > self._most:
            self._connection.execute(
                "DELETE FROM vectors WHERE rowid IN (SELECT rowid FROM vectors ORDER BY rowid LIMIT ?)",
                (held - self._most,),
            )
            self._connection.execute("VACUUM")

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        """What is remembered of these keys. A file that turns out to be damaged is begun anew."""
        found: dict[bytes, Vectors] = {}
        for start in range(0, len(keys), _LOOKED_UP):
            part = keys[start : start + _LOOKED_UP]
            with _writing(self._file):
                try:
                    found.update(self._looked_up(part))
                except sqlite3.OperationalError:
                    raise
                except sqlite3.DatabaseError:
                    self._connection.close()
                    _delete(self._file)
                    self._connection = _connected(self._file)
        return found

    def _looked_up(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, Vectors]]:
        marks = ",".join("?" * len(keys))
        query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"
        for key, vector in self._connection.execute(query, keys):
            yield key, np.frombuffer(vector, dtype=np.float32)

    def _keep(self, vectors: dict[bytes, Vectors]) -> None:
        with _writing(self._file):
            self._connection.executemany(
                "INSERT OR REPLACE INTO vectors (key, vector) VALUES (?, ?)",
                [(key, vector.tobytes()) for key, vector in vectors.items()],
            )


def discard_vectors(folder: Path) -> None:
    """Deletes all that was remembered, of any embedder."""
    for file in folder.glob("*.sqlite"):
        _delete(file)


def _opened(file: Path) -> sqlite3.Connection:
    """The file of vectors; a damaged one is begun anew."""
    with _writing(file):
        try:
            return _connected(file)
        except sqlite3.OperationalError:  # the disk's fault, not the file's
            raise
        except sqlite3.DatabaseError:
            _delete(file)
            return _connected(file)


def _delete(file: Path) -> None:
    """With its log: left alone, that would be played into the next file of this name."""
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        file.with_name(name).unlink(missing_ok=True)


@contextmanager
def _writing(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise IndexNotWritten(
            f"{file} cannot be written ({error}): free some space and run the same command again; "
            "the live index is unchanged"
        ) from error


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        "CREATE TABLE IF NOT EXISTS vectors (key BLOB UNIQUE NOT NULL, vector BLOB NOT NULL);"
    )
    return connection
