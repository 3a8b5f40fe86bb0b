"""Finds the files under the paths that were named. Files are only looked at, never opened."""

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import NothingToIngest, Reason

_NO_REPORTS = {
    "thumbs.db",
    "desktop.ini",
    "readme.md",
    "glossary.toml",
    "taxonomy.toml",
    "reports.toml",
}  # and everything that begins with one of these:
_HIDDEN_BEGINNINGS = (".", "~$")  # hidden files, and those by which Office locks an open document

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # in a name they would steer the terminal it is shown on


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file, or what cannot be one but stands among the files.

    `file` is absolute. `path` is how it is shown: relative to the folder that was named, with forward
    slashes, bytes that are no UTF-8 and control characters as \\xff. `problem` is set where it must not
    be opened: pipes, devices, links to nowhere, folders that may not be listed.
    """

    file: Path
    path: str
    problem: Reason | None = None


def discover(paths: Sequence[Path]) -> list[FoundFile]:
    """Every file under `paths`, each once, in the order of the shown paths.

    What is hidden, left behind by a program or a README is passed over, unless it is named itself. Links are
    followed, but no folder is visited twice. A file under two of the paths is shown relative to the
    outer one. Raises `NothingToIngest` when a path does not exist, or when there is no file at all.
    """
    named = sorted({absolute(path) for path in paths}, key=lambda path: (len(path.parts), path))
    visited: set[tuple[int, int]] = set()
    found: dict[Path, FoundFile] = {}
    for path in named:
        for one in _under(path, visited):
            found.setdefault(_place(one.file), one)
    if not found:
        where = ", ".join(str(path) for path in named) or "no path given"
        raise NothingToIngest(f"no file to ingest ({where}): put reports there, or name another folder")
    return sorted(found.values(), key=lambda one: (one.path, one.file))


def _under(named: Path, visited: set[tuple[int, int]]) -> Iterator[FoundFile]:
    status = _status(named)
    if status is None:
        raise NothingToIngest(f"{named} does not exist or cannot be reached: check the path")
    if stat.S_ISDIR(status.st_mode):
        yield from _walk(named, visited)
    else:
        yield _found(named, named.parent, status)


def _walk(root: Path, visited: set[tuple[int, int]]) -> Iterator[FoundFile]:
    """The files of a folder and those below it. Links to folders come last: real places go first."""
    folders, links = [root], list[Path]()
    while folders or links:
        folder = folders.pop() if folders else links.pop(0)
        if _is_visited(folder, visited):
            continue
        try:
            entries = sorted(folder.iterdir())
        except OSError:
            yield FoundFile(folder, _shown(folder, root), Reason.UNREADABLE)
            continue
        for entry in entries:
            if is_passed_over(entry.name):
                continue
            status = _status(entry)
            if status and stat.S_ISDIR(status.st_mode):
                (links if entry.is_symlink() else folders).append(entry)
            else:
                yield _found(entry, root, status)


def _found(file: Path, root: Path, status: os.stat_result | None) -> FoundFile:
    is_file = status is not None and stat.S_ISREG(status.st_mode)
    return FoundFile(file, _shown(file, root), None if is_file else Reason.UNREADABLE)


def is_passed_over(name: str) -> bool:
    """Whether a file or folder of this name is none of the reports."""
    return name.startswith(_HIDDEN_BEGINNINGS) or name.lower() in _NO_REPORTS


def _is_visited(folder: Path, visited: set[tuple[int, int]]) -> bool:
    """Whether the folder has been met, by whatever name; from now on it has."""
    status = _status(folder)
    if status is None:  # gone since it was listed; listing it will say so
        return False
    identity = status.st_dev, status.st_ino
    if identity in visited:
        return True
    visited.add(identity)
    return False


def _status(path: Path) -> os.stat_result | None:
    """What the path leads to, links followed; None when it leads nowhere."""
    try:
        return path.stat()
    except OSError:
        return None


def absolute(path: Path) -> Path:
    """Where a path that was named lies, with links and dots followed, as the files found under it have it."""
    return Path(os.path.realpath(path)) if os.path.isdir(path) else _place(path)  # noqa: PTH112 - see _place


def _place(file: Path) -> Path:
    """The same for one file however its folder was reached; a link to a file is a file of its own."""
    return Path(os.path.realpath(file.parent), file.name)  # not Path.resolve: it raises on a loop of links


def _shown(file: Path, root: Path) -> str:
    relative = os.fsencode(file.relative_to(root)) if file != root else os.fsencode(file.name)
    text = relative.decode("utf-8", "backslashreplace").replace(os.sep, "/")
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
