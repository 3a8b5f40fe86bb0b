"""What can go wrong on the way from a file to passages.

AskReportsError           every error of ours; its text says what, where and what next
├── NothingToIngest       the paths given hold no file
├── BadDescription        what people say of a report that a report cannot have
├── FileSkipped           one file cannot be used; costs that file alone
└── ReaderFailed          a process that reads files cannot start
"""

from enum import StrEnum


class AskReportsError(Exception):
    """Base of every error that askreports raises on purpose."""


class ReaderFailed(AskReportsError):
    """A process that reads files cannot start: something is wrong with the installation."""


class NothingToIngest(AskReportsError):
    """A path that was named does not exist, or no file lies under the paths."""


class BadDescription(AskReportsError):
    """What people say of a report has a key that reports lack, or a value that it cannot take."""


class Reason(StrEnum):
    """Why a file was skipped, in words a person understands."""

    LOCKED = "locked"
    NO_TEXT = "no text"
    DAMAGED = "damaged"
    NO_PAGES = "no pages"
    NOT_A_PDF = "not a PDF"
    UNREADABLE = "unreadable"
    TOO_SLOW = "too slow"
    TOO_LARGE = "too large"
    GARBLED = "garbled text"
    UNSUPPORTED = "unsupported"


# what is said of a file with pages that OCR can read, where it is not installed
NEEDS_OCR = "needs OCR: run pip install 'askreports[ocr]', then ingest again"

# and of a file of Word or PowerPoint from before 2007, where the program that converts it is not there
NEEDS_LIBREOFFICE = (
    "needs LibreOffice: install it (libreoffice-writer and libreoffice-impress), then ingest again"
)


class FileSkipped(AskReportsError):
    """One file cannot be used. `reason` is one of a fixed set, `detail` says more for the log."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail

    @property
    def needs_ocr(self) -> bool:
        """Whether the file can be used once OCR is installed."""
        return NEEDS_OCR in self.detail

    def __reduce__(self) -> tuple[type["FileSkipped"], tuple[Reason, str]]:
        return (FileSkipped, (self.reason, self.detail))  # crosses a process border
