"""The way of one file through this stage, in order: read, clean, facts, split."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ingest.clean import clean
from ingest.document import Document
from ingest.errors import NEEDS_OCR, FileSkipped, Reason
from ingest.facts import read_facts
from ingest.passage import Passage
from ingest.readers.read import read
from ingest.split import SplitSettings, split
from ingest.tokens import Tokenizer

ID_CHARS = 24  # of the sha256 in hex: 96 bits, no two reports of any archive will meet


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that has come all the way: ready to be embedded and indexed."""

    document: Document
    passages: tuple[Passage, ...]


def document_id(file: Path) -> str:
    """The id of the report in a file: the same bytes have the same id under any name."""
    with file.open("rb") as stream:
        digest = sha256()
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()[:ID_CHARS]


def prepare(file: Path, path: str, tokenizer: Tokenizer, settings: SplitSettings) -> Prepared:
    """Reads `file`, shown as `path`, into a document and its passages. Raises `FileSkipped`."""
    reading = read(file)
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
    return Prepared(document, passages)
