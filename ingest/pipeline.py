"""The way of one file through this stage, in order: read, clean, facts, split."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.clean import clean
from ingest.document import Document, Member
from ingest.errors import NEEDS_OCR, FileSkipped, Reason
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


def prepare(file: Path, path: str, tokenizer: Tokenizer, settings: SplitSettings) -> Prepared | Unpacked:
    """Reads `file`, shown as `path`, into a document and its passages. Raises `FileSkipped`.

    The suffix of `path` says which reader it is for.
    """
    reading = read_as(PurePosixPath(path).suffix, file)
    if reading.members and not any(page.text.strip() for page in reading.pages):
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
        pages=pages,
        outline=reading.outline,
        needs_ocr=reading.needs_ocr,
    )
    passages = split(document, tokenizer, settings)
    if not passages:
        raise FileSkipped(Reason.NO_TEXT, NEEDS_OCR if reading.needs_ocr else "")
    return Prepared(document, passages, reading.members)
