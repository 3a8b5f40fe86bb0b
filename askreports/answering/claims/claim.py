"""The nouns of a claim: a sentence of a text with its numbers, periods, names and what it is about."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from askreports.answering.text.quantities import Quantity
from ingest.language.periods import YearPart


@dataclass(frozen=True, slots=True)
class ClaimNumber:
    """A number of a claim, at text[start:end].

    `year` is the one it is of, None where the claim names none; `is_about` says that it is meant roughly
    ("about 12,000"), `is_points` that it counts percentage points.
    """

    quantity: Quantity
    start: int
    end: int
    year: int | None = None
    is_about: bool = False
    is_points: bool = False

    @property
    def value(self) -> Decimal:
        """In single units, with its sign."""
        value = self.quantity.value.scaleb(self.quantity.scale or 0)
        return -value if self.quantity.negative else value

    @property
    def half_step(self) -> Decimal:
        """How far the true value may lie away, in single units: half of the last digit that is meant."""
        step = self.quantity.step
        if self.is_about and self.quantity.value == self.quantity.value.to_integral_value():
            digits = f"{self.quantity.value.to_integral_value():f}"
            step = max(step, Decimal(1).scaleb(len(digits) - len(digits.rstrip("0"))))
        return (step / 2).scaleb(self.quantity.scale or 0)


class TokenKind(StrEnum):
    """What a word of a claim does in it."""

    CONTENT = "content"
    FRAME = "frame"
    FUNCTION = "function"
    NUMBER = "number"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class ClaimWord:
    """A word of a claim, lower case, in its place."""

    word: str
    kind: TokenKind


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of a text, at text[start:end] of it.

    `tokens` are its words in order. `organisations` are names of organisations of the index that it uses,
    `names` other runs of words written like names. `moved` is 1 where something is said to have risen, -1
    fallen. `item` are the words of what it is about, in order, as they are compared in meaning.
    """

    text: str
    start: int
    end: int
    language: str
    numbers: tuple[ClaimNumber, ...] = ()
    years: tuple[int, ...] = ()
    part: YearPart | None = None
    tokens: tuple[ClaimWord, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    organisations: frozenset[tuple[str, ...]] = frozenset()
    moved: int = 0
    is_negated: bool = False
    item: str = ""

    @property
    def content(self) -> list[str]:
        """The words of what it is about."""
        return [token.word for token in self.tokens if token.kind is TokenKind.CONTENT]

    @property
    def is_comparable(self) -> bool:
        """Whether there is anything in it that a report could say otherwise."""
        return bool(self.numbers or self.years or self.names or self.moved or self.organisations)
