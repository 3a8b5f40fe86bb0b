"""Files inside other files (archives, e-mails): each is a report of its own, under a name of its own.

A format says with `Packed` what its files hold; here stands what they have in common: which of them are
reports, the names under which they are shown, and how one is taken out again. Nothing is unpacked under
a name of the container's choosing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile

from ingest.discover import is_passed_over
from ingest.document import Member
from ingest.errors import FileSkipped, Reason
from ingest.identity import id_of_bytes
from ingest.readers.characters import plain
from ingest.readers.contents import read_bytes

MAX_NAME_CHARS = 200  # of the last part of a name, which has the suffix
_JUNK = "__MACOSX"
_SEPARATORS = re.compile(r"[/\\]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Packed:
    """A file inside another one. `read` gives its bytes, or raises `FileSkipped`."""

    name: str
    read: Callable[[], bytes]


Unpack = Callable[[bytes], Iterable[Packed]]

# suffix -> module and function, imported when a file is first taken out of such a container
CONTAINERS = {
    ".zip": "ingest.readers.containers.archive:packed",
    ".xbri": "ingest.readers.containers.archive:packed",
    ".xbr": "ingest.readers.containers.archive:packed",
    ".eml": "ingest.readers.containers.mail:packed",
    ".msg": "ingest.readers.containers.outlook:packed",
    ".pdf": "ingest.readers.pdf.attachments:packed",
}
MAX_BYTES = 1 << 30  # of the container: its reader has refused what is too large for its format


def members(packed: Iterable[Packed]) -> tuple[Member, ...]:
    """All files of a container, in order, but for those that are no reports by their name."""
    return tuple(_member(name, one) for name, one in _named(packed))


def _member(name: str, one: Packed) -> Member:
    from ingest.readers.read import READERS

    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in READERS:
        unknown = FileSkipped(Reason.UNSUPPORTED, f"no reader for {suffix or 'a file without suffix'}")
        return Member(name, problem=str(unknown))
    try:
        data = one.read()
    except FileSkipped as skipped:
        return Member(name, problem=str(skipped))
    return Member(name, id_of_bytes(data), len(data))


def _named(packed: Iterable[Packed]) -> Iterator[tuple[str, Packed]]:
    """Each file with the name under which it is shown: no two of a container have the same."""
    taken: set[str] = set()
    for one in packed:
        name = _shown(one.name)
        if not name or any(is_passed_over(part) or part == _JUNK for part in name.split("/")):
            continue
        path, number = PurePosixPath(name), 2
        while name in taken:
            name, number = str(path.with_name(f"{path.stem} ({number}){path.suffix}")), number + 1
        taken.add(name)
        yield name, one


def _shown(name: str) -> str:
    """A name without a way out of its folder, and without what would steer the terminal it is shown on."""
    parts = [part.strip() for part in _SEPARATORS.split(plain(_CONTROL.sub("", name)))]
    return "/".join(part[-MAX_NAME_CHARS:] for part in parts if part not in ("", ".", ".."))


def take_out(file: Path, inside: Sequence[str]) -> bytes:
    """The bytes of a file inside `file`, and inside others in it, by the names that `members` gave.

    Raises `FileSkipped` where it is not there any more.
    """
    data, suffix = read_bytes(file, MAX_BYTES), file.suffix
    for name in inside:
        data, suffix = _one(data, suffix, name), PurePosixPath(name).suffix
    return data


def _one(data: bytes, suffix: str, wanted: str) -> bytes:
    if suffix.lower() not in CONTAINERS:
        raise FileSkipped(Reason.UNREADABLE, "holds no files any more: ingest again")
    module, function = CONTAINERS[suffix.lower()].split(":")
    unpack: Unpack = getattr(import_module(module), function)
    for name, one in _named(unpack(data)):
        if name == wanted:
            return one.read()
    raise FileSkipped(Reason.UNREADABLE, "no longer in the file that held it: ingest again")


@contextmanager
def opened(file: Path, inside: Sequence[str]) -> Iterator[Path]:
    """A place on disk where the file can be read: its own, or a nameless copy of one inside another.

    Nothing is left of the copy, however this process ends.
    """
    if not inside:
        yield file
        return
    with TemporaryFile() as copy:
        copy.write(take_out(file, inside))
        copy.flush()
        yield Path(f"/dev/fd/{copy.fileno()}")
