"""The browser's sentences: what was searched, where something stands, what went wrong and what next."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from askreports.answering.answer import Answer, AnswerStatus, Citation, Searched, Sentence
from askreports.doors.web.notice import Notice, notice
from askreports.doors.web.server.ingest_job import Status
from askreports.doors.web.wording.amounts import amount
from askreports.doors.web.wording.interface import counted, language, say
from askreports.doors.web.wording.numbers import number
from askreports.errors import BadText, HistoryUnavailable
from index.errors import (
    BadQuestion,
    IndexBusy,
    IndexDamaged,
    IndexMissing,
    IndexStale,
    ModelUnavailable,
    NoSuchPage,
)
from ingest.document import Page, Report

FIELDS = ("organisation", "period", "kind", "language", "path")  # that reports can be chosen by
_NOTICES: dict[type[Exception], tuple[str, str]] = {  # the texts of each, and what to type
    IndexMissing: ("missing", "askreports ingest corpus/"),
    IndexStale: ("stale", "askreports ingest corpus/ --rebuild"),
    IndexDamaged: ("damaged", "askreports rollback"),
    IndexBusy: ("busy", ""),
    ModelUnavailable: ("no_model", "askreports doctor"),
    HistoryUnavailable: ("no_history", ""),
    BadQuestion: ("bad_question", ""),
    BadText: ("bad_text", ""),
    NoSuchPage: ("no_such_page", ""),
}


def explain(error: Exception) -> Notice:
    """What a visitor is told of an error: never its own text, which may hold paths of the server."""
    kinds = (kind for kind in type(error).__mro__ if kind in _NOTICES)
    name, command = _NOTICES[found] if (found := next(kinds, None)) else ("unexpected", "")
    return notice(name, command)


def explained(error: Exception) -> str:
    """The same in a line."""
    told = explain(error)
    return f"{told.title}. {told.text}"


def no_such_page(report: Report, page: int) -> Notice:
    """A link to a page past the end of a report."""
    return notice("past_the_end", page=page, pages=count(report.page_count, "page"))


def count(amount: int, noun: str) -> str:
    """A number with its noun: 1 report, 2 reports."""
    return counted(f"count.{noun}", amount)


def field(name: str) -> str:
    """What a field of reports is called."""
    return say(f"field.{name}")


def state(status: AnswerStatus) -> str:
    """How an answer stands to its question, in words."""
    return say(f"state.{status}")


def searching(reports: int) -> str:
    return say("ask.searching", reports=count(reports, "report"))


def draft(text: str) -> str:
    """What a language model has written so far; empty where it has written nothing."""
    return say("ask.draft", text=text) if text else ""


def standing(answer: Answer) -> str:
    """How an answer stands to its question; pages that are not read may hold what was not found."""
    if answer.status is AnswerStatus.NOTHING and answer.searched.unread_pages:
        return say("state.nothing_read")
    return state(answer.status)


def coverage(searched: Searched, filters: Mapping[str, Sequence[str]] | None = None) -> str:
    """How much was looked through for an answer, by which filters, and what of it is not read."""
    reports, alone = count(searched.reports, "report"), asked_of(filters or {})
    key = "coverage.searched" if searched.pages else "coverage.searched_bare"
    said = [say(key, reports=reports, pages=count(searched.pages, "page"))]
    if alone:
        said.append(say("coverage.only", filters=alone))
    if lost := searched.unread_pages - searched.waiting_pages:
        said.append(counted("coverage.unread", lost, pages=count(lost, "page")))
    if waiting := searched.waiting_pages:
        said.append(counted("coverage.waiting", waiting, pages=count(waiting, "page")))
    if searched.skipped:
        said.append(counted("coverage.skipped", searched.skipped, files=count(searched.skipped, "file")))
    return f"{'; '.join(said)}."


def asked_of(filters: Mapping[str, Sequence[str]]) -> str:
    """Which reports alone a question was asked of; empty where it was all of them."""
    named = (f"{field(name)}: {', '.join(values)}" for name, values in filters.items() if name in FIELDS)
    return "; ".join(named)


def unknown(searched: Searched) -> str:
    """What the question asks about that the reports do not cover; empty where nothing is missing."""
    return f"{searched.gaps.missing()} {searched.gaps.instead()}".strip()


def sent_to(model: str | None) -> str:
    """Which language model got the question; empty where none did."""
    return say("ask.sent_to", model=model) if model else ""


def doubts(sentence: Sentence) -> str:
    """What of a sentence could not be verified; empty where all of it was."""
    return say("ask.doubts", what="; ".join(sentence.doubts)) if sentence.doubts else ""


def more(amount: int) -> str:
    """The end of a list that is cut off."""
    return say("ask.more", n=number(amount, language()))


def value_in_words(text: str) -> str:
    """A value of a comparison, such as "1,577 USD million", as the reader's language writes it.

    A text that is no number with a unit stays as it is.
    """
    digits, _, unit = text.removesuffix("%").partition(" ")
    try:
        value = Decimal(digits.replace(",", ""))
    except InvalidOperation:
        return text
    return amount(value, "%" if text.endswith("%") else unit)


def read_by(page: Page) -> str:
    """A warning where the text of a page was read from its image; empty where it was not."""
    return say("proof.ocr") if page.read_by == "ocr" else ""


def checked(citation: Citation) -> str:
    """Whether the words of a citation stand on its page. It says nothing of whether they answer."""
    return say("proof.quoted" if citation.verified else "proof.unquoted", page=page_name(citation.page))


def name(report: Report) -> str:
    """What a report is called: its title, else its file's name."""
    return report.title or report.path.rpartition("/")[2]


def organisation(report: Report) -> str:
    """Whose report it is: its organisation, else what the report is called."""
    return report.organisation or name(report)


def origin(report: Report) -> str:
    """Who wrote a report, for when, and what it is, as far as its name does not say so already."""
    facts = (report.organisation, report.period, report.kind)
    return " · ".join(fact for fact in facts if fact and fact.casefold() not in name(report).casefold())


def whereabouts(report: Report, page: Page) -> str:
    """Whose report is open, and at which of its pages."""
    where = say("proof.page_of", page=page_name(page), last=report.page_count)
    return f"{origin(report)} · {where}" if origin(report) else where[:1].upper() + where[1:]


def page_name(page: Page) -> str:
    """A page by its sheet, and by the number printed on it where that differs."""
    differs = page.label and page.label != str(page.number)
    return say("proof.page_printed" if differs else "proof.page", number=page.number, label=page.label)


def marks(report: Report, ocr_pages: int) -> str:
    """What a reader must know of how a report was read; empty where all of it is its own text."""
    said = []
    if ocr_pages:
        said.append(say("marks.ocr", pages=count(ocr_pages, "page")))
    if lost := len(report.unread_pages) - len(report.waiting_pages):
        said.append(say("marks.unread", pages=count(lost, "page")))
    if report.waiting_pages:
        said.append(say("marks.waiting", pages=count(len(report.waiting_pages), "page")))
    return ", ".join(said)


def progress(status: Status) -> str:
    """How far an ingest is."""
    if not status.total:
        return say("adding.looking")
    if status.done == status.total:
        return say("adding.writing")
    return say("adding.read", done=number(status.done, language()), files=count(status.total, "file"))


def ingested(status: Status) -> str:
    """What came of an ingest that has ended."""
    if status.summary is not None:
        outcomes = [counted(f"outcome.{key}", n) for key, n in status.summary.items() if n]
        return say("adding.done", outcomes=", ".join(outcomes)) if outcomes else say("adding.nothing_new")
    if status.error:
        return say("adding.busy" if status.error == "IndexBusy" else "adding.failed")
    return say("adding.stopped")


def rebuilding(reports: int) -> str:
    """While an ingest runs: what answers until it has ended."""
    return counted("adding.rebuilding", reports, reports=count(reports, "report"))


def rebuilt(changed: bool) -> str:
    """After an ingest has ended."""
    return say("adding.rebuilt" if changed else "adding.unchanged")
