"""ZIP archives of reports, and report packages as companies file them with an authority."""

import re
import zlib
from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, LargeZipFile, ZipFile

from ingest.document import RawReport
from ingest.errors import FileSkipped, Reason
from ingest.readers.contents import read_bytes
from ingest.readers.members import Packed, members
from ingest.readers.office.read_office import MAX_BYTES, check_archive

_BROKEN = (BadZipFile, LargeZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError)
# by these files a package of reports in XBRL is known; what else it holds serves machines
_PACKAGE = re.compile(r"(?:^|/)META-INF/(?:reportPackage\.json|reports\.json|taxonomyPackage\.xml)$")
_PACKAGED = re.compile(r"(?:^|/)reports/[^\x00]*\.(?:xhtml|html?)$", re.I)


def read_archive(file: Path) -> RawReport:
    """The files of an archive, each a report of its own. Raises `FileSkipped`.

    Of a report package only the reports count. An archive that would unpack to more than an Office file
    may is too large.
    """
    found = members(packed(read_bytes(file, MAX_BYTES)))
    if not any(member.id for member in found):
        raise FileSkipped(Reason.UNSUPPORTED, "holds no file that could be read")
    return RawReport((), members=found)


def packed(data: bytes) -> Iterator[Packed]:
    """The files of an archive; of several with the same name the last, as every program unpacks it."""
    try:
        check_archive(data)
        archive = ZipFile(BytesIO(data))
    except _BROKEN as error:
        raise _damaged(error) from error
    with archive:
        names = dict.fromkeys(entry.filename for entry in archive.infolist() if not entry.is_dir())
        for name in _reports(names):
            yield Packed(name, partial(_content, archive, name))


def _reports(names: Iterable[str]) -> list[str]:
    packaged = [name for name in names if _PACKAGED.search(name)]
    return packaged if packaged and any(map(_PACKAGE.search, names)) else list(names)


def _content(archive: ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except _BROKEN as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> FileSkipped:
    return FileSkipped(Reason.DAMAGED, f"{type(error).__name__}: {error}"[:200])
