"""Hits to evidence: the sentences and table rows of the best pages that fit the question.

Each sentence is weighed by the question's words it holds (rare words count more), by its meaning
(cosine to the question), by whether it carries what is asked for, and by its page's rank. Of a question in
another language than the sentence only those words count that some report holds, such as "Budget".
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from askreports.answering.extraction.spans import spans
from askreports.answering.question.answer_type import (
    AnswerType,
    answer_type,
    content_words,
    matches_answer_type,
)
from askreports.answering.tables.statements import CELL_BREAK
from askreports.answering.text.language import is_small, language_of
from index.embedding.embedder import Embedder
from index.hit import Hit
from index.query.filters import years
from index.query.question import names
from index.query.stems import stem_sets, stems, without_accents, words
from index.ranking.router import Named, asked_years

PAGES = 6  # best pages that are read for sentences
CANDIDATES = 6  # sentences whose meaning is compared with the question's
COMPARED_CHARS = 240  # of each: enough to tell its meaning
MAX_SENTENCES = 3
MAX_LISTED = 6  # sentences where several things are asked for
LISTED_A_PAGE = 2  # of them, so that other pages and reports have their say
EXPANSION = 0.4  # of a word that reports use for one of the question, as in the search
LEAST_SHARED = 3  # letters of a word that two languages may share
SAME = 0.92  # of the best one's fit: as good, where no year is asked for
CLOSE = 0.8  # of the best one's fit: what a further sentence needs to be shown as well
CLOSE_IN_A_LIST = 0.7

Idf = Callable[[frozenset[str]], float]  # the forms of a word -> how much it tells, from 0 up


@dataclass(frozen=True, slots=True)
class RankedSpan:
    """A sentence or row that speaks to the question: verbatim text of one page, and its fit (0 to 1)."""

    hit: Hit
    quote: str
    fit: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    hit: Hit
    quote: str
    coverage: float  # share of the question's words it holds, by rarity
    matches_type: bool


def rank_spans(
    question: str,
    expansion: str,
    named: Named,
    hits: Sequence[Hit],
    embedder: Embedder,
    idf: Idf,
) -> list[RankedSpan]:
    """What fits the question best on the best pages, best first, however well that is.

    `expansion` are the words that reports have for those of the question; they count less than its own.
    The words by which the question names an organisation have led to its reports, and say nothing of which
    sentence is meant. In a report of somebody else, only what calls that organisation by name speaks of it.
    """
    asked = " ".join(word for word in content_words(question) if word not in named.words)
    pages = best_pages(question, hits)
    candidates = _candidates((asked, expansion), question, named, pages, idf)
    listed = answer_type(question) is AnswerType.LIST
    shortlist = sorted(candidates, key=_promise, reverse=True)[: CANDIDATES + listed * MAX_LISTED]
    if not shortlist:
        return []
    asked_for = embedder.embed_questions([question])[0]
    vectors = embedder.embed_passages([_in_context(candidate) for candidate in shortlist])
    cosines = embedder.card.similarities(vectors @ asked_for).tolist()
    weighed = sorted(
        (RankedSpan(c.hit, c.quote, _fit(c, cosine)) for c, cosine in zip(shortlist, cosines, strict=True)),
        key=lambda evidence: -evidence.fit,
    )
    if not asked_years(question):
        weighed = _latest_first(weighed)
    return _apart(_several(weighed) if listed else _best(weighed))


def best_pages(question: str, hits: Sequence[Hit]) -> list[Hit]:
    """The first hits of the pages that are read for sentences, the best page first."""
    years = asked_years(question)
    return [hit for hit in _first_of_pages(hits) if _bears_on(years, hit)][:PAGES]


def _candidates(
    asked_words: tuple[str, str], question: str, named: Named, hits: Sequence[Hit], idf: Idf
) -> list[_Candidate]:
    languages = sorted({hit.document.language for hit in hits})
    asked, others = ([(forms, idf(forms)) for forms in stem_sets(text, languages)] for text in asked_words)
    own_language = language_of(question, hits[0].document.language if hits else "en")
    shareable, most = _shareable(asked_words[0], question, named), idf(frozenset())
    shared = [
        (forms, weight)
        for word, (forms, weight) in zip(asked_words[0].split(), asked, strict=True)
        if word in shareable and weight < most
    ]
    kind, years_meant = answer_type(question), asked_years(question)
    found = []
    for hit in hits:
        asked_here = asked if hit.document.language == own_language else shared
        total = sum(weight for _, weight in asked_here) or 1.0
        context, covered = _context_stems(hit), years(hit.document.period)
        for quote in spans(hit.page):
            if not _speaks_of(named, hit, quote) or _is_of_other_years(quote, covered, years_meant):
                continue
            own = set(stems(quote, hit.document.language))
            held = sum(weight * _holds(forms, own, context) for forms, weight in asked_here)
            held += EXPANSION * sum(weight for forms, weight in others if not forms.isdisjoint(own))
            found.append(
                _Candidate(hit, quote, min(held / total, 1.0), matches_answer_type(quote, kind, question))
            )
    return found


def _shareable(asked: str, question: str, named: Named) -> set[str]:
    """The words that two languages may share: no small ones, none of "Fundación" beside the name it leads."""
    language = language_of(question)
    called = [{word.casefold() for word in name} for name in names(question)]
    beside = set().union(*(name for name in called if name & named.words))
    return {
        word
        for word in asked.split()
        if len(word) >= LEAST_SHARED
        and word.isalpha()
        and not is_small(word, language)
        and word not in beside
    }


def _first_of_pages(hits: Sequence[Hit]) -> list[Hit]:
    pages = {(hit.document.id, hit.page.number): hit for hit in reversed(hits)}
    return sorted(pages.values(), key=lambda hit: hit.rank)


def _bears_on(asked: Sequence[int], hit: Hit) -> bool:
    """Whether a page can speak of the years asked for: its report covers one, or its text names one."""
    covered = years(hit.document.period)
    return not asked or any(year in covered or str(year) in hit.page.text for year in asked)


def _is_of_other_years(quote: str, covered: frozenset[int], asked: Sequence[int]) -> bool:
    """Whether a piece of a report that covers no year asked for names others, or in a later one, none.

    What a report says without a year is of its own year; a row of a table has years above it.
    """
    if not asked or not covered or not covered.isdisjoint(asked):
        return False
    if written := asked_years(quote):
        return set(written).isdisjoint(asked)
    return min(covered) > max(asked) and CELL_BREAK not in quote


def _speaks_of(named: Named, hit: Hit, quote: str) -> bool:
    if not named.names or hit.document.id in named.reports:
        return True
    spoken = set(words(without_accents(quote)))
    return any(spoken.issuperset(name) for name in named.names)


def _context_stems(hit: Hit) -> set[str]:
    """Words that a sentence need not repeat: its report's names, and the headings above."""
    document = hit.document
    names = " ".join(
        (document.organisation, *document.aliases, document.period, document.title, *hit.passage.section)
    )
    return set(stems(names, document.language))


def _holds(forms: frozenset[str], own: set[str], context: set[str]) -> float:
    if not forms.isdisjoint(own):
        return 1.0
    return 0.0 if forms.isdisjoint(context) else 0.6


def _promise(candidate: _Candidate) -> tuple[float, int]:
    return candidate.coverage + 0.15 * candidate.matches_type - 0.02 * candidate.hit.rank, -candidate.hit.rank


def _in_context(candidate: _Candidate) -> str:
    document = candidate.hit.document
    return f"{document.organisation} {document.period}: {candidate.quote[:COMPARED_CHARS]}"


def _fit(candidate: _Candidate, cosine: float) -> float:
    return (
        0.5 * candidate.coverage
        + 0.4 * max(cosine, 0.0)
        + 0.1 * candidate.matches_type
        - 0.01 * candidate.hit.rank
    )


def _latest_first(weighed: Sequence[RankedSpan]) -> list[RankedSpan]:
    """What fits as well as the best, the latest report first: much the same is said every year."""
    same = [one for one in weighed if one.fit >= SAME * weighed[0].fit]
    if len({one.hit.document.organisation for one in same}) == 1:
        same.sort(key=lambda one: -max(years(one.hit.document.period), default=0))
    return [*same, *weighed[len(same) :]]


def _best(weighed: Sequence[RankedSpan]) -> list[RankedSpan]:
    return _close(weighed, CLOSE)[:MAX_SENTENCES]


def _several(weighed: Sequence[RankedSpan]) -> list[RankedSpan]:
    """For a list: more sentences, few of one page."""
    of_page: Counter[tuple[str, int]] = Counter()
    chosen = []
    for evidence in _close(weighed, CLOSE_IN_A_LIST):
        page = evidence.hit.document.id, evidence.hit.page.number
        of_page[page] += 1
        if of_page[page] <= LISTED_A_PAGE:
            chosen.append(evidence)
    return chosen[:MAX_LISTED]


def _apart(chosen: Sequence[RankedSpan]) -> list[RankedSpan]:
    """What is chosen, without a row that stands in another piece as well."""
    return [
        evidence
        for evidence in chosen
        if not any(
            evidence.quote in other.quote for other in chosen if len(other.quote) > len(evidence.quote)
        )
    ]


def _close(weighed: Sequence[RankedSpan], share: float) -> list[RankedSpan]:
    """The sentences that fit about as well as the best, each once."""
    best = max(evidence.fit for evidence in weighed)
    near = [evidence for evidence in weighed if evidence.fit >= share * best]
    return list({evidence.quote: evidence for evidence in reversed(near)}.values())[::-1]
