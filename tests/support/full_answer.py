"""An answer in which every field holds something, for tests of what is written and read back."""

from decimal import Decimal

from askreports.answering.answer import (
    Answer,
    AnswerStatus,
    Citation,
    Comparison,
    ComparisonCell,
    Figure,
    FigureInput,
    Gaps,
    Searched,
    Sentence,
)
from index.hit import Hit, PageReference
from ingest.document import Page, Report
from ingest.passage import Passage

REPORT = Report("abc", "harbour.md", "Harbour report", "Port", "2021", "report", "en", 2, ("PI",), (2,))
PAGE = Page(1, "i", "", 0, 0, 7, "ocr")
PASSAGE = Passage("p", "abc", ("A", "B"), "27 grants", 0, 9, 1, 1, "Grants by year")
HIT = Hit(1, 0.7, REPORT, PAGE, PASSAGE, {"words": 0.7}, (PageReference(REPORT, PAGE),))
FULL_ANSWER = Answer(
    "And grants?",
    AnswerStatus.ANSWERS,
    (Sentence("27 grants.", (1,)), Sentence("Überall 99 boats.", (1,), ("99 is not in the passages",))),
    (Citation(1, REPORT, PAGE, "27 grants", verified=True),),
    (HIT,),
    Searched(1, 3, Gaps(("Yak",), (2019,), ("Zoo",), ("sails",), "Port", "es")),
    0.1,
    Figure(Decimal("0.66"), "ratio", "a / b", (FigureInput("a", "2021", Decimal("1.10"), "EUR", 1),)),
    Comparison(("", "2021"), ((ComparisonCell("grants"), ComparisonCell("27", 1)),)),
    "Grants of the port?",
    "tiny at 127.0.0.1:11434",
    "The language model did not answer.",
)
