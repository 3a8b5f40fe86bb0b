"""What one visitor's session remembers: the conversation, the filters, and the page that is open."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

import streamlit as st

from askreports.answering.answer import Answer
from askreports.doors.web.excerpts import Excerpt
from askreports.doors.web.notice import Notice, notice
from askreports.doors.web.state.links import Link, OpenPage, format_source
from askreports.history import Turn, new_conversation_id

_MOST_EXCHANGES = 30  # of a session: the oldest are forgotten, the history keeps them

Filters = Mapping[str, Sequence[str]]  # field -> the values of which a report must have one


@dataclass(slots=True)
class Exchange:
    """A question with its filters, and in time its answer or what went wrong.

    `linked` is the page a link named with it, `pending` the answer in the making and
    `draft` what a language model has written of it. `excerpts` are the tables of its citations, by number,
    None until they were looked up. `turn` is its number in
    the history, None where it is not kept; `helpful` and `reason` are what the visitor thought of the answer.
    """

    number: int
    question: str
    linked: OpenPage | None = None
    filters: Filters = field(default_factory=dict)
    answer: Answer | None = None
    failure: Notice | None = None
    pending: Future[Answer] | None = None
    draft: list[str] = field(default_factory=list)
    excerpts: Mapping[int, Excerpt] | None = None
    turn: int | None = None
    helpful: bool | None = None
    reason: str = ""

    @property
    def waits(self) -> bool:
        return self.answer is None and self.failure is None

    def stop(self) -> None:
        """Wait no longer; an answer that came in the meantime stays."""
        if self.waits:
            self.pending, self.failure = None, notice("stopped")


@dataclass(slots=True)
class Session:
    """One visitor's session. `exchanges` has the newest first; number `shown` is drawn in full.

    `jumps` counts how often a source was opened by hand: on a phone only these scroll to the page.
    `acted` says that the visitor did something since the last time the room was drawn, `leads_to_ask`
    that it was done in another room and is to be seen in the room of questions. `link` is what the
    address held when it was last read or written. `kept` is false where the history could not be written,
    `gone` true where an address named a conversation that is not there.
    """

    conversation: str = field(default_factory=new_conversation_id)
    exchanges: list[Exchange] = field(default_factory=list)
    shown: int = 0
    filters: Filters = field(default_factory=dict)
    place: OpenPage | None = None
    jumps: int = 0
    acted: bool = False
    leads_to_ask: bool = False
    link: Link = field(default_factory=Link)
    kept: bool = True
    gone: bool = False

    @property
    def open_exchange(self) -> Exchange | None:
        """The exchange that is drawn in full."""
        return next((exchange for exchange in self.exchanges if exchange.number == self.shown), None)

    def ask(self, question: str, linked: OpenPage | None = None) -> None:
        """Put a question at the top, to be answered when it is drawn."""
        number = self.exchanges[0].number + 1 if self.exchanges else 1
        asked = Exchange(number, question, linked, self.filters)
        self.exchanges = [asked, *self.exchanges][:_MOST_EXCHANGES]
        self.shown = number
        self.acted, self.gone = True, False

    def ask_or_show(self, question: str, linked: OpenPage | None = None) -> None:
        """Show the last answer that the conversation has to a question; ask it where there is none."""
        asked = next((exchange for exchange in self.exchanges if exchange.question == question), None)
        if asked is None:
            self.ask(question, linked)
        else:
            self.shown = asked.number

    def choose(self, field: str, values: Sequence[str]) -> None:
        """Ask only reports with one of these values from now on; none lifts the filter."""
        others = {other: kept for other, kept in self.filters.items() if other != field}
        self.filters = {**others, field: list(values)} if values else others

    def before(self, exchange: Exchange) -> list[str]:
        """The questions that were answered before this one, each as it was understood, the oldest first."""
        earlier = [one for one in self.exchanges if one.number < exchange.number and one.answer]
        return [(one.answer and one.answer.standalone) or one.question for one in reversed(earlier)]

    def begin(self) -> None:
        """Begin a conversation of its own; the filters stay."""
        self._change_to(new_conversation_id(), [])

    def take_up(self, conversation: str, turns: Sequence[Turn]) -> None:
        """Go on with a conversation from the history, where it ended."""
        exchanges = [_exchange(number, turn) for number, turn in enumerate(turns, 1)]
        self.filters = exchanges[-1].filters if exchanges else {}
        self._change_to(conversation, exchanges[::-1][:_MOST_EXCHANGES])

    def _change_to(self, conversation: str, exchanges: list[Exchange]) -> None:
        self.conversation, self.exchanges = conversation, exchanges
        self.shown = exchanges[0].number if exchanges else 0
        self.place = first_place(exchanges[0].answer) if exchanges else None
        self.acted = True

    def jump(self, place: OpenPage) -> None:
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

    def link_to_here(self) -> Link:
        """The address of what is open: the conversation, its question, and the page."""
        question = self.open_exchange.question if self.open_exchange else ""
        conversation = self.conversation if self.exchanges else ""
        number = str(self.place.number or "") if self.place else ""
        return Link(question, format_source(self.place), conversation, number)


def first_place(answer: Answer | None) -> OpenPage | None:
    """What opens beside an answer by itself: its first source."""
    return OpenPage.of_citation(answer.citations[0]) if answer and answer.citations else None


def current_session() -> Session:
    """The session of whoever is looking."""
    if "askreports" not in st.session_state:
        st.session_state["askreports"] = Session()
    session: Session = st.session_state["askreports"]
    return session


def _exchange(number: int, turn: Turn) -> Exchange:
    return Exchange(
        number,
        turn.question,
        filters=turn.where,
        answer=turn.answer,
        turn=turn.id,
        helpful=turn.helpful,
        reason=turn.reason,
    )
