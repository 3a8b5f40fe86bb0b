"""The words of a claim: what it is about, and what only holds it together."""

import tomllib
from functools import cache
from pathlib import Path

from askreports.answering.text.directions import FELL, ROSE, SIGNED, TIMES
from index.query.stems import stems, without_accents, words
from ingest.language.cldr import LANGUAGES, months, unit_words

COMPOUNDING = frozenset({"da", "de", "nl", "no", "sv"})  # they write "energy costs" as one word
PART_LETTERS = 4  # of a word that is part of a compound
_PLAIN = "en"  # whose words are known of a language that has none here


@cache
def kinds_of_words() -> dict[str, dict[str, frozenset[str]]]:
    """Function words, frame words, negations, "about" and joints, by language, lower case without accents."""
    read = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    return {
        kind: {code: frozenset(_folded(word) for word in text.split()) for code, text in lists.items()}
        for kind, lists in read.items()
    }


def is_kind(word: str, kind: str, language: str) -> bool:
    """Whether a word of a text in this language is a "function", "frame", "negation", "about" or "joint"."""
    lists = kinds_of_words()[kind]
    return _folded(word) in lists.get(language, lists[_PLAIN])


def is_negated(text: str, language: str) -> bool:
    """Whether a statement is turned into its opposite: an odd number of negations; in French one."""
    found = sum(is_kind(word, "negation", language) for word in _with_short_not(text))
    return found > 0 if language == "fr" else found % 2 == 1


def direction(text: str) -> int:
    """1 where something is said to have become more, -1 less, 0 where neither or both."""
    return bool(ROSE.search(text)) - bool(FELL.search(text))


def content_stems(text: str, language: str) -> dict[str, str]:
    """What a text is about: the stem of each telling word, with the word; no numbers, units or times."""
    found: dict[str, str] = {}
    for word in words(text):
        if is_content(word, language):
            for stem in stems(word, language):
                found.setdefault(stem, word)
    return found


def is_content(word: str, language: str) -> bool:
    """Whether a word tells what a text is about."""
    plain = _folded(word)
    return (
        len(plain) > 1
        and plain[0].isalpha()
        and plain not in _words_of_measure()
        and not any(is_kind(word, kind, language) for kind in ("function", "frame", "negation", "about"))
        and not direction(word)
        and not any(pattern.search(word) for _, pattern in TIMES)
        and not SIGNED.match(word)
    )


def covers(stem: str, others: frozenset[str], language: str) -> bool:
    """Whether a stem is among others, or part of one in a language that joins words, or made of one."""
    if stem in others:
        return True
    if language not in COMPOUNDING or len(stem) < PART_LETTERS:
        return False
    return any(
        len(other) >= PART_LETTERS and (_is_part(stem, other) or _is_part(other, stem)) for other in others
    )


def _is_part(part: str, whole: str) -> bool:
    return whole.startswith(part) or whole.endswith(part)


@cache
def _words_of_measure() -> frozenset[str]:
    """Scales, currencies, months and units of time: they belong to a number or a date."""
    scales = (
        "thousand million billion thousands millions billions mio mrd tsd tausend millionen milliarden "
        "mil miles millones millón milers milions milió mille milliers milliard milliards milhares milhões "
        "migliaia milioni miliardi duizend miljoen miljard bn mn eur usd gbp chf jpy teur euro euros dollar "
        "dollars pound pounds yen percent cent prozent percentage points percentual puntos"
    ).split()
    of_time = [*months(), *unit_words("year"), *unit_words("quarter")]
    return frozenset(_folded(word) for word in (*scales, *of_time))


def _with_short_not(text: str) -> list[str]:
    """The words of a text, "didn't" as did and not."""
    return words(text.replace("n't", " not").replace("n’t", " not"))


def _folded(word: str) -> str:
    return without_accents(word.casefold())


def known_language(language: str) -> str:
    """The language itself where its words are known here, else English."""
    return language if language in LANGUAGES else _PLAIN
