"""The browser's sentences: what was searched, where something stands, what went wrong and what next."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from askreports.answering.answer import Answer, AnswerStatus, Citation, Searched, Sentence
from askreports.doors.web.notice import Notice
from askreports.doors.web.server.ingest_job import Status
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

FIELDS = {
    "organisation": "Organisation",
    "period": "Period",
    "kind": "Kind",
    "language": "Language",
    "path": "Report",
}
WELCOME = "Every sentence of an answer has the number of its source: click it, and the page opens."
STATUS = {
    AnswerStatus.ANSWERS: "Answers the question",
    AnswerStatus.CLOSEST: "Closest passages: may not answer",
    AnswerStatus.NOTHING: "Not in these reports",
}
NO_REPORTS = Notice(
    "The index is empty",
    "It holds no report yet. Name a folder with reports, then try again:",
    "askreports ingest corpus/",
)
NO_REPORTS_TO_SEE = Notice(
    "No reports for you yet", "You may see none of the reports that are here. Ask whoever runs this app."
)
ADD_BELOW = "Add reports below. Or name a folder of them to this command, then try again:"
FIRST_REPORTS = Notice(
    "The first reports are being read in", "This page opens by itself when they are ready."
)
NO_CONVERSATIONS = "Nothing was asked yet: what you ask is kept here."
NO_CONVERSATION_FOUND = "No conversation holds these words."
NOT_KEPT = "Conversations cannot be kept now: what changes is lost when the page is reloaded."
UNEXPECTED = Notice(
    "Something went wrong", "This is a fault of the program; its log says more. Trying again may help."
)
BAD_QUESTION = Notice(
    "This question cannot be asked", "It is empty or too long: ask in a sentence or two, in plain words."
)
BAD_TEXT = Notice(
    "This cannot be used",
    "It is empty or too long, or a file that cannot be read: a locked or damaged one, or of another format.",
)
NO_CLAIMS = "The text makes no claim that a report could support: no number, date, name or comparison."

_NOTICES: dict[type[Exception], Notice] = {
    IndexMissing: Notice(
        "There is no index yet",
        "Build one from a folder of reports, then try again:",
        "askreports ingest corpus/",
    ),
    IndexStale: Notice(
        "The index does not fit this version",
        "It was built with another model or format. Build it anew, then try again:",
        "askreports ingest corpus/ --rebuild",
    ),
    IndexDamaged: Notice(
        "The index is damaged",
        "Go back to the one before, or build it anew; then try again:",
        "askreports rollback",
    ),
    IndexBusy: Notice("The index is being rebuilt", "Try again in a moment."),
    ModelUnavailable: Notice(
        "The model cannot be loaded", "This command says what is missing:", "askreports doctor"
    ),
    HistoryUnavailable: Notice(
        "Conversations cannot be kept here",
        "The folder beside the index cannot be written, or their file is damaged.",
    ),
    BadQuestion: BAD_QUESTION,
    BadText: BAD_TEXT,
    NoSuchPage: Notice("This page is not in the index", "The report may have been removed since."),
}


def explain(error: Exception) -> Notice:
    """What a visitor is told of an error: never its own text, which may hold paths of the server."""
    kinds = (kind for kind in type(error).__mro__ if kind in _NOTICES)
    return _NOTICES[found] if (found := next(kinds, None)) else UNEXPECTED


def explained(error: Exception) -> str:
    """The same in a line."""
    notice = explain(error)
    return f"{notice.title}. {notice.text}"


def no_such_page(report: Report, page: int) -> Notice:
    """A link to a page past the end of a report."""
    return Notice(f"There is no page {page}", f"This report has {count(report.page_count, 'page')}.")


def count(number: int, noun: str) -> str:
    """A number with its noun: 1 report, 2 reports."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def searching(reports: int) -> str:
    return f"Searching {count(reports, 'report')} …"


def draft(text: str) -> str:
    """What a language model has written so far; empty where it has written nothing."""
    return f"Being written, not checked yet:\n{text}" if text else ""


def standing(answer: Answer) -> str:
    """How an answer stands to its question; pages that are not read may hold what was not found."""
    if answer.status is AnswerStatus.NOTHING and answer.searched.unread_pages:
        return "Not in the pages that are read"
    return STATUS[answer.status]


def coverage(searched: Searched, filters: Mapping[str, Sequence[str]] | None = None) -> str:
    """How much was looked through for an answer, and by which filters."""
    alone = asked_of(filters or {})
    text = f"Searched {count(searched.reports, 'report')}{f' ({alone})' if alone else ''}"
    if lost := searched.unread_pages - searched.waiting_pages:
        text = f"{text}; {count(lost, 'page')} could not be read"
    if searched.waiting_pages:
        waits = "waits" if searched.waiting_pages == 1 else "wait"
        text = f"{text}; {count(searched.waiting_pages, 'page')} {waits} to be read by OCR"
    if searched.skipped:
        text = (
            f"{text}; {count(searched.skipped, 'file')} {'was' if searched.skipped == 1 else 'were'} skipped"
        )
    return f"{text}."


def asked_of(filters: Mapping[str, Sequence[str]]) -> str:
    """Which reports alone a question was asked of; empty where it was all of them."""
    named = (
        f"{FIELDS[field].lower()} {', '.join(values)}" for field, values in filters.items() if field in FIELDS
    )
    return "; ".join(named)


def unknown(searched: Searched) -> str:
    """What the question asks about that the reports do not cover; empty where nothing is missing."""
    return f"{searched.gaps.missing()} {searched.gaps.instead()}".strip()


def sent_to(model: str | None) -> str:
    """Which language model got the question; empty where none did."""
    return f"The question and the passages found were sent to {model}." if model else ""


def doubts(sentence: Sentence) -> str:
    """What of a sentence could not be verified; empty where all of it was."""
    return f"Not verified: {'; '.join(sentence.doubts)}" if sentence.doubts else ""


def more(number: int) -> str:
    """The end of a list that is cut off."""
    return f"and {number:,} more"


def amount(value: Decimal, unit: str) -> str:
    """A figure with its unit, as people write it."""
    if unit == "ratio":
        return f"{value:,f}"
    return f"{value:,f}{'' if unit == '%' else ' '}{unit}".strip()


def read_by(page: Page) -> str:
    """A warning where the text of a page was read from its image; empty where it was not."""
    return "Read by OCR: compare it with the page" if page.read_by == "ocr" else ""


def checked(citation: Citation) -> str:
    """Whether a citation was verified, in words."""
    return "Verified: these words stand on the page" if citation.verified else "Not verified on the page"


def name(report: Report) -> str:
    """What a report is called: its title, else its file's name."""
    return report.title or report.path.rpartition("/")[2]


def origin(report: Report) -> str:
    """Who wrote a report, for when, and what it is, as far as its name does not say so already."""
    facts = (report.organisation, report.period, report.kind)
    return " · ".join(fact for fact in facts if fact and fact.casefold() not in name(report).casefold())


def whereabouts(report: Report, page: Page) -> str:
    """Whose report is open, and at which of its pages."""
    where = f"{page_name(page)} of {report.page_count}"
    return f"{origin(report)} · {where}" if origin(report) else where.capitalize()


def page_name(page: Page) -> str:
    """A page by its sheet, and by the number printed on it where that differs."""
    differs = page.label and page.label != str(page.number)
    return f"page {page.number} (printed {page.label})" if differs else f"page {page.number}"


def marks(report: Report, ocr_pages: int) -> str:
    """What a reader must know of how a report was read; empty where all of it is its own text."""
    said = []
    if ocr_pages:
        said.append(f"OCR on {count(ocr_pages, 'page')}")
    if lost := len(report.unread_pages) - len(report.waiting_pages):
        said.append(f"{count(lost, 'page')} not read")
    if report.waiting_pages:
        said.append(f"{count(len(report.waiting_pages), 'page')} waiting for OCR")
    return ", ".join(said)


def progress(status: Status) -> str:
    """How far an ingest is."""
    if not status.total:
        return "Looking through the files …"
    if status.done == status.total:
        return "Writing the new index …"
    return f"Read {status.done:,} of {count(status.total, 'file')} …"


def ingested(status: Status) -> str:
    """What came of an ingest that has ended."""
    if status.summary is not None:
        outcomes = ", ".join(f"{number:,} {name}" for name, number in status.summary.items() if number)
        return f"Done: {outcomes}." if outcomes else "Done: nothing was new."
    if status.error == "IndexBusy":
        return "Another ingest is writing the index: try again when it has ended."
    if status.error:
        return "The files could not be read in; the server's log says why. Nothing else has changed."
    return "Stopped. Nothing has changed; what was read so far is not read again."


def rebuilding(reports: int) -> str:
    """While an ingest runs: what answers until it has ended."""
    before = f"the {count(reports, 'report')} of before answer{'s' if reports == 1 else ''}"
    return f"New reports are being read in. Until they are ready, {before}."


def rebuilt(changed: bool) -> str:
    """After an ingest has ended."""
    if changed:
        return "The new reports are ready: your next question is answered from them."
    return "Reading has ended; the reports are those of before."
