"""Letters that a font's character map gives as others, all of them so many places further on in the alphabet.

The glyphs of many fonts are numbered in the order of ASCII, but from another number on; where a file takes
those numbers for characters, "The" comes as "7KH". So many places back they make language again.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.pdf.garbled import is_garbled

_FREQUENT = 4  # signs of a text, one of which is a blank or one of these letters:
_TARGETS = " eaions"
_FIRST, _LAST = " ", "~"  # of ASCII; what lies beyond was numbered in the order of one of these:
_ENCODINGS = ("cp1252", "mac_roman")
_MIN_READABLE = 0.97  # of what is decoded: letters, digits and the punctuation of prose
_MIN_WORDS = 60
_MIN_WELL_SET = 0.9  # of the words: in small letters, in capitals, or with one capital in front
_LINE_END = "\r\n"
_WORD = re.compile(r"[^\W\d_]{2,}")
_MIN_STOPS = 0.4  # of the signs are full stops and commas
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_READABLE = re.compile(r"[\w\s.,;:()\-–—'’‘“”\"/$€£%&•·§°®©«»¿¡!?+*=]")


@dataclass(frozen=True, slots=True)
class Shift:
    """How many places each character stands off, and in which order those beyond ASCII are numbered."""

    places: int
    encoding: str

    def undone(self, text: str) -> str:
        """The text that was meant, character by character. Line ends stay, which pdfium writes as two, and so
        do the blanks that it puts into gaps; what has no meaning becomes U+FFFD.
        """
        meant = str.maketrans({character: self._meant(character) for character in set(text) - {" "}})
        return _LINE_END.join(line.translate(meant) for line in text.split(_LINE_END))

    def _meant(self, character: str) -> str:
        code = ord(character) + self.places
        if _FIRST <= chr(max(code, 0)) <= _LAST:
            return chr(code)
        if not 0x80 <= code <= 0xFF:
            return "\ufffd"
        meant = bytes([code]).decode(self.encoding, "replace")
        return meant if meant.isprintable() else "\ufffd"


def find_shift(texts: Sequence[str]) -> Shift | None:
    """The shift of a document, by the characters of garbled pages; None where undoing none makes language."""
    text = "\n".join(texts)
    found = ((share, shift) for shift in _possible(text) if (share := _sense(text, shift.undone(text))))
    _, best = max(found, key=lambda one: one[0], default=(0.0, None))
    return best


def makes_sense(text: str, shift: Shift) -> bool:
    """Whether a single page, of few words maybe, can be read once the shift is undone, not before."""
    undone = shift.undone(text)
    is_better = is_garbled(text) or _readable(text) < _readable(undone)
    return is_better and not is_garbled(undone) and _readable(undone) >= _MIN_READABLE


def _possible(text: str) -> Iterator[Shift]:
    frequent = Counter(text.replace("\r", "").replace("\n", "")).most_common(_FREQUENT)
    steps = {ord(target) - ord(character) for character, _ in frequent for target in _TARGETS}
    for step in sorted(steps - {0}):
        for encoding in _ENCODINGS:
            yield Shift(step, encoding)


def _sense(text: str, undone: str) -> float:
    """How much of the text can be read; 0 where it is no language."""
    words = _WORD.findall(undone)
    well_set = sum(word[1:].islower() or word.isupper() for word in words)
    in_small_letters = sum(map(str.islower, undone)) > sum(map(str.isupper, undone))
    if len(words) < _MIN_WORDS or well_set < _MIN_WELL_SET * len(words) or not in_small_letters:
        return 0.0
    share = _readable(undone)
    if share < _MIN_READABLE or is_garbled(undone) or not _has_right_signs(text, undone):
        return 0.0
    return share


def _has_right_signs(text: str, undone: str) -> bool:
    """Whether figures and signs come right with the letters: in some files only letters are others."""
    has_years = len(_YEAR.findall(undone)) >= max(1, len(_YEAR.findall(text)))
    return has_years and _stops(undone) >= _MIN_STOPS and _stops(undone) > _stops(text)


def _stops(text: str) -> float:
    signs = _SIGN.findall(text)
    return (signs.count(".") + signs.count(",")) / max(len(signs), 1)


def _readable(text: str) -> float:
    return len(_READABLE.findall(text)) / max(len(text), 1)
