"""Drop caps: the large first letter of a paragraph, put back before the rest of its word."""

from collections import Counter
from collections.abc import Sequence

from ingest.readers.pdf.layout.boxes import height, middle
from ingest.readers.pdf.layout.rows import Fragment

_LARGER = 1.8  # than the letters of its word
_NEAR = 1.2  # of a line's height that the word begins right of it at most
_BELOW = 0.3  # of a line's height that the middle of the word may be below it
_WORDS_OF_A_LETTER = "AEIOUYÀÈÉÍÓÚ"  # may be a word by themselves


def with_drop_caps(fragments: Sequence[Fragment]) -> Sequence[Fragment]:
    """The fragments; a large letter becomes the first one of the word right of it, on the topmost line.

    Designers draw it as a line of its own, before its paragraph or behind a later line of it.
    """
    caps = [one for one in fragments if len(one.text) == 1 and one.text.isupper() and not one.turns]
    joined = {cap: word for cap in caps if (word := _rest_of_word(cap, fragments))}
    if not joined:
        return fragments
    caps_of = {word: cap for cap, word in joined.items()}
    times = Counter(one.text.casefold() for one in fragments)
    return [_whole(caps_of.get(one), one, times) for one in fragments if one not in joined]


def _rest_of_word(cap: Fragment, fragments: Sequence[Fragment]) -> Fragment | None:
    beside = [one for one in fragments if _goes_on(cap, one)]
    return max(beside, key=lambda one: (one.top, -one.left), default=None)


def _goes_on(cap: Fragment, word: Fragment) -> bool:
    size = height(word)
    if height(cap) < _LARGER * size or not word.text[0].isalpha() or word.turns:
        return False
    is_right = word.left > (cap.left + cap.right) / 2 and word.left - cap.right < _NEAR * size
    return is_right and cap.bottom - _BELOW * size < middle(word) < cap.top


def _whole(cap: Fragment | None, word: Fragment, times: Counter[str]) -> Fragment:
    """A word with its large letter, which may be a word itself: then the other one is elsewhere, too."""
    if cap is None:
        return word
    is_word = cap.text in _WORDS_OF_A_LETTER and times[word.text.casefold()] > 1
    text = f"{cap.text}{' ' if is_word else ''}{word.text}"
    return word._replace(text=text, left=cap.left, new_line=True)
