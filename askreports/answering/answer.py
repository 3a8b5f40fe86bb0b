"""The nouns a reader gets: an answer, its sentences, and the citations they stand on."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from askreports.answering.text.gap_wording import no_name, no_thing, no_year, there_are
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

    `doubts` say what of it does not stand there, where a language model wrote it.
    """

    text: str
    citations: tuple[int, ...]
    doubts: tuple[str, ...] = ()

    @property
    def verified(self) -> bool:
        return not self.doubts


@dataclass(frozen=True, slots=True)
class FigureInput:
    """One value that a figure is made of, in the unit of its report, and the citation it stands on."""

    label: str
    period: str
    value: Decimal
    unit: str
    citation: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that was asked for. `formula` is None where it is one cell as it stands in the report."""

    value: Decimal
    unit: str
    formula: str | None
    inputs: tuple[FigureInput, ...]


@dataclass(frozen=True, slots=True)
class ComparisonCell:
    """One cell of a comparison; a computed one and an empty one have no citation."""

    text: str
    citation: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same figure of several periods or organisations side by side; the first column holds names."""

    columns: tuple[str, ...]
    rows: tuple[tuple[ComparisonCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What was asked for and is not there.

    `names` are names that stand in no report, `years` the year for which the organisation has none, `things`
    words that no report writes, or none of the organisation `whose`. `held` says what is there instead: the
    periods of the organisation's reports, or the organisations. `language` is that of the question.
    """

    names: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    held: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    whose: str = ""
    language: str = "en"

    def __bool__(self) -> bool:
        return bool(self.names or self.years or self.things)

    def missing(self) -> str:
        """What is missing, in a sentence; empty where nothing is."""
        if self.years:
            return no_year(self.years[0], self.language)
        if self.names:
            return no_name(self.names, self.language)
        return no_thing(self.things, self.whose, self.language) if self.things else ""

    def instead(self) -> str:
        """What stands before the list of what is held; empty where nothing is."""
        return there_are(self.language) if self.held and self else ""

    def sentence(self) -> str:
        """What is missing, and of a year what is there instead, in words; empty where nothing is missing."""
        return f"{self.missing()} {self.instead()} {', '.join(self.held)}." if self.years else self.missing()


@dataclass(frozen=True, slots=True)
class Searched:
    """How much was looked through: reports in scope with their pages, and files skipped.

    `unread_pages` of the pages are not read, `waiting_pages` of these wait for OCR. `pages` is 0 in answers
    kept before it was counted. `gaps` is what the question asks about that the reports do not cover.
    """

    reports: int
    skipped: int
    gaps: Gaps = field(default_factory=Gaps)
    unread_pages: int = 0
    waiting_pages: int = 0
    pages: int = 0


class AnswerStatus(StrEnum):
    """How an answer stands to its question.

    `CLOSEST`: the sentences are those of the reports that come nearest, and may not answer. `NOTHING`: what
    the question asks about is not in these reports.
    """

    ANSWERS = "answers"
    CLOSEST = "closest"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reports say to a question.

    `standalone` is the question that was answered, where `question` follows up earlier ones. `sent_to` is
    the language model that was sent the question, and passages of reports where it was to answer; None where
    nothing was sent. `notice` says why the answer is without its words although one is set.
    """

    question: str
    status: AnswerStatus
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    searched: Searched
    seconds: float
    figure: Figure | None = None
    table: Comparison | None = None
    standalone: str | None = None
    sent_to: str | None = None
    notice: str | None = None

    @property
    def found(self) -> bool:
        """Whether the reports answer the question."""
        return self.status is AnswerStatus.ANSWERS
