"""The nouns of restatements: one figure that reports give differently."""

from dataclasses import dataclass
from decimal import Decimal

from askreports.answering.answer import Citation


@dataclass(frozen=True, slots=True)
class StatedValue:
    """What one report gives, in `unit`, and the number of the citation where it stands."""

    value: Decimal
    unit: str
    citation: int


@dataclass(frozen=True, slots=True)
class Restatement:
    """An item of an organisation and a period, with the values of its reports, the earliest report first.

    `difference` is the last value less the first, in the unit of the last.
    """

    organisation: str
    item: str
    period: str
    values: tuple[StatedValue, ...]
    difference: Decimal
    share: Decimal  # of the first value that changed, from 0


@dataclass(frozen=True, slots=True)
class Restatements:
    """All of them, the largest change first, with their citations and how many reports were read."""

    restatements: tuple[Restatement, ...]
    citations: tuple[Citation, ...]
    reports: int
    seconds: float
