"""Words by which facts are recognised, folded: see `vocabulary.toml`."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ingest.language.folding import either as either
from ingest.language.folding import fold as fold
from ingest.language.folding import spaced

SMALL_WORDS = (  # the longer before those that they begin with: the order counts in patterns
    "of the", "for the", "of", "for", "and", "the", "to", "in", "on", "by", "at", "an",
    "de los", "de las", "de les", "de la", "dels", "del", "des", "der", "den", "dei", "della", "delle", "de",
    "das", "dos", "die", "di", "do", "da", "du", "per a", "per", "para", "pour", "für", "fur", "und", "von",
    "van", "zu", "am", "les", "las", "los", "la", "le", "el", "il", "lo", "het", "et", "y", "i", "e", "a",
    "o", "d'", "l'", "&",
)  # fmt: skip


def places(text: str, part: str) -> Iterator[int]:
    """Where a part stands in a text: the offsets of its beginnings."""
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


@cache
def table(name: str) -> dict[str, Any]:
    """A table of words that lies beside this file."""
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


@cache
def phrases(section: str) -> tuple[str, ...]:
    """The folded words of one section of `vocabulary.toml`."""
    (words,) = table("vocabulary.toml")[section].values()
    return tuple(fold(word) for word in words)


@cache
def word_set(section: str) -> frozenset[str]:
    """The same, for asking whether a word is among them."""
    return frozenset(phrases(section))


@cache
def either_of(section: str) -> str:
    """A pattern for any phrase of a section."""
    return either(phrases(section))


def either_loosely(phrases: Iterable[str]) -> str:
    """The same, whatever small words stand in a phrase: `memoria (de las) actividades`."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(spaced(weighty(phrase), _SMALL_BETWEEN) for phrase in ordered) + ")"


def weighty(phrase: str) -> str:
    """A folded phrase without its small words, which reports put one way or another."""
    words = [re.sub(rf"^{_ELIDED}", "", word) for word in phrase.split()]
    return " ".join(word for word in words if word not in SMALL_WORDS)


_ELIDED = r"[^\W\d]{1,4}'"
_SMALL_BETWEEN = rf"[\s-]+(?:(?:[^\W\d]{{1,4}}|&)[\s-]+){{0,2}}(?:{_ELIDED})?"  # two short words at most
