"""The noun that search finds: a passage of one page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text that is embedded, found and shown as one piece.

    `start` and `end` are offsets into the document's text, and `document.text[start:end] == text`.
    `section` is the path of headings above it, outermost first. A passage never crosses a page, so
    `first_page` and `last_page` are the same sheet (from 1); a format without pages is one page.
    `context` are lines from further up on that page without which the text says too little: title, unit
    and column heads of a table that the passage begins inside.
    """

    id: str
    document_id: str
    section: tuple[str, ...]
    text: str
    start: int
    end: int
    first_page: int
    last_page: int
    context: str = ""
