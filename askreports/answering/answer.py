"""The nouns a reader gets: an answer, its sentences, and the citations they stand on."""

from dataclasses import dataclass

from index.hit import Hit
from ingest.document import Page, Report


@dataclass(frozen=True, slots=True)
class Citation:
    """Where something stands. `verified` says that `quote` was found verbatim on the page just now."""

    number: int
    document: Report
    page: Page
    quote: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or table row of an answer and the numbers of the citations it stands on."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """How much was looked through: reports in scope, and files that had been skipped at ingest.

    `unknown` are names in the question that stand nowhere in the index.
    """

    reports: int
    skipped: int
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reports say to a question. `found` is false when nothing in them bears on it."""

    question: str
    found: bool
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    searched: Searched
    seconds: float
