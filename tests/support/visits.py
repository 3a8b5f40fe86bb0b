"""A visitor of the browser door without a browser, and an index of one report that answers them."""

import json
import time
from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from askreports.answering.answer import Answer, AnswerStatus, Citation, Searched, Sentence
from askreports.reports import Skipped
from index.errors import BadQuestion, IndexDamaged, NoSuchPage
from index.hit import Hit
from ingest.document import Page, Report
from ingest.passage import Passage

TEXT = (
    "In 2021 the harbour gave 27 grants.\nUS$1,577 and US$1,373 ![](http://evil.example/x.png) went to boats."
)
REPORT = Report("abc", "harbour.md", "Harbour $x$ report", "Port Institute", "2021", "annual report", "en", 2)
PAGE = Page(1, "i", TEXT, 0, 0, len(TEXT))
QUOTE = TEXT.splitlines()[1]
HIT = Hit(1, 0.7, REPORT, PAGE, Passage("p1", "abc", ("Results",), TEXT, 0, len(TEXT), 1, 1), {})
CITATION = Citation(1, REPORT, PAGE, QUOTE, verified=True)
ANSWER = Answer(
    "Grants?",
    AnswerStatus.ANSWERS,
    (Sentence(QUOTE, (1,)),),
    (CITATION,),
    (HIT,),
    Searched(reports=1, skipped=2),
    seconds=0.1,
)
NOTHING = replace(ANSWER, status=AnswerStatus.NOTHING, sentences=(), citations=())


class FakeReports:
    """An index of one report of two pages, which answers one question."""

    def __init__(self, index, documents=(REPORT,), source_file=None, answer=ANSWER):
        self.index, self.generation = index, "000001"
        self._answer = answer
        self._documents = list(documents)
        self._source_file = source_file
        self.asked = []
        self.figures = ()

    def documents(self):
        return self._documents

    def skipped(self):
        return [Skipped("locked.pdf", "locked")]

    def page(self, document_id, number):
        if document_id != "abc" or number not in (1, 2):
            raise NoSuchPage(f"no page {number} in /secret/{document_id}: look again")
        return replace(PAGE, number=number)

    def source_file(self, document_id):  # noqa: ARG002
        return self._source_file

    def implied(self, question):
        return {"organisation": ["Port $x$ Institute"]} if "Port" in question else {}

    def known_figures(self, document_id, page=None):  # noqa: ARG002
        return (one for one in self.figures if page in (None, one.page))

    def ask(self, question, where=None, earlier=(), on_text=lambda _: None):  # noqa: ARG002
        if where is not None:  # by a visitor, and not for a suggestion
            self.asked.append(question)
            self.where, self.earlier = where, earlier
        if not question.strip():
            raise BadQuestion("empty")
        if question == "damage":
            raise IndexDamaged("/secret/vectors.faiss is cut short: run 'askreports rollback'")
        if question == "bug":
            raise ZeroDivisionError("/secret")
        if question == "And boats?":
            return replace(self._answer, question=question, standalone="Grants for $x$ boats?")
        return replace(self._answer if "grant" in question.casefold() else NOTHING, question=question)


def script(open_shelf, index):
    from askreports.doors.web.pages import frame

    frame.draw(open_shelf, index)


class Visit:
    """A visitor who looks at the page that the address names."""

    def __init__(self, open_shelf, index=Path("no such folder"), **address):
        self._open_shelf, self._index = open_shelf, index
        given = {"open_shelf": open_shelf, "index": index}
        self.app = AppTest.from_function(script, kwargs=given, default_timeout=20)
        self.app.query_params.update(address)
        self.app.run()

    def ask(self, question):
        """Type a question and press Enter."""
        self.app.chat_input[0].set_value(question).run()
        return self

    def wait_for_suggestions(self):
        """Until every question that may be suggested was asked."""
        end = time.monotonic() + 10
        while time.monotonic() < end:
            self.app.run()
            if self.component("choices"):
                return
            time.sleep(0.05)

    def reload(self):
        """A new session at the address that this one has written."""
        return Visit(self._open_shelf, self._index, **self.app.query_params)

    def component(self, name):
        """What the component of this name was handed last."""
        drawn = [e.proto for e in self.app.main if getattr(e, "type", "") == "bidi_component"]
        return [json.loads(proto.json) for proto in drawn if proto.component_name == f"askreports.{name}"]

    @property
    def answers(self):
        return self.component("answer")

    @property
    def viewer(self):
        (viewer,) = self.component("viewer")
        return viewer

    @property
    def text(self):
        """Everything that stands on the page as ordinary elements."""
        return " ".join(e.value for kind in ("subheader", "text", "code") for e in self.app.get(kind))
