"""Numbered citations of verbatim quotes; the one place that may call a citation verified."""

from collections.abc import Callable
from dataclasses import dataclass, field

from askreports.answering.answer import Citation
from ingest.document import Page, Report

Cite = Callable[[int, Report, Page, str], Citation]  # number, report, page, quote -> a checked citation


@dataclass(slots=True)
class Citations:
    """The citations of one answer, each place once, numbered from 1."""

    cite: Cite
    made: dict[tuple[str, int, str], Citation] = field(default_factory=dict)

    def number(self, document: Report, page: Page, quote: str) -> int:
        """The number of the citation of this quote."""
        place = document.id, page.number, quote
        if place not in self.made:
            self.made[place] = self.cite(len(self.made) + 1, document, page, quote)
        return self.made[place].number

    def all(self) -> tuple[Citation, ...]:
        return tuple(self.made.values())


def stands_on(quote: str, page: Page) -> bool:
    """Whether the quote stands on the page, word for word and sign for sign."""
    return bool(quote.strip()) and quote in page.text
