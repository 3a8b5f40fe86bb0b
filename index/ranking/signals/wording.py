"""Wording: the page that answers a question uses its words, the rarer the better.

Two signals: `passage_words`, the best passage of a page, finds the place; `page_words`, the page as a whole,
finds the page that speaks of all of it. Both are BM25 over stems, text above headings above header.
"""

from collections.abc import Iterable, Mapping, Sequence

from index.query.glossary import Glossary
from index.query.question import Question, without_year_marks
from index.query.stems import stem_sets
from index.ranking.ranking_units import RankingUnits, Scores
from index.storage.lexical import BODY, HEADER, SECTION, LexicalIndex

BOOSTS = {BODY: 1.0, SECTION: 0.4, HEADER: 0.3}
DEPTH = 500  # entries that get a score, of the whole index and once more of the reports that are meant
FRAME_WEIGHT = 0.3  # of a word that stands only in the instructions around the question
EXPANSION_WEIGHT = 0.4  # of a word that reports use for one of the question


def stem_weights(question: Question, glossary: Glossary, languages: Iterable[str]) -> dict[str, float]:
    """The stems to look for with their weights; the question's own words count most."""
    languages = list(languages)
    weights: dict[str, float] = {}
    parts = (
        (question.frame, FRAME_WEIGHT),
        (glossary.expansion(question.text), EXPANSION_WEIGHT),
        (question.core, 1.0),
    )
    for text, weight in parts:
        for forms in stem_sets(without_year_marks(text), languages):
            weights.update(dict.fromkeys(forms, weight))
    return weights


def word_scores(
    words: LexicalIndex, stems: Mapping[str, float], documents: Sequence[str] | None, meant: Sequence[str]
) -> dict[int, float]:
    """The BM25 of the best entries by row, brought to 0..1.

    `documents` are the reports that may be looked at, all where it is None; `meant` those among them that the
    question seems to mean: their entries are scored though others use its words more.
    """
    found: dict[int, float] = {}
    for scope in (documents, meant):
        if scope != []:
            found.update(zip(*words.search(stems, DEPTH, BOOSTS, scope), strict=True))
    greatest = max(found.values(), default=0.0)
    return {row: score / greatest for row, score in found.items()}


def passage_words(scores: Mapping[int, float], places: RankingUnits) -> Scores:
    """For each place the score of its best passage; 0 where none is among the best entries."""
    return places.from_rows(list(scores), list(scores.values()))


def page_words(scores: Mapping[int, float], places: RankingUnits) -> Scores:
    """For each place the score of the whole text of its page; 0 where it is not among the best entries."""
    return places.from_pages(list(scores), list(scores.values()))
