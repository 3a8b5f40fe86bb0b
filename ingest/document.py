"""The nouns of this stage: what a file says (`RawReport`), and the report made of it (`Document`)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.table import Table

PAGE_BREAK = "\f"  # one character between two pages of a document's text


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a file's own outline: PDF bookmark, Word heading, slide title.

    `page` is the sheet from 1; `depth` counts from 1 for the outermost level.
    """

    title: str
    page: int
    depth: int = 1


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page as a reader hands it over, before anything is cleaned.

    `label` is the printed page number, empty where the file has none of its own.
    `read_by` says how the text was won: "text" (text layer) or "ocr", and `confidence` how sure OCR is of it.
    `tables` are its tables in order, as far as their cells are known. Where `is_all_body`, no line of it is a
    running header or footer, however often it comes again: the page is a piece of a sheet.
    """

    text: str
    label: str = ""
    read_by: str = "text"
    tables: tuple[Table, ...] = ()
    confidence: float | None = None
    is_all_body: bool = False


@dataclass(frozen=True, slots=True)
class PageReading:
    """What OCR made of a page (sheet from 1).

    `text` is what it read, and `confidence` how sure it is of that, from 0 to 1. Where the page is not read,
    `reason` says why. With neither, the text layer of the page says as much and stays.
    """

    page: int
    text: str = ""
    confidence: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside the file that was read: a report of its own.

    `name` is the one under which it is shown, unlike that of every other member; it may have slashes.
    `id` is that of its bytes, `bytes` their number. `problem` says why it is of no use whatever it
    contains; then `id` is empty.
    """

    name: str
    id: str = ""
    bytes: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class RawReport:
    """What a reader got out of one file.

    `information` holds the file's own fields, lower case: title, author, subject, created, and where the
    file says so itself organisation, period, kind. `running` are the lines of its headers and footers,
    where a reader keeps them out of the pages.
    `unread_pages` are sheets from 1 that exist but could not be read, or not to their end; in `pages`
    they stand with what was read, or empty, so that every page keeps its number. `needs_ocr` are those
    of them that wait for OCR. `members` are the files inside the file; one that
    is nothing but a container of others has no pages.
    """

    pages: tuple[ReadPage, ...]
    outline: tuple[Heading, ...] = ()
    information: dict[str, str] = field(default_factory=dict)
    unread_pages: tuple[int, ...] = ()
    needs_ocr: tuple[int, ...] = ()
    members: tuple[Member, ...] = ()
    running: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document.

    `number` is the sheet from 1, `label` the number printed on it. `start` is where the page's text
    begins in the document's text. `body_start` and `body_end` are offsets into the page's own text:
    what lies outside is running header or footer, which no passage contains. The cells of `tables` have
    offsets into it, too. `confidence` says how sure OCR is of the text, from 0 to 1; None for a text layer.
    """

    number: int
    label: str
    text: str
    start: int
    body_start: int
    body_end: int
    read_by: str = "text"
    tables: tuple[Table, ...] = ()
    confidence: float | None = None

    @property
    def body(self) -> str:
        """The text between running header and footer."""
        return self.text[self.body_start : self.body_end]


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of a report apart from its text.

    `id` is made of the file's bytes, so that the same report has the same id wherever it lies.
    `path` is relative to the folder that was ingested, with forward slashes. `period` is a year
    ("2018"), a span ("2018-2020"), a quarter ("2023 Q2") or a date ("2022-07-01"); like
    `organisation` it is empty where the report does not say. `aliases` are other names of the
    organisation: short names, acronyms, tickers. `language` is an ISO 639-1 code. `collections` are those
    that people put it into. `waiting_pages` are those of the unread pages that OCR has yet to read.
    """

    id: str
    path: str
    title: str
    organisation: str
    period: str
    kind: str
    language: str
    page_count: int
    aliases: tuple[str, ...] = ()
    unread_pages: tuple[int, ...] = ()
    collections: tuple[str, ...] = ()
    waiting_pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Document(Report):
    """A report with its text. `document.text[page.start:]` begins with `page.text`."""

    pages: tuple[Page, ...] = ()
    outline: tuple[Heading, ...] = ()

    @property
    def text(self) -> str:
        """The whole text: all pages, one `PAGE_BREAK` between two."""
        return PAGE_BREAK.join(page.text for page in self.pages)


def page_starts(texts: list[str]) -> Iterator[int]:
    """Where each page's text begins in the document's text."""
    start = 0
    for text in texts:
        yield start
        start += len(text) + len(PAGE_BREAK)
