"""Questions made from the reports themselves: the first ones, each asked beforehand, and the next ones."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from threading import Thread

import streamlit as st

from askreports.answering.answer import Answer
from askreports.doors.web import messages
from askreports.doors.web.components import choices
from askreports.doors.web.state.shelf import Shelf
from askreports.doors.web.wording.interface import language, say, speaking
from askreports.reports import Reports
from ingest.document import Report
from ingest.errors import AskReportsError

_MOST = 4  # that are shown at first
_MOST_NEXT = 2
_MOST_ASKED = 16
_FIGURES_EACH = 2  # of one report
_EVERY_SECONDS = 1.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question, the report it was made from, and the page: 0 where it is about the report as a whole.

    `label` is that of the table row that is asked for.
    """

    question: str
    document_id: str
    page: int = 0
    label: str = ""

    def is_answered_by(self, answer: Answer) -> bool:
        """Whether the answer answers, and begins where the question was made from."""
        if not answer.found or not answer.citations:
            return False
        first = answer.citations[0]
        return first.document.id == self.document_id and self.page in (0, first.page.number)


class Suggestions:
    """The questions of one index in one language: found in a thread of its own, one by one."""

    def __init__(self, shelf: Shelf, code: str) -> None:
        self.found: list[str] = []
        self.done = False
        Thread(target=self._find, args=(shelf, code), daemon=True).start()

    def _find(self, shelf: Shelf, code: str) -> None:
        try:
            with speaking(code):
                self.found.extend(islice(answered(shelf), _MOST))
        except AskReportsError as error:  # the first question will tell the visitor
            _log.warning("no suggestions: %s", error)
        finally:
            self.done = True


def answered(shelf: Shelf) -> Iterator[str]:
    """Questions that these reports answer, of different organisations as far as there are any."""
    made = islice(candidates(shelf.documents.values(), shelf.reports), _MOST_ASKED)
    return (one.question for one in made if one.is_answered_by(shelf.reports.ask(one.question)))


def candidates(documents: Iterable[Report], reports: Reports) -> Iterator[Suggestion]:
    """Of each organisation's largest report a figure of its tables and what it is about, in turns."""
    largest: dict[str, Report] = {}
    for report in sorted(documents, key=lambda one: (-one.page_count, one.path)):
        if report.organisation:
            largest.setdefault(report.organisation.casefold(), report)
    for turn in range(_FIGURES_EACH):
        for report in largest.values():
            yield from islice(_figures(report, reports), turn, turn + 1)
            if turn == 0:
                yield Suggestion(_about(report), report.id)


def follow_ups(shelf: Shelf, answer: Answer) -> list[str]:
    """Up to two questions for other figures of the page that an answer begins on; none where it has none."""
    first = answer.citations[0] if answer.found and answer.citations else None
    report = shelf.documents.get(first.document.id) if first else None
    if first is None or report is None or not report.organisation:
        return []
    asked = (answer.standalone or answer.question).casefold()
    page = first.page.number
    others = (one for one in _figures(report, shelf.reports, page) if one.label.casefold() not in asked)
    return [one.question for one in islice(others, _MOST_NEXT)]


def draw_follow_ups(shelf: Shelf, answer: Answer, on_choose: Callable[[str], None]) -> None:
    """Draw what can be asked next."""
    _draw("next", say("ask.next"), follow_ups(shelf, answer), on_choose)


def _figures(report: Report, reports: Reports, page: int | None = None) -> Iterator[Suggestion]:
    for figure in reports.known_figures(report.id, page):
        asked = say("suggest.figure", item=figure.label, organisation=report.organisation, year=figure.year)
        yield Suggestion(asked, report.id, figure.page, figure.label)


def _about(report: Report) -> str:
    if "project" in report.kind:
        return say("suggest.aim", name=messages.name(report).partition(":")[0].strip())
    key = "suggest.results_of_period" if report.period else "suggest.results"
    return say(key, organisation=report.organisation, period=report.period)


@st.cache_resource(max_entries=8, show_spinner=False)
def _suggestions(_shelf: Shelf, generation: str, documents: str, code: str) -> Suggestions:  # noqa: ARG001  (parts of the key)
    return Suggestions(_shelf, code)


def draw(shelf: Shelf, on_choose: Callable[[str], None]) -> None:
    """Draw what can be asked, as it is found; a click calls `on_choose` with the question."""
    suggestions = _suggestions(
        shelf,
        f"{shelf.reports.index} {shelf.reports.generation}",
        " ".join(shelf.documents),  # whoever sees other reports gets other questions
        language(),
    )
    if suggestions.done:
        _draw("suggestions", say("ask.examples"), suggestions.found, on_choose)
    else:
        _follow(suggestions, on_choose)


@st.fragment(run_every=_EVERY_SECONDS)
def _follow(suggestions: Suggestions, on_choose: Callable[[str], None]) -> None:
    if suggestions.done:
        st.rerun()
    _draw("suggestions", say("ask.examples"), suggestions.found[:], on_choose)


def _draw(key: str, title: str, questions: list[str], on_choose: Callable[[str], None]) -> None:
    def choose(number: int) -> None:
        on_choose(questions[number])

    if questions:
        choices.draw(key, title, questions, choose)
