"""The words of a question that its best pages do not hold.

The rarer such a word, the more likely the pages do not answer. A word counts as held where a page has
another form or spelling of it, or another word for it that the glossary knows. A question in another
language than the pages shares no words with them: of it nothing is told.
"""

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain, pairwise
from pathlib import Path

from askreports.answering.extraction.candidates import Idf
from askreports.answering.text.language import language_of
from index.query.stems import stem_sets, stems, words
from index.ranking.router import Named
from ingest.document import Report

LEAST_LETTERS = 3
ALIKE = 0.83  # of two spellings of one word, by difflib; they begin alike
ALIKE_LETTERS = 5  # of a word that may be misspelt
ALIKE_LENGTH = 2  # letters more or less
PART_LETTERS = 5  # of a word that another one ends in
COMPOUNDING = frozenset({"da", "de", "nl", "no", "sv"})  # they write "project budget" as one word

# words that only ask ("how", "quants"), learnt by bench/learn_question_words.py
_QUESTION_WORDS = {
    language: frozenset(words.split())
    for language, words in tomllib.loads(
        Path(__file__).with_name("question_words.toml").read_text(encoding="utf-8")
    ).items()
}

Expansion = Callable[[str], str]  # a question -> the words that reports have for its own


@dataclass(frozen=True, slots=True)
class MissingWord:
    """A word of a question that no best page holds, as the question writes it.

    `weight` is how much it tells: 1 for a word that stands nowhere in the index, 0 for one on every page.
    """

    word: str
    forms: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class PageWords:
    """What is read of a page: its text with the headings above it, and its report."""

    report: Report
    text: str


def missing_words(
    question: str, named: Named, pages: Sequence[PageWords], idf: Idf, expansion: Expansion
) -> list[MissingWord]:
    """The things asked about that these pages do not write of, the most telling first."""
    language = pages[0].report.language if pages else ""
    if language not in _QUESTION_WORDS or language_of(question, language) != language:
        return []
    languages = sorted({page.report.language for page in pages})
    held = {stem for page in pages for stem in stems(_all_text(page), page.report.language)}
    most = idf(frozenset()) or 1.0
    found = []
    for word in dict.fromkeys(words(question)):
        only_asks = word in _QUESTION_WORDS.get(language, ())
        if only_asks or word in named.words or len(word) < LEAST_LETTERS or not word.isalpha():
            continue
        forms = stem_sets(word, languages)[0]
        if forms.isdisjoint(held) and not _meant_by_others(word, question, expansion, languages, held):
            found.append(MissingWord(_as_asked(word, question), forms, idf(forms) / most))
    others = [words(_all_text(page)) for page in pages] if found else []
    missing = [one for one in found if not _is_spelt_otherwise(one.word.casefold(), others, language)]
    return sorted(missing, key=lambda one: -one.weight)


def _all_text(page: PageWords) -> str:
    report = page.report
    return " ".join((report.organisation, *report.aliases, report.period, report.title, page.text))


def _meant_by_others(
    word: str, question: str, expansion: Expansion, languages: Sequence[str], held: set[str]
) -> bool:
    """Whether the word belongs to a term of the glossary whose other words stand there."""
    without = re.sub(rf"\b{re.escape(word)}\b", " ", question, flags=re.I)
    others = set(words(expansion(question))) - set(words(expansion(without)))
    return any(not forms.isdisjoint(held) for forms in stem_sets(" ".join(others), languages))


def _as_asked(word: str, question: str) -> str:
    return next((one for one in re.findall(r"[^\W\d_]+", question) if one.casefold() == word), word)


def _is_spelt_otherwise(word: str, pages: Sequence[Sequence[str]], language: str) -> bool:
    """Whether a page has the word as two ("pass-through"), with a slip, or as the kind of a compound."""
    if any(first + second == word for own in pages for first, second in pairwise(own)):
        return True
    others = set(chain.from_iterable(pages))
    if language in COMPOUNDING and any(
        len(other) >= PART_LETTERS and (word.endswith(other) or other.endswith(word)) for other in others
    ):
        return True
    if len(word) < ALIKE_LETTERS:
        return False
    near = [one for one in others if one[:1] == word[:1] and abs(len(one) - len(word)) <= ALIKE_LENGTH]
    return bool(get_close_matches(word, near, 1, ALIKE))
