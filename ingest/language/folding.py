"""Text folded so that upper case, accents and kinds of dash do not matter; offsets stay as they were."""

import re
import unicodedata
from collections.abc import Iterable

_PLAIN = {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"'}
_PLAIN |= dict.fromkeys("‐‑‒–—−", "-") | {"\u00a0": " ", "\u202f": " ", "\u2009": " "}


def _fold_table() -> dict[str, str]:
    """Every accented Latin letter with its bare one: one character for one, so that offsets hold."""
    bare = {letter: unicodedata.normalize("NFKD", letter)[0] for letter in map(chr, range(0xC0, 0x250))}
    return {letter: base for letter, base in bare.items() if base.isascii()} | _PLAIN


_FOLDS = _fold_table()
_FOLDED = re.compile("[" + "".join(_FOLDS) + "]")


def fold(text: str) -> str:
    """Lower case without accents, of the same length as `text`."""
    return _FOLDED.sub(lambda match: _FOLDS[match.group()], text).lower()


def either(phrases: Iterable[str]) -> str:
    """A pattern for any of these folded phrases, longest first, however they are spaced."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(spaced(phrase) for phrase in ordered) + ")"


def spaced(phrase: str, gap: str = r"[\s-]+") -> str:
    """A pattern for a phrase with `gap` between its words; `...` in it stands for up to ten words."""
    parts = [
        gap.join(re.escape(word) for word in re.split(r"[\s-]+", part.strip()))
        for part in phrase.split("...")
    ]
    return r"\b(?:\W+\w\S*){0,10}?\W+".join(parts)
