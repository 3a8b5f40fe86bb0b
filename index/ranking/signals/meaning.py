"""Meaning: the page that answers a question has a passage whose vector is near the question's.

Finds what uses other words than the question, and pages in another language. A cosine says little by
itself: what counts is how near a page is among those of the reports that the question seems to mean.
"""

from index.embedding.embedder import Embedder
from index.query.question import Question
from index.ranking.ranking_units import RankingUnits, Scores
from index.storage.vectors import Matrix, VectorIndex


def row_cosines(question: Question, embedder: Embedder, vectors: VectorIndex) -> Matrix:
    """How near every passage is to the question, in row order: its cosine, 0 for what is unrelated."""
    return embedder.card.similarities(vectors.cosines(embedder.embed_questions([question.core])[0]))


def nearest_passage(cosines: Matrix, places: RankingUnits) -> Scores:
    """For each place the cosine of its nearest passage."""
    return places.best_of_rows(cosines)
