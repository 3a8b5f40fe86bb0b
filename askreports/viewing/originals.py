"""The files that reports were read from; those inside other files are taken out when they are asked for."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path, PurePosixPath
from shutil import rmtree
from tempfile import mkdtemp
from threading import Lock
from weakref import finalize

from index.storage.catalog import FileEntry
from ingest.errors import FileSkipped
from ingest.identity import id_of_bytes
from ingest.readers.members import take_out

MAX_COPIES = 20  # of files inside others; the oldest goes first


class Originals:
    """Finds the file of an entry, as it was when it was read. Threads may share it."""

    def __init__(self, entries: Sequence[FileEntry]) -> None:
        self._entries = {entry.file: entry for entry in entries}
        self._lock = Lock()
        self._folder: Path | None = None  # goes with these `Originals`
        self._copies: dict[str, Path] = {}

    def file(self, entry: FileEntry) -> Path | None:
        """Where it lies, or a copy of what lies inside another file; None where it has changed or gone."""
        way = [*reversed(list(self._holders(entry))), entry]
        file = Path(way[0].file)
        if not file.is_file() or file.stat().st_size != way[0].bytes:
            return None
        names = [one.file[len(holder.file) + 1 :] for holder, one in pairwise(way)]
        return self._copy(file, names, entry) if names else file

    def _holders(self, entry: FileEntry) -> Iterator[FileEntry]:
        """The files that hold it, the innermost first."""
        for place in PurePosixPath(entry.file).parents:
            if str(place) in self._entries:
                yield self._entries[str(place)]

    def _copy(self, file: Path, names: Sequence[str], entry: FileEntry) -> Path | None:
        with self._lock:
            if entry.report in self._copies:
                return self._copies[entry.report]
            try:
                data = take_out(file, names)
            except FileSkipped:  # it has changed since it was read
                return None
            return self._keep(entry, data) if id_of_bytes(data) == entry.report else None

    def _keep(self, entry: FileEntry, data: bytes) -> Path:
        if self._folder is None:
            self._folder = Path(mkdtemp(prefix="askreports-"))
            finalize(self, rmtree, self._folder, ignore_errors=True)
        copy = self._folder / (entry.report + PurePosixPath(entry.path).suffix)
        copy.write_bytes(data)
        self._copies[entry.report] = copy
        while len(self._copies) > MAX_COPIES:
            self._copies.pop(next(iter(self._copies))).unlink(missing_ok=True)
        return copy
