"""The way of one file through this stage, in order: read, clean, facts, split."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.clean import clean
from ingest.document import Document, Member, PageReading
from ingest.errors import FileSkipped, Reason
from ingest.facts import read_facts
from ingest.identity import document_id
from ingest.passage import Passage
from ingest.readers.read import read_as
from ingest.split import SplitSettings, split
from ingest.tokens import Tokenizer


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that has come all the way: ready to be embedded and indexed. `members` are the files in it."""

    document: Document
    passages: tuple[Passage, ...]
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A file that is no report itself, but holds some: the id of its bytes, and what is in it."""

    id: str
    members: tuple[Member, ...]


def prepare(
    file: Path,
    path: str,
    tokenizer: Tokenizer,
    settings: SplitSettings,
    readings: Sequence[PageReading] = (),
) -> Prepared | Unpacked:
    """Reads `file`, shown as `path`, into a document and its passages. Raises `FileSkipped`.

    The suffix of `path` says which reader it is for. `readings` is what OCR made of its pages so far; while
    others wait for it, there may be no passage yet.
    """
    reading = read_as(PurePosixPath(path).suffix, file)
    if reading.needs_ocr and readings:
        from ingest.readers.pdf.page_reading import with_readings

        reading = with_readings(reading, readings)
    has_text = reading.needs_ocr or any(page.text.strip() for page in reading.pages)
    if reading.members and not has_text:
        return Unpacked(document_id(file), reading.members)
    pages = clean(reading.pages)
    facts = read_facts(reading, path)
    document = Document(
        id=document_id(file),
        path=path,
        title=facts.title,
        organisation=facts.organisation,
        period=facts.period,
        kind=facts.kind,
        language=facts.language,
        page_count=len(pages),
        aliases=facts.aliases,
        unread_pages=reading.unread_pages,
        waiting_pages=reading.needs_ocr,
        pages=pages,
        outline=reading.outline,
    )
    passages = split(document, tokenizer, settings)
    if not passages and not reading.needs_ocr:
        raise FileSkipped(Reason.NO_TEXT, _why_unread(readings))
    return Prepared(document, passages, reading.members)


def _why_unread(readings: Sequence[PageReading]) -> str:
    """Why OCR read none of the pages; empty where none was for it."""
    reasons = dict.fromkeys(one.reason for one in readings if one.reason)
    return f"{len(readings)} pages, none read: {', '.join(reasons)}" if reasons else ""
