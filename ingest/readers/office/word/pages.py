"""The pages of a Word document while they are being written."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.document import ReadPage
from ingest.readers.grid import Laid, PageWriter, plain_page
from ingest.readers.office.word.runs import Mark


@dataclass(slots=True)
class _Page:
    body: PageWriter = field(default_factory=PageWriter)
    footnotes: list[str] = field(default_factory=list)


class Pages:
    """Text goes to the last page, until the page is turned."""

    def __init__(self) -> None:
        self._pages = [_Page()]
        self._endnotes: list[str] = []
        self._used = False  # whether anything stands on the page after the last break
        self._footnote_count = 0

    @property
    def number(self) -> int:
        """The page that is being written, from 1."""
        return len(self._pages)

    def put(self, text: str) -> None:
        """Writes `text`, if it is any, below what stands on the page already."""
        self.put_table(Laid(text.strip(), ()))

    def put_table(self, laid: Laid) -> None:
        """Writes a table likewise."""
        self._pages[-1].body.put_table(laid)
        self._used = self._used or bool(laid.text)

    def put_picture(self) -> None:
        """Takes note of a picture: it fills a page as well as text does."""
        self._used = True

    def turn(self, mark: Mark) -> None:
        """Begins a page.

        Word notes the end of a page also where the author set a break, so a `PAGE_END` directly
        after a break is the same one.
        """
        if mark is Mark.PAGE_BREAK or self._used:
            self._pages.append(_Page())
            self._used = False

    def add_footnote(self, text: str) -> None:
        """A note for the foot of the page that is being written; they are numbered as they come."""
        self._footnote_count += 1
        self._pages[-1].footnotes.append(f"{self._footnote_count} {text}")

    def add_endnote(self, text: str) -> None:
        """A note for the end of the document."""
        self._endnotes.append(f"{len(self._endnotes) + 1} {text}")

    def finished(self) -> Iterator[ReadPage]:
        """The pages, with their notes at the foot."""
        for page in self._pages:
            endnotes = self._endnotes if page is self._pages[-1] else []
            for note in (*page.footnotes, *endnotes):
                page.body.put(note)
            yield plain_page(page.body.text, page.body.tables)
