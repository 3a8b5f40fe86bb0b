"""Prints hits and answers."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from askreports.doors.printing.console import console, table
from index.hit import Hit
from ingest.document import Page, Report

if TYPE_CHECKING:  # a search does not load what answers are made with
    from askreports.answering.answer import Answer, Citation, Comparison, ComparisonCell, Sentence

_EXCERPT = 300  # characters of a passage
_STATUS = {"closest": "Closest passages: may not answer.", "nothing": "Not in these reports."}


def show_hits(hits: Sequence[Hit], explain: bool) -> None:
    """The hits of a search, one paragraph each."""
    out = console()
    if not hits:
        out.print(Text("Nothing found in these reports."))
    for hit in hits:
        out.print(Text(f"{hit.rank}. {_place(hit.document, hit.page)}  {_share(hit.score)}", style="bold"))
        if hit.passage.section:
            out.print(Text(f"   {' / '.join(hit.passage.section)}", style="dim"))
        if explain:
            out.print(Text("   " + "  ".join(f"{name} {_share(value)}" for name, value in hit.why.items())))
        out.print(Text("   " + " ".join(hit.passage.text.split())[:_EXCERPT]))
        for place in hit.also_in:
            out.print(Text(f"   also in {_place(place.document, place.page)}", style="dim"))


def _share(value: float) -> str:
    return f"{round(value, 4):.2f}"  # rounded as the JSON is, then once more


@contextmanager
def show_writing() -> Iterator[Callable[[str], None]]:
    """What a language model writes, on stderr as it comes; removed once the answer has been checked."""
    written = Text(style="dim")
    live = Live(console=Console(stderr=True), transient=True)

    def show(piece: str) -> None:
        written.append("".join(char for char in piece if char.isprintable() or char == "\n"))
        live.start()
        live.update(written)

    try:
        yield show
    finally:
        live.stop()


def show_answer(answer: "Answer") -> None:
    """An answer with its sources, or that there is none."""
    out = console()
    if answer.standalone:
        out.print(Text(f"Understood as: {answer.standalone}", style="dim"))
    if answer.notice:
        out.print(Text(answer.notice, style="bold"))
    if not answer.found:
        out.print(Text(_standing(answer), style="bold"))
    for sentence in answer.sentences:
        out.print(Text(_sentence(sentence)))
    if answer.table:
        out.print(_comparison(answer.table))
    for citation in answer.citations:
        out.print(Text(source_line(citation), style="dim"))
    _show_searched(answer, out)


def _standing(answer: "Answer") -> str:
    """How an answer stands that does not answer the question: pages that are not read may do so."""
    if answer.status == "nothing" and answer.searched.unread_pages:
        return "Not in the pages that are read."
    return _STATUS[answer.status]


def _show_searched(answer: "Answer", out: Console) -> None:
    """What was searched, what is missing there, and what was sent where."""
    searched = answer.searched
    if missing := searched.gaps.sentence():
        out.print(Text(missing, style="dim"))
    skipped = f"; {searched.skipped} files had been skipped" if searched.skipped else ""
    lost = searched.unread_pages - searched.waiting_pages
    unread = f"; {lost} pages could not be read" if lost else ""
    waiting = f"; {searched.waiting_pages} pages wait for OCR" if searched.waiting_pages else ""
    out.print(Text(f"Searched {searched.reports} reports{skipped}{unread}{waiting}.", style="dim"))
    if answer.notice:
        out.print(Text(answer.notice))
    if answer.sent_to:
        out.print(Text(f"Question and passages were sent to {answer.sent_to}.", style="dim"))


def _sentence(sentence: "Sentence") -> str:
    marks = "".join(f"[{number}]" for number in sentence.citations)
    doubts = "" if sentence.verified else f"  NOT verified: {'; '.join(sentence.doubts)}"
    return f"{sentence.text} {marks}{doubts}"


def source_line(citation: "Citation") -> str:
    """A citation with its number, its place, and whether its quote was found there."""
    checked = "verified" if citation.verified else "NOT verified"
    return f"[{citation.number}] {_place(citation.document, citation.page)}, {checked}"


def _place(report: Report, page: Page) -> str:
    """A page of a report, as a person would cite it."""
    label = f" (printed {page.label})" if page.label not in ("", str(page.number)) else ""
    ocr = ", read by OCR" if page.read_by == "ocr" else ""
    return f"{report.title}, {report.path}, page {page.number}{label}{ocr}"


def _comparison(comparison: "Comparison") -> Table:
    """A comparison, each cell with the number of its citation."""
    return table(comparison.columns, ([_cell(cell) for cell in row] for row in comparison.rows))


def _cell(cell: "ComparisonCell") -> str:
    return f"{cell.text} [{cell.citation}]" if cell.citation else cell.text
