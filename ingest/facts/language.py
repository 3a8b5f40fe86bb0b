"""The language of a report."""

import re

from ingest.document import RawReport
from ingest.language.detection import detect

LANGUAGES = (
    "en", "es", "ca", "fr", "de", "pt", "it", "nl", "gl", "eu", "da", "sv", "no", "fi",
    "pl", "cs", "sk", "sl", "hr", "hu", "ro", "bg", "el", "et", "lv", "lt",
)  # fmt: skip
_COMMON = LANGUAGES[:8]  # a few words are told apart among these only
_OTHER_SCRIPTS = ("ar", "fa", "he", "hi", "hy", "ja", "ka", "ko", "ru", "th", "uk", "zh")
_UNDETECTABLE = "en"

_PAGES = 8
_PIECE = 600  # characters of a page
_FEW_LETTERS = 200
_TOO_FEW_WORDS = 3
_LAST_OF_EUROPE = "\u0400"  # Latin and Greek letters come before Cyrillic, Hebrew, Arabic ...


def find_language(reading: RawReport) -> str:
    """The ISO 639-1 code of the language that most of a sample of the text is in."""
    sample = _sample(reading)
    letters = [letter for letter in sample if letter.isalpha()]
    if len(set(re.findall(r"[^\W\d_]{2,}", sample))) < _TOO_FEW_WORDS:
        return _UNDETECTABLE
    return detect(sample, _candidates(letters))[0]


def _candidates(letters: list[str]) -> tuple[str, ...]:
    """Which languages a text in these letters may be in."""
    if sum(letter >= _LAST_OF_EUROPE for letter in letters) > len(letters) / 2:
        return ("bg", *_OTHER_SCRIPTS)
    return _COMMON if len(letters) < _FEW_LETTERS else LANGUAGES


def _sample(reading: RawReport) -> str:
    """Running text from pages all over the report, since tables and addresses have no language."""
    pages = [page.text for page in reading.pages if len(page.text) > _PIECE] or [
        page.text for page in reading.pages
    ]
    step = max(1, len(pages) // _PAGES)
    pieces = (_middle(_prose(page)) for page in pages[::step][:_PAGES])
    return " ".join(piece for piece in pieces if piece) or " ".join(pages)[:2000]


def _middle(text: str) -> str:
    return text[max(0, (len(text) - _PIECE) // 2) :][:_PIECE]


def _prose(text: str) -> str:
    lines = (line for line in text.splitlines() if len(re.findall(r"[^\W\d_]{2,}", line)) >= 4)
    return " ".join(" ".join(lines).split())
