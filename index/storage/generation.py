"""The index as one folder of generations: lock, build beside the live one, check, swap, roll back.

    CURRENT                 name of the live generation
    generations/000007/     manifest.json, catalog.sqlite, vectors.faiss, lexical/
    models/<sha256>/        the embedder in compiled form
    vectors/                vectors of texts embedded before, by text; safe to delete
    documents/              what was read of each file, by its content; safe to delete
    ocr/                    what OCR made of each page, by its report
    corrections.json        what people corrected, and which reports are to stay out

A generation never changes once it has its name. A crash leaves `CURRENT` and what it names as they were.
"""

import errno
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from hashlib import file_digest
from pathlib import Path

import msgspec

from index.embedding.model_card import ModelCard
from index.errors import IndexBusy, IndexDamaged, IndexMissing, IndexNotWritten, IndexStale
from ingest.split import SplitSettings

# raise it when the files change, or what reading, cleaning, facts, splitting, roles or stems make of a report
FORMAT = 10
OLDEST_FORMAT = 8  # that can be opened; the next ingest reads its files again
KEPT_GENERATIONS = 2  # besides the live one
MANIFEST, CATALOG, VECTORS = "manifest.json", "catalog.sqlite", "vectors.faiss"
PASSAGE_WORDS, PAGE_WORDS = "lexical/passages", "lexical/pages"
# how the parts of a generation say "disk full": the file system, SQLite, faiss and tantivy
WRITE_ERRORS = (OSError, sqlite3.Error, RuntimeError, ValueError)
_LOCK, _OCR_LOCK = ".lock", ".ocr.lock"
_LOOK_SECONDS = 0.5  # a writer waits this long, because a reader may hold the lock for a moment
_BATCH_SECONDS = 60.0  # and so long where OCR goes on, which takes the lock briefly, again and again
GLOSSARY, TAXONOMY = "glossary.toml", "taxonomy.toml"  # custom vocabulary, if there is any


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built with, what it holds, and the sha256 of each of its files.

    `completes` is the name of a generation of which this one has the same files, with more pages read.
    """

    embedder: ModelCard
    split: SplitSettings
    reports: int
    pages: int
    passages: int
    format: int = FORMAT
    files: dict[str, str] = field(default_factory=dict)
    completes: str = ""


@dataclass(frozen=True, slots=True)
class _Format:
    """What a manifest of any format says of itself."""

    format: int


def live(root: Path) -> Path:
    """The folder of the live generation. Raises `IndexMissing`."""
    name = _current(root)
    if not name:
        raise IndexMissing(f"no index in {root}: run 'askreports ingest FOLDER --index {root}'")
    folder = root / "generations" / name
    if not folder.is_dir():
        raise IndexDamaged(f"the live generation {name!r} is not in {root}: {_REPAIR}")
    return folder


def live_generation(root: str | Path) -> str:
    """The name of the live generation: cheap enough to ask before every question. Raises `IndexMissing`."""
    return live(Path(root)).name


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation. Raises `IndexDamaged` or, for another format, `IndexStale`."""
    try:
        saved = (generation / MANIFEST).read_bytes()
        found = msgspec.json.decode(saved, type=_Format).format
        if not OLDEST_FORMAT <= found <= FORMAT:
            raise IndexStale(
                f"the index has format {found}, this askreports reads {OLDEST_FORMAT} to {FORMAT}: "
                "run 'askreports ingest FOLDER --rebuild'"
            )
        return msgspec.json.decode(saved, type=Manifest)
    except PermissionError as error:
        raise _not_allowed(generation) from error
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{generation.name}/{MANIFEST} cannot be read: {_REPAIR}") from error


def verify_generation(generation: Path) -> Manifest:
    """Compares every file with its checksum. Raises `IndexDamaged` for the first that differs."""
    manifest = read_manifest(generation)
    try:
        found = _digests(generation)
    except PermissionError as error:
        raise _not_allowed(generation) from error
    for name, digest in manifest.files.items():
        if name not in found:
            raise IndexDamaged(f"{generation.name}/{name} is gone: {_REPAIR}")
        if found[name] != digest:
            raise IndexDamaged(f"{generation.name}/{name} is not as it was written: {_REPAIR}")
    return manifest


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Holds the writer's lock of an index; the system lets go of it when the process ends."""
    from filelock import FileLock, Timeout

    try:
        root.mkdir(parents=True, exist_ok=True)
        patience = _BATCH_SECONDS if is_read_by_ocr(root) else _LOOK_SECONDS
        with FileLock(root / _LOCK, timeout=patience):
            for left_over in root.glob("generations/*.*"):  # of a process that was killed
                shutil.rmtree(left_over, ignore_errors=True)
            yield
    except Timeout:
        raise IndexBusy(f"another ingest is writing {root}: wait for it to end") from None
    except OSError as error:
        if error.errno not in _CANNOT_WRITE:
            raise
        raise IndexNotWritten(
            f"{root} cannot be written ({error.strerror}): free some space or choose another --index; "
            "the live index is unchanged"
        ) from error


def is_being_written(root: Path) -> bool:
    """Whether an ingest holds the writer's lock just now, in whatever process."""
    return _is_locked(root / _LOCK)


def is_read_by_ocr(root: Path) -> bool:
    """Whether a process reads the pages of an index that wait for OCR just now."""
    return _is_locked(root / _OCR_LOCK)


@contextmanager
def reading_by_ocr(root: Path) -> Iterator[bool]:
    """Holds the lock of those who read pages by OCR; False where another process holds it."""
    from filelock import FileLock, Timeout

    lock = FileLock(root / _OCR_LOCK, timeout=_LOOK_SECONDS)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def _is_locked(file: Path) -> bool:
    try:
        with file.open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)  # closing the file lets go of it
    except BlockingIOError:
        return True
    except OSError:  # no lock, or a file system without locks: no writer is known
        return False
    return False


def building(root: Path) -> Path:
    """A new empty folder for the next generation, beside the live one."""
    numbers = [int(path.name) for path in root.glob("generations/[0-9]*") if path.name.isdigit()]
    folder = root / "generations" / f"{max(numbers, default=0) + 1:06}.building"
    folder.mkdir(parents=True)
    return folder


def publish(root: Path, folder: Path, manifest: Manifest) -> str:
    """Checks a built generation, gives it its name and makes it live in one step. Returns the name."""
    complete = msgspec.json.encode(replace(manifest, files=_digests(folder)))
    (folder / MANIFEST).write_bytes(msgspec.json.format(complete, indent=1))
    mode = (folder / MANIFEST).stat().st_mode
    for file in folder.rglob("*"):
        if file.is_file():
            file.chmod(mode)  # some libraries write files that no other account may read
            _to_disk(file)
    verify_generation(folder)
    name = folder.name.removesuffix(".building")
    folder.rename(folder.with_name(name))
    _to_disk(folder.parent)
    left = _current(root)
    _point(root, name)
    for rejected in _generations(root):
        if left < rejected.name < name:  # newer than what was live: somebody had rolled back from it
            _discard(rejected)
    completed = _completed(root)
    for old in _generations(root):
        if old.name in completed - {left}:  # what was live just now, somebody may be opening
            _discard(old)
    for old in [one for one in _generations(root) if one.name not in completed][: -1 - KEPT_GENERATIONS]:
        _discard(old)
    return name


def rollback(root: Path) -> str:
    """Makes the generation before the live one live. Returns its name."""
    current = _current(root)
    if not current:
        raise IndexMissing(f"no index in {root}: run 'askreports ingest FOLDER --index {root}'")
    with writing(root):
        completed = _completed(root)
        older = [one for one in _generations(root) if one.name < current and one.name not in completed]
        if not older:
            raise IndexMissing(f"{root} keeps no generation before {current}: ingest again instead")
        verify_generation(older[-1])
        _point(root, older[-1].name)
        return older[-1].name


def kept_generations(root: Path) -> list[Path]:
    """The folders of all generations, the oldest first."""
    return _generations(root)


def discard_others(root: Path, is_unwanted: Callable[[Path], bool]) -> int:
    """Deletes generations that are not live, for a holder of the writer's lock. Returns how many went."""
    current = _current(root)
    others = [folder for folder in _generations(root) if folder.name != current and is_unwanted(folder)]
    for folder in others:
        _discard(folder)
    return len(others)


_CANNOT_WRITE = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.ENOTDIR,
    errno.EEXIST,
}
_REPAIR = "run 'askreports rollback', or 'askreports ingest FOLDER --rebuild'"


def _not_allowed(generation: Path) -> IndexDamaged:
    root = generation.parents[1]
    return IndexDamaged(f"this account may not read {root}: run 'chmod -R a+rX {root}' as its owner")


def _current(root: Path) -> str:
    """The name of the live generation, empty where there is none."""
    try:
        return (root / "CURRENT").read_text(encoding="utf-8", errors="replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _generations(root: Path) -> list[Path]:
    return sorted(path for path in root.glob("generations/*") if path.name.isdigit())


def _completed(root: Path) -> set[str]:
    """The generations that others complete: no rollback leads there, and they are not kept for one."""
    completed = set()
    for generation in _generations(root):
        with suppress(IndexDamaged, IndexStale):  # of these nothing is known
            completed.add(read_manifest(generation).completes)
    return completed


def _discard(generation: Path) -> None:
    """Deletes a generation. It is renamed first, so that no rollback can reach a partly deleted one."""
    nameless = generation.with_suffix(".discarded")
    generation.rename(nameless)
    shutil.rmtree(nameless)


def _point(root: Path, name: str) -> None:
    pointer = root / "CURRENT.new"
    pointer.write_text(name + "\n", encoding="utf-8")
    _to_disk(pointer)
    pointer.replace(root / "CURRENT")


def _digests(generation: Path) -> dict[str, str]:
    names = sorted(
        path.relative_to(generation).as_posix() for path in generation.rglob("*") if path.is_file()
    )
    digests = {}
    for name in names:
        if name != MANIFEST and not name.endswith(".lock"):
            with (generation / name).open("rb") as stream:
                digests[name] = file_digest(stream, "sha256").hexdigest()
    return digests


def _to_disk(file: Path) -> None:
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
