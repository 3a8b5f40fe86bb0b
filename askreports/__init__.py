"""Ask questions of a folder of reports; every sentence of the answer cites the page it stands on.

    import askreports
    askreports.ingest(["corpus/"], index=".askreports")
    with askreports.open(".askreports") as reports:
        answer = reports.ask("What did 3M spend on plant and equipment in 2018?")

The names of `__all__` are the public API; everything else may change. They are imported on first use, so
that `import askreports` is fast. `askreports.errors` describes the errors.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from askreports.answering.answer import Answer, Citation, Searched, Sentence
    from askreports.errors import (
        AskReportsError,
        BackendMissing,
        BadDescription,
        BadFilter,
        BadGlossary,
        BadGold,
        BadListening,
        BadQuestion,
        BadSignIn,
        BadTaxonomy,
        BadText,
        BadToken,
        FileSkipped,
        HistoryUnavailable,
        IndexBusy,
        IndexClosed,
        IndexDamaged,
        IndexMissing,
        IndexNotWritten,
        IndexStale,
        ModelFailed,
        ModelNotSet,
        ModelUnavailable,
        NoSuchPage,
        NoSuchReport,
        NothingToIngest,
        PageNotDrawn,
        ReaderFailed,
    )
    from askreports.ingesting import ingest
    from askreports.reports import Reports, Skipped
    from askreports.reports import open_reports as open
    from askreports.settings import Settings
    from index.hit import Hit
    from index.outcome import FileOutcome, Ingested, Outcome, Progress
    from index.storage.generation import live_generation
    from ingest.document import Page, Report
    from ingest.passage import Passage

    __version__: str

__all__ = [
    "Answer",
    "AskReportsError",
    "BackendMissing",
    "BadDescription",
    "BadFilter",
    "BadGlossary",
    "BadGold",
    "BadListening",
    "BadQuestion",
    "BadSignIn",
    "BadTaxonomy",
    "BadText",
    "BadToken",
    "Citation",
    "FileOutcome",
    "FileSkipped",
    "HistoryUnavailable",
    "Hit",
    "IndexBusy",
    "IndexClosed",
    "IndexDamaged",
    "IndexMissing",
    "IndexNotWritten",
    "IndexStale",
    "Ingested",
    "ModelFailed",
    "ModelNotSet",
    "ModelUnavailable",
    "NoSuchPage",
    "NoSuchReport",
    "NothingToIngest",
    "Outcome",
    "Page",
    "PageNotDrawn",
    "Passage",
    "Progress",
    "ReaderFailed",
    "Report",
    "Reports",
    "Searched",
    "Sentence",
    "Settings",
    "Skipped",
    "__version__",
    "ingest",
    "live_generation",
    "open",
]

_HOMES = {  # of what is not an error
    "Answer": "askreports.answering.answer",
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
    "ingest": "askreports.ingesting",
    "live_generation": "index.storage.generation",
    "open": "askreports.reports",
}
_OTHER_NAMES = {"open": "open_reports"}


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'askreports' has no attribute {name!r}; it has {', '.join(__all__)}")
    if name == "__version__":
        return import_module("importlib.metadata").version("askreports")
    return getattr(import_module(_HOMES.get(name, "askreports.errors")), _OTHER_NAMES.get(name, name))
