"""Reports that answer what is written down here, for the tests of the doors.

Run as `canned.py mcp` or `canned.py rest PORT` it serves them.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace

from askreports.answering.answer import Answer, AnswerStatus, Citation, Searched, Sentence
from askreports.checking.checked import CheckedText
from askreports.doors import mcp_server, rest
from askreports.grid.columns import over_of
from askreports.grid.fill import questions_of
from askreports.grid.table import Grid
from askreports.restatements.restated import Restatements
from index.hit import Hit
from index.storage.catalog import ReportCounts
from ingest.document import Page, Report
from ingest.passage import Passage

REPORT = Report("d1", "harbour.md", "Harbour project", "Port Institute", "2021", "annual report", "en", 1)
PAGE = Page(1, "i", "Grants went to 27 start-ups.", 0, 0, 28)
HIT = Hit(1, 0.71, REPORT, PAGE, Passage("p1", "d1", ("Results",), PAGE.text, 0, 28, 1, 1), {"words": 0.71})


class CannedReports:
    """Finds one hit whatever is asked, raises `failure` if it has one, and remembers what it was asked."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.failure = failure
        self.index, self.generation = Path("index"), "000001"
        self.manifest = SimpleNamespace(embedder=SimpleNamespace(name="fake"), pages=1, passages=1)
        self.asked: list[tuple[str, Mapping[str, object] | None]] = []
        self.earlier: list[str] = []
        self.sends_to: str | None = None
        self.closed = False

    def search(self, question: str, k: int = 10, where: Mapping[str, object] | None = None) -> list[Hit]:
        self._note(question, where)
        return [HIT] * k

    def ask(
        self,
        question: str,
        where: Mapping[str, object] | None = None,
        earlier: Sequence[str] = (),
        on_text: Callable[[str], None] = lambda _: None,  # noqa: ARG002
    ) -> Answer:
        self._note(question, where)
        self.earlier = list(earlier)
        print("a stray print must not reach the wire")
        cited = Citation(1, REPORT, PAGE, "27 start-ups", verified=True)
        said = Sentence("It went to 27 start-ups.", (1,))
        return Answer(question, AnswerStatus.ANSWERS, (said,), (cited,), (HIT,), Searched(1, 0), 0.1)

    def check(self, text: str, where: Mapping[str, object] | None = None) -> CheckedText:
        self._note(text, where)
        return CheckedText(text, (), (), Searched(1, 0), 0.1)

    def count_cells(self, questions: str, over: str, where: Mapping[str, object] | None = None) -> int:
        self._note(questions, where)
        over_of(over)
        return len(questions_of(questions))

    def grid(self, questions: str, over: str, where: Mapping[str, object] | None = None) -> Grid:
        self._note(questions, where)
        return Grid(tuple(questions_of(questions)), (), over_of(over), (), ())

    def restatements(self, where: Mapping[str, object] | None = None) -> Restatements:
        self._note("restatements", where)
        return Restatements((), (), 1, 0.1)

    def refresh(self) -> "CannedReports":
        return self

    def close(self) -> None:
        self.closed = True

    def documents(self) -> list[Report]:
        self._note("documents", None)
        return [REPORT]

    def counts(self) -> dict[str, ReportCounts]:
        return {REPORT.id: ReportCounts(ocr_pages=0, passages=1)}

    def paths(self) -> dict[str, list[str]]:
        return {REPORT.id: [REPORT.path]}

    def ingested(self) -> dict[str, str]:
        return {REPORT.id: "2026-01-31T09:30:00+00:00"}

    def partial(self) -> list[object]:
        return []

    def skipped(self) -> list[object]:
        return []

    def forgotten(self) -> list[object]:
        return []

    def _note(self, question: str, where: Mapping[str, object] | None) -> None:
        if self.failure:
            raise self.failure
        self.asked.append((question, where))


if __name__ == "__main__":
    if sys.argv[1] == "mcp":
        mcp_server.serve(CannedReports())
    else:
        rest.serve(CannedReports(), port=int(sys.argv[2]))
