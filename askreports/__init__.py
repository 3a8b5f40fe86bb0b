"""Ask questions of a folder of reports; every sentence of the answer cites the page it stands on.

    import askreports
    askreports.ingest(["corpus/"], index=".askreports")
    with askreports.open(".askreports") as reports:
        answer = reports.ask("What did 3M spend on plant and equipment in 2018?")

These names are the whole promise; everything else may move. Imported on first use, so that
`import askreports` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from askreports.answering.answer import Answer, Citation, Searched, Sentence
    from askreports.reports import Reports, Skipped, ingest
    from askreports.reports import open_reports as open
    from askreports.settings import Settings
    from index.hit import Hit
    from index.outcome import FileOutcome, Ingested, Outcome, Progress
    from index.storage.generation import live_generation
    from ingest.document import Page, Report
    from ingest.errors import AskReportsError
    from ingest.passage import Passage

_HOMES = {
    "Answer": "askreports.answering.answer",
    "AskReportsError": "ingest.errors",
    "Citation": "askreports.answering.answer",
    "FileOutcome": "index.outcome",
    "Hit": "index.hit",
    "Ingested": "index.outcome",
    "Outcome": "index.outcome",
    "Page": "ingest.document",
    "Passage": "ingest.passage",
    "Progress": "index.outcome",
    "Report": "ingest.document",
    "Reports": "askreports.reports",
    "Searched": "askreports.answering.answer",
    "Sentence": "askreports.answering.answer",
    "Settings": "askreports.settings",
    "Skipped": "askreports.reports",
    "ingest": "askreports.reports",
    "live_generation": "index.storage.generation",
    "open": "askreports.reports",
}
_OTHER_NAMES = {"open": "open_reports"}

__all__ = [
    "Answer",
    "AskReportsError",
    "Citation",
    "FileOutcome",
    "Hit",
    "Ingested",
    "Outcome",
    "Page",
    "Passage",
    "Progress",
    "Report",
    "Reports",
    "Searched",
    "Sentence",
    "Settings",
    "Skipped",
    "ingest",
    "live_generation",
    "open",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"askreports has no {name!r}: it promises {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), _OTHER_NAMES.get(name, name))
