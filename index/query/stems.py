"""Text to the word stems that are indexed and searched, by the stemmer of its language (Snowball)."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain, repeat
from typing import Any

# ISO 639-1 code -> Snowball algorithm; other languages are indexed by whole words
ALGORITHMS = {
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
}
# Words of reports that the stemmer throws together with others of another meaning: "founded" with "found",
# "severance" with "several", "author" with "authority". By language, the word and its own stem.
_APART = {
    "en": {
        **dict.fromkeys(("founded", "founder", "founders", "founding"), "founded"),
        "severance": "severance",
        "several": "several",
        **dict.fromkeys(("author", "authors", "authored"), "authors"),
    }
}
MAX_WORD_CHARS = 64  # a longer "word" is data, not language

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\d+")
_THOUSANDS = re.compile(r"[.,](?=\d{3}(?:\D|$))")
_MARKS = re.compile(r"[\u0300-\u036f]")


def words(text: str) -> list[str]:
    """The words and numbers of a text, lower case, in order. "1,577" and "1.577" are the number 1577."""
    found = [word.casefold() for word in _WORD.findall(text) if len(word) <= MAX_WORD_CHARS]
    return [_THOUSANDS.sub("", word) if word[0].isdigit() else word for word in found]


def stems(text: str, language: str) -> list[str]:
    """One stem a word, accents dropped: readers leave them out, and so do typists."""
    return list(chain.from_iterable(map(_stems_of, text.split(), repeat(language))))


@lru_cache(1 << 17)
def _stems_of(piece: str, language: str) -> tuple[str, ...]:
    """The stems of a text without white space; most occur many times, so they are cached."""
    return tuple(_stemmed(words(piece), language))


def stem_sets(text: str, languages: Iterable[str]) -> list[frozenset[str]]:
    """For each word of a question the stems it may have in these languages."""
    found = words(text)
    columns = [_stemmed(found, language) for language in languages] or [_stemmed(found, "")]
    return [frozenset(forms) for forms in zip(*columns, strict=True)]


def _stemmed(found: list[str], language: str) -> list[str]:
    stemmer = _stemmer(language)
    forms = found if stemmer is None else stemmer.stemWords(found)
    if apart := _APART.get(language):
        forms = [apart.get(word, form) for word, form in zip(found, forms, strict=True)]
    return [form if form.isascii() else without_accents(form) for form in forms]


def without_accents(word: str) -> str:
    """A text with its accents and other marks dropped: é becomes e."""
    return _MARKS.sub("", unicodedata.normalize("NFD", word))


@cache
def _stemmer(language: str) -> Any:
    import Stemmer

    name = ALGORITHMS.get(language)
    return Stemmer.Stemmer(name) if name else None
