"""What one visitor's session remembers: questions with their answers, and the page that is open."""

from dataclasses import dataclass, field

import streamlit as st

from askreports.answering.answer import Answer
from askreports.doors.web.links import Link, Place
from askreports.doors.web.words import Notice

_MOST_EXCHANGES = 30  # of a session: the oldest are forgotten


@dataclass(slots=True)
class Exchange:
    """A question, and in time its answer or what went wrong. `linked` is the page a link named with it."""

    number: int
    question: str
    linked: Place | None = None
    answer: Answer | None = None
    failure: Notice | None = None

    @property
    def waits(self) -> bool:
        return self.answer is None and self.failure is None


@dataclass(slots=True)
class Session:
    """One visitor's session. `exchanges` has the newest first.

    `jumps` counts how often a source was opened by hand: on a phone only these scroll to the page.
    `acted` says that the visitor did something since the last time the room was drawn. `link` is what
    the address held when it was last read or written.
    """

    exchanges: list[Exchange] = field(default_factory=list)
    place: Place | None = None
    jumps: int = 0
    acted: bool = False
    link: Link = field(default_factory=Link)

    def ask(self, question: str, linked: Place | None = None) -> None:
        """Put a question at the top, to be answered when it is drawn."""
        number = self.exchanges[0].number + 1 if self.exchanges else 1
        self.exchanges = [Exchange(number, question, linked), *self.exchanges][:_MOST_EXCHANGES]
        self.acted = True

    def jump(self, place: Place) -> None:
        """Open a page by hand."""
        self.place = place
        self.jumps += 1
        self.acted = True

    def turn(self, page: int) -> None:
        """Turn to another page of the open report."""
        self.place = self.place.turned(page) if self.place else None
        self.acted = True

    def close_page(self) -> None:
        self.place = None
        self.acted = True


def current_session() -> Session:
    """The session of whoever is looking."""
    if "askreports" not in st.session_state:
        st.session_state["askreports"] = Session()
    session: Session = st.session_state["askreports"]
    return session
