"""Words with lost or parted letters, mended with the words of the same document.

Some fonts have ligatures that no character stands for, so that "Scolarisation" comes as "Scolarisa\ufffdon";
some makers move a letter so far that it seems to be a word: "Wor k shops". Both are told by the same word
being whole somewhere else in the document; what is not found there stays as it is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ingest.document import RawReport, ReadPage
from ingest.readers.grid import anchored
from ingest.table import Table

_LOST = "\ufffd"
_LIGATURES = (
    "ti",
    "fi",
    "fl",
    "ff",
    "tt",
    "ffi",
    "ffl",
    "tti",
    "ft",
    "fj",
    "fb",
    "fh",
    "fk",
    "ct",
    "st",
    "Th",
)
_WORD = re.compile(rf"[^\W\d_]+(?:{_LOST}+[^\W\d_]*)*|{_LOST}+[^\W\d_]+")
_PARTED = re.compile(r"(?<!\S)([^\W\d_]{2,}) ([^\W\d_aeiouyAEIOUY])(?: ([^\W\d_]{2,}))?(?![^\s.,;:)])")
_MIN_LETTERS = 5  # of a word that is put together


def with_whole_words(reading: RawReport) -> RawReport:
    """The reading with such words made whole, where the document has them elsewhere."""
    texts = [page.text for page in reading.pages]
    has_lost = any(_LOST in text for text in texts)
    if not has_lost and not any(_PARTED.search(text) for text in texts):
        return reading
    known = {word.casefold() for text in texts for word in _WORD.findall(text) if _LOST not in word}

    def mended(text: str) -> str:
        if _LOST in text:
            text = _WORD.sub(lambda word: _spelt(word[0], known), text)
        return _PARTED.sub(lambda parts: _joined(parts, known), text)

    return replace(reading, pages=tuple(_mended(page, mended) for page in reading.pages))


def _mended(page: ReadPage, mended: Callable[[str], str]) -> ReadPage:
    text = mended(page.text)
    if text == page.text:
        return page
    tables = (_with_texts(table, mended) for table in page.tables)
    return replace(page, text=text, tables=tuple(anchored(list(tables), text)))


def _with_texts(table: Table, mended: Callable[[str], str]) -> Table:
    return replace(table, cells=tuple(replace(cell, text=mended(cell.text)) for cell in table.cells))


def _spelt(word: str, known: set[str]) -> str:
    """The word with letters for what is lost, where just one choice of them is a word of the document."""
    if _LOST not in word:
        return word
    found = {spelt for spelt in _choices(word) if spelt.casefold() in known}
    return found.pop() if len(found) == 1 else word


def _choices(word: str) -> Iterator[str]:
    """The word with each ligature in the place of what is lost, the same one where several are."""
    parts = re.split(f"{_LOST}+", word)
    yield from (ligature.join(parts) for ligature in _LIGATURES)


def _joined(parts: re.Match[str], known: set[str]) -> str:
    """A letter alone with the words beside it, if they are one word of the document together."""
    before, letter, behind = parts[1], parts[2], parts[3] or ""
    if letter.isupper():  # it may be an initial, or the letter of a list
        choices = [f"{before} {letter}{behind}"] if behind.isupper() else []
        choices += (
            [f"{before}{letter} {behind}"] if before.isupper() and before.casefold() not in known else []
        )
    else:
        choices = [before + letter + behind, f"{before}{letter} {behind}", f"{before} {letter}{behind}"]
    for choice in choices:
        whole = next((word for word in choice.split() if word not in (before, letter, behind)), "")
        if len(whole) >= _MIN_LETTERS and whole.casefold() in known:
            return choice.rstrip()
    return parts[0]
