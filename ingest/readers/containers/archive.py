"""ZIP archives of reports -> Reading. Nothing is unpacked to disk under a name of the archive's choosing."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from ingest.document import RawReport
from ingest.errors import FileSkipped, Reason
from ingest.readers.containers.bundle import Member, joined, read_member
from ingest.readers.contents import read_bytes
from ingest.readers.office.read_office import MAX_BYTES, check_archive

_BROKEN = (BadZipFile, LargeZipFile, zlib.error, EOFError, NotImplementedError, ValueError)
_JUNK = "__MACOSX"


def read_archive(file: Path) -> RawReport:
    """An archive as one report: the pages of its members one after the other, each under its name.

    Members that no reader knows, hidden ones and archives inside the archive are passed over; one that
    cannot be read is an empty, unread page. Raises `FileSkipped`: also for what would unpack to more
    than an Office file may.
    """
    data = read_bytes(file, MAX_BYTES)
    try:
        check_archive(data)
        with ZipFile(BytesIO(data)) as archive:
            members = [_member(archive, entry) for entry in _entries(archive)]
    except _BROKEN as error:
        raise FileSkipped(Reason.DAMAGED, f"{type(error).__name__}: {error}"[:200]) from error
    if not members:
        raise FileSkipped(Reason.UNSUPPORTED, "holds no file that could be read")
    if all(member.reading is None for member in members):
        raise FileSkipped(Reason.DAMAGED, f"none of its {len(members)} files could be read")
    return joined(members)


def _entries(archive: ZipFile) -> Iterator[ZipInfo]:
    from ingest.readers.read import READERS

    for entry in archive.infolist():
        path = PurePosixPath(entry.filename)
        hidden = any(part.startswith((".", "~$")) or part == _JUNK for part in path.parts)
        if not (entry.is_dir() or hidden) and path.suffix.lower() in READERS.keys() - {".zip"}:
            yield entry


def _member(archive: ZipFile, entry: ZipInfo) -> Member:
    try:
        return read_member(entry.filename, archive.read(entry))
    except _BROKEN:
        return Member(entry.filename, None)
