"""A text to its claims with a verdict each: read, looked up, compared with cells, then with sentences.

answering/claims/    what a claim says, and how a cell or a sentence stands to it:
    by_cells.py      a number against the cells of tables
    computed.py      a change against arithmetic over cells
    by_sentences.py  the claim as a whole against sentences
evidence_pages.py    the pages that may speak of it
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from askreports.answering.answer import Searched
from askreports.answering.citations import Citations
from askreports.answering.claims.by_cells import Ruler, by_cells
from askreports.answering.claims.by_sentences import by_sentences
from askreports.answering.claims.claim import Claim
from askreports.answering.claims.computed import by_change, by_direction, is_change, moves_as_said
from askreports.answering.claims.facts import Fact
from askreports.answering.claims.finding import Ruling, Source, worst
from askreports.answering.claims.items import above, label_stems, word_stems
from askreports.answering.claims.reading import organisation_names, read_claim, sentences_in
from askreports.answering.claims.verdict import Verdict
from askreports.answering.claims.wording import covers
from askreports.answering.library import Library
from askreports.checking.checked import CheckedClaim, CheckedText, OnClaim
from askreports.checking.evidence_pages import Evidence, Name, PageStore, find_evidence, same_item
from index.query.filters import Where, matching, years
from index.query.stems import stem_sets, words
from ingest.document import Report

_NEAREST_CHARS = 300  # of the passage that is offered where nothing is found
_LEAST, _MARGIN = 0.5, 0.08  # nearness in meaning of a label; learnt on one half of bench/claims.py


@dataclass(frozen=True, slots=True)
class _Text:
    """What is known of the whole text while its claims are checked.

    `named` are the names of organisations of the index that it uses, `reports` theirs.
    """

    store: PageStore
    where: Where | None
    within: Sequence[Report]
    all_names: frozenset[Name]


def check_text(text: str, where: Where | None, store: PageStore, on_claim: OnClaim) -> CheckedText:
    """The claims of a text, each with its verdict; `on_claim` hears how far it is. Raises `BadFilter`."""
    began = time.perf_counter()
    library = store.library
    within = matching(library.reports, where)
    about = _Text(store, where, within, organisation_names(library.reports))
    citations = Citations(library.figure_tools.cite)
    checked: list[CheckedClaim] = []
    spans = list(sentences_in(text))
    last = _named_in(text, library)
    for number, (start, end) in enumerate(spans, 1):
        heading = text[spans[number - 2][1] if number > 1 else 0 : start]
        last = _named_in(heading, library) or last
        own = _named_in(text[start:end], library)
        claim = read_claim(text, start, end, frozenset(own))
        if claim.is_comparable:
            evidence, finding = _checked(claim, own or last, about)
            checked.append(_cited(claim, finding, evidence, citations))
        last = own or last
        on_claim(number, len(spans))
    unread = sum(len(report.unread_pages) for report in within)
    waiting = sum(len(report.waiting_pages) for report in within)
    searched = Searched(len(within), library.skipped, unread_pages=unread, waiting_pages=waiting)
    return CheckedText(text, tuple(checked), citations.all(), searched, time.perf_counter() - began)


def _checked(claim: Claim, named: dict[Name, frozenset[str]], about: _Text) -> tuple[Evidence, Ruling]:
    """The verdict on a claim about the organisations of these names."""
    library = about.store.library
    ids = frozenset[str]().union(*named.values())
    reports = [report for report in about.within if report.id in ids]
    evidence = find_evidence(claim, reports, about.where, about.store, about.all_names)
    if named and not reports:
        return evidence, Ruling(Verdict.NOT_FOUND, reason="no report here is of the organisation it names")
    if unknown := _unknown_names(claim, library):
        return evidence, Ruling(Verdict.NOT_FOUND, reason=f"no report mentions {', '.join(unknown)}")
    return evidence, _compared(claim, evidence, library)


def _compared(claim: Claim, evidence: Evidence, library: Library) -> Ruling:
    """What cells say of every number, and sentences of the whole; the surer of the two."""
    ruler = Ruler(same_item(claim, library).__getitem__, evidence.store.nearness, _LEAST, _MARGIN)
    facts = [fact for fact in evidence.facts if _holds_names(claim, fact)]
    cells = _of_numbers(claim, facts, ruler) if claim.numbers else by_direction(claim, facts, ruler)
    if cells and cells.verdict is Verdict.SUPPORTED and not _is_of_one(cells):
        cells = None
    if cells and cells.verdict is Verdict.SUPPORTED:
        return cells
    sentences = by_sentences(claim, evidence.sentences)
    if sentences and sentences.verdict is Verdict.SUPPORTED:
        return _restated(sentences, cells) or sentences
    return cells or sentences or Ruling(Verdict.NOT_FOUND, reason="nothing comparable stands in the reports")


def _restated(said: Ruling, cells: Ruling | None) -> Ruling | None:
    """That a later report gives another value than the sentence that supports a claim."""
    if cells is None or cells.verdict is not Verdict.CONTRADICTED or not _is_of_one(cells):
        return None
    latest = max((max(years(report.period), default=0) for report, _, _ in cells.sources), default=0)
    if latest <= max(max(years(report.period), default=0) for report, _, _ in said.sources):
        return None
    reason = f"so said then; a later report has {cells.reason}"
    return Ruling(Verdict.OTHER_PERIOD, (*said.sources, *cells.sources), cells.difference, reason=reason)


def _of_numbers(claim: Claim, facts: Sequence[Fact], ruler: Ruler) -> Ruling | None:
    """What the cells say of all numbers of a claim together; None where they say nothing of one of them."""
    if claim.is_negated:
        return None
    findings: list[Ruling] = []
    for number in claim.numbers:
        way = by_change if is_change(number, claim) else by_cells
        found = way(number, claim, facts, ruler)
        if found is None:
            return next((one for one in findings if one.verdict is Verdict.CONTRADICTED), None)
        findings.append(found)
    return _moving(claim, worst(findings), facts)


def _moving(claim: Claim, found: Ruling, facts: Sequence[Fact]) -> Ruling:
    """The finding where the row also went the way that the claim says."""
    if found.verdict is not Verdict.SUPPORTED or not claim.moved or found.formula:
        return found
    rows = [fact for fact in facts if (fact.report, fact.page, fact.row.quote) in found.sources]
    year = claim.years[-1] if claim.years else None
    went = next((moves_as_said(claim, fact, facts) for fact in rows if fact.year == year), None)
    if went is None:
        return Ruling(Verdict.NOT_FOUND, found.sources, reason="the value stands there, not how it changed")
    return (
        found
        if went
        else Ruling(Verdict.CONTRADICTED, found.sources, reason=f"the other way: {found.reason}")
    )


def _is_of_one(found: Ruling) -> bool:
    """Whether all that a finding stands on is of one organisation."""
    return len({report.organisation for report, _, _ in found.sources}) == 1


def _holds_names(claim: Claim, fact: Fact) -> bool:
    """Whether the names of a claim stand in the row or above it."""
    language = fact.report.language
    held = above(fact) | label_stems(fact.label, language)
    return all(
        any(covers(stem, held, language) for stem in word_stems(word, claim.language, language))
        for name in claim.names
        for word in name
    )


def _unknown_names(claim: Claim, library: Library) -> list[str]:
    """The names of a claim that stand nowhere in the index.

    Without a name of the index in it, the first word of a claim may be one, too, as any noun in German.
    """
    runs = [" ".join(name) for name in claim.names]
    if not claim.organisations:
        runs += _capitalised(claim)
    most = library.searcher.idf(frozenset())
    return [
        run
        for run in dict.fromkeys(runs)
        if any(library.searcher.idf(forms) >= most for forms in stem_sets(run, library.searcher.languages))
    ]


def _capitalised(claim: Claim) -> list[str]:
    content = set(claim.content)
    return [word for word in claim.text.split() if word[:1].isupper() and set(words(word)) & content]


def _cited(claim: Claim, found: Ruling, evidence: Evidence, citations: Citations) -> CheckedClaim:
    sources: Sequence[Source] = found.sources or _nearest(evidence)
    numbers = tuple(dict.fromkeys(citations.number(*source) for source in sources))
    return CheckedClaim(
        claim.text,
        claim.start,
        claim.end,
        found.verdict,
        numbers,
        found.difference,
        found.formula,
        found.reason,
    )


def _nearest(evidence: Evidence) -> list[Source]:
    """The beginning of the best passage: offered where nothing was found."""
    for hit in evidence.hits[:1]:
        quote = hit.passage.text[:_NEAREST_CHARS].strip()
        return [(hit.document, hit.page, quote)] if quote else []
    return []


def _named_in(text: str, library: Library) -> dict[Name, frozenset[str]]:
    """The organisations of the index that a text names: each name with the ids of their reports."""
    if not any(char.isalpha() for char in text):
        return {}
    named = library.searcher.named(text)
    return dict.fromkeys(named.names, named.reports)
