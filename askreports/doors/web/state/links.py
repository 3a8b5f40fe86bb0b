"""What the address bar holds.

`?q=` asks a question, `?source=DOCUMENT:PAGE` opens a page, `&n=` says which of the sources that stand on it,
`?c=` takes up a conversation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from askreports.answering.answer import Citation
from index.hit import Hit

_MOST_DIGITS = 6  # of a page number


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page that is open (sheet from 1), and the quote to be marked on the page it stands on.

    `number` is that of the citation, 0 where the page was not opened by one. Of a table row, `value` is the
    number that was asked for, or `year` that of its column, where known.
    """

    document_id: str
    page: int
    quote: str = ""
    quote_page: int = 0
    value: str = ""
    year: int | None = None
    number: int = field(default=0, compare=False)

    @classmethod
    def of_citation(cls, citation: Citation, value: str = "", year: int | None = None) -> Self:
        page = citation.page.number
        return cls(citation.document.id, page, citation.quote, page, value, year, citation.number)

    @classmethod
    def of_hit(cls, hit: Hit) -> Self:
        return cls(hit.document.id, hit.page.number, hit.passage.text, hit.page.number)

    @property
    def quote_here(self) -> str:
        """The quote, if the open page is the one it stands on."""
        return self.quote if self.page == self.quote_page else ""

    def turned(self, page: int) -> "OpenPage":
        """Another page of the same report; the quote is still there when one turns back."""
        return replace(self, page=page)

    @property
    def sight(self) -> tuple[str, int, str]:
        """What there is to see: the page, and the quote if it is marked on it."""
        return self.document_id, self.page, self.quote_here


@dataclass(frozen=True, slots=True)
class Link:
    """The question, the page, the number of its source and the conversation in the address, empty without."""

    question: str = ""
    source: str = ""
    conversation: str = ""
    number: str = ""

    @classmethod
    def of_parameters(cls, parameters: Mapping[str, str]) -> Self:
        return cls(*(parameters.get(name, "") for name in ("q", "source", "c", "n")))

    def parameters(self) -> dict[str, str]:
        """As the parameters of an address."""
        named = {"c": self.conversation, "q": self.question, "source": self.source, "n": self.number}
        return {key: value for key, value in named.items() if value}


def linked_page(link: Link) -> OpenPage | None:
    """The place that an address names."""
    place = parse_source(link.source)
    return replace(place, number=_number(link.number)) if place else None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0


def format_source(place: OpenPage | None) -> str:
    """A place as it stands in the address: `DOCUMENT:PAGE`, or nothing."""
    return f"{place.document_id}:{place.page}" if place else ""


def parse_source(source: str) -> OpenPage | None:
    """The place that `DOCUMENT:PAGE` names; None for no source.

    A source that is written wrongly becomes page 0 of a report of that name, which no index holds: to
    the visitor it is a link to a page that is not there, like any other.
    """
    document_id, _, page = source.rpartition(":")
    if document_id and (number := _number(page)):
        return OpenPage(document_id, number)
    return OpenPage(source, 0) if source else None
