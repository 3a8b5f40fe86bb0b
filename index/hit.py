"""The noun of this stage: a passage that was found."""

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.document import Page, Report
from ingest.passage import Passage


@dataclass(frozen=True, slots=True)
class PageReference:
    """A page of a report."""

    document: Report
    page: Page


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its rank (from 1), its score (higher is better) and why it was found.

    `why` maps the name of each signal to what it added to the score. `also_in` are pages of other
    reports where nearly the same passage stands.
    """

    rank: int
    score: float
    document: Report
    page: Page
    passage: Passage
    why: Mapping[str, float]
    also_in: tuple[PageReference, ...] = ()
