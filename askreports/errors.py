"""Every error that askreports raises on purpose. Its text says what is wrong, where, and what to do next.

    AskReportsError
    ├── NothingToIngest         a path does not exist, or no file lies under the paths
    ├── FileSkipped             one file cannot be used; the others are ingested
    ├── ReaderFailed            a process that reads files cannot start
    ├── IndexMissing            there is no index in the folder
    ├── IndexDamaged            a file of the index is missing, cut short or changed
    ├── IndexStale              the index has another format or embedding model than the settings
    ├── IndexClosed             the reports were closed before this call
    ├── IndexBusy               another process is writing the index
    ├── IndexNotWritten         the index could not be written; the previous generation is still live
    ├── ModelUnavailable        an embedding model cannot be loaded
    │   └── BackendMissing      OpenVINO, which runs compiled models, cannot be loaded
    ├── BadQuestion             a question that cannot be searched: empty, too long, k out of range
    ├── BadFilter               an unknown field in `where`, or a value that it cannot have
    ├── BadGlossary             a glossary file that cannot be read
    ├── BadTaxonomy             a taxonomy file that cannot be read
    ├── BadDescription          what is said of a report is nothing that a report can have
    ├── NoSuchReport            a path or id of no report, or of several where one is meant
    ├── NoSuchPage              a report or page that is not in the index
    ├── PageNotDrawn            a page that cannot be drawn as an image
    ├── ModelNotSet             the settings of the language model are incomplete
    ├── ModelFailed             the language model gave no complete answer
    ├── HistoryUnavailable      the file of conversations cannot be read or written
    ├── BadText                 a text to check, or a file of questions, that cannot be used
    ├── BadGold                 a file of gold questions cannot be used
    ├── BadListening            a server may not listen where it was told to
    ├── BadToken                the file of tokens cannot be read, or there is no such token
    └── BadSignIn               the sign-in of the app cannot work as it is configured

All of them are names of `askreports`: `except askreports.IndexStale`. A stage defines the errors that it
raises, those of `ingest` and `index` are handed on here.
"""

from index.errors import (
    BackendMissing,
    BadFilter,
    BadGlossary,
    BadQuestion,
    IndexBusy,
    IndexClosed,
    IndexDamaged,
    IndexMissing,
    IndexNotWritten,
    IndexStale,
    ModelUnavailable,
    NoSuchPage,
    NoSuchReport,
)
from ingest.errors import AskReportsError, BadDescription, FileSkipped, NothingToIngest, ReaderFailed

__all__ = [
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
    "FileSkipped",
    "HistoryUnavailable",
    "IndexBusy",
    "IndexClosed",
    "IndexDamaged",
    "IndexMissing",
    "IndexNotWritten",
    "IndexStale",
    "ModelFailed",
    "ModelNotSet",
    "ModelUnavailable",
    "NoSuchPage",
    "NoSuchReport",
    "NothingToIngest",
    "PageNotDrawn",
    "ReaderFailed",
]


class BadTaxonomy(AskReportsError):
    """A taxonomy file is not valid TOML, or does not describe an item or a ratio as it must."""


class BadText(AskReportsError):
    """A text to check, or a file of questions, cannot be used: empty, too long, encrypted, unknown."""


class PageNotDrawn(AskReportsError):
    """The page cannot be drawn: the file is damaged or has no such page."""


class ModelNotSet(AskReportsError):
    """The settings of the language model are incomplete, or the package that it needs is not installed."""


class ModelFailed(AskReportsError):
    """The language model gave no complete answer. The text says why, and never contains the API key.

    `out_of_time` says that it was writing when its time was over: what it had written is of use.
    """

    def __init__(self, text: str, out_of_time: bool = False) -> None:
        super().__init__(text)
        self.out_of_time = out_of_time


class HistoryUnavailable(AskReportsError):
    """The file of conversations cannot be read or written."""


class BadGold(AskReportsError):
    """A file of gold questions cannot be used. The text names the file, the line and what to write."""


class BadToken(AskReportsError):
    """The file of tokens cannot be read, or contains no token of that name."""


class BadListening(AskReportsError):
    """A server is told to listen in a way that is not allowed, or the setting is misspelt."""


class BadSignIn(AskReportsError):
    """A sign-in is configured with which nobody could sign in."""
