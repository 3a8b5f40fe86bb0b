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
    """One sentence or table row of an answer and the numbers of the citations it stands on.

    `doubts` say what of it could not be verified; a sentence of a language model alone can have some.
    """

    text: str
    citations: tuple[int, ...]
    doubts: tuple[str, ...] = ()

    @property
    def verified(self) -> bool:
        return not self.doubts


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
    """What the reports say to a question. `found` is false when nothing in them bears on it.

    `notice` is one sentence for the reader where a language model was asked and this is not its answer.
    """

    question: str
    found: bool
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    searched: Searched
    seconds: float
    notice: str | None = None
