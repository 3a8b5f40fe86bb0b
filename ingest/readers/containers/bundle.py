"""Several files in one, an archive or an e-mail: one report, its pages those of the members in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile

from ingest.document import Heading, RawReport, ReadPage
from ingest.errors import FileSkipped
from ingest.readers.characters import plain

MAX_NAME_CHARS = 120
_NEEDS_OCR = RawReport((ReadPage(""),), unread_pages=(1,), needs_ocr=(1,))


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another one. `reading` is None where it could not be read, by OCR neither."""

    name: str
    reading: RawReport | None


def read_member(name: str, data: bytes) -> Member:
    """Reads one member by the suffix of its name, which is used for nothing else."""
    from ingest.readers.read import read_as

    try:
        with TemporaryFile() as file:  # without a name: nothing is left of it however this process ends
            file.write(data)
            file.seek(0)
            return Member(name, read_as(PurePosixPath(name).suffix, Path(f"/dev/fd/{file.fileno()}")))
    except FileSkipped as skipped:
        return Member(name, _NEEDS_OCR if skipped.needs_ocr else None)


def joined(members: Sequence[Member], information: dict[str, str] | None = None) -> RawReport:
    """All members as one reading, each under a heading that is its name.

    The label of a page names the member before the page's own label or number. A member that could
    not be read is one page, empty and unread.
    """
    pages: list[ReadPage] = []
    outline: list[Heading] = []
    unread: list[int] = []
    needs_ocr: list[int] = []
    for member in members:
        reading = member.reading or RawReport((ReadPage(""),), unread_pages=(1,))
        before, name = len(pages), _shown(member.name)
        outline.append(Heading(name, before + 1))
        outline += (Heading(h.title, before + h.page, h.depth + 1) for h in reading.outline)
        unread += (before + sheet for sheet in reading.unread_pages)
        needs_ocr += (before + sheet for sheet in reading.needs_ocr)
        pages += _labelled(reading.pages, name)
    return RawReport(tuple(pages), tuple(outline), information or {}, tuple(unread), tuple(needs_ocr))


def _labelled(pages: Sequence[ReadPage], name: str) -> Iterator[ReadPage]:
    for number, page in enumerate(pages, 1):
        yield replace(page, label=f"{name}, {page.label or number}" if len(pages) > 1 else name)


def _shown(name: str) -> str:
    return " ".join(plain(name).split())[-MAX_NAME_CHARS:]
