"""What reports say of a claim, in one word."""

from enum import StrEnum


class Verdict(StrEnum):
    """What the reports say of a claim.

    `SUPPORTED`: a sentence or cell says it: number within the claim's own rounding, unit, scale, sign,
    period, item and organisation alike. `CONTRADICTED`: a report gives another value for the same.
    `OTHER_PERIOD`: it is right for another period, or a later report has restated it. `NOT_FOUND`: nothing
    comparable.
    """

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    OTHER_PERIOD = "other period"
    NOT_FOUND = "not found"
