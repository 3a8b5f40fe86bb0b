"""Which organisation does a report come from? Several places name it; the best supported name wins."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.facts.evidence import FactEvidence
from ingest.facts.kinds import UNKNOWN, kind_phrase
from ingest.facts.mentions import (
    Mention,
    initials,
    names_before_marks,
    names_of_companies,
    names_of_owners,
    names_with_acronym,
    registrant,
    spelled_out,
)
from ingest.facts.names import (
    compact,
    has_legal_form,
    has_organisation_word,
    is_acronym,
    is_name,
    readable,
    short_name,
    tidy,
    without_kind,
)
from ingest.facts.vocabulary import fold, phrases

_ENOUGH = 3.0  # below this nothing says clearly enough who reports
_ENOUGH_WITHOUT_KIND = 5.0  # a text that does not say what it is may not be a report of anyone's
_COVER_LINES = 25
_FRONT_LINES = 60
_TITLE_LINE = 25  # words: a longer line is prose
_BROKEN_LINE = 8  # words of two lines that may be one name
_WORD = re.compile(r"\w+")
_SITE = re.compile(r"(?:www\.|@)([\w-]{2,40})\.(?:[a-z]{2,6})\b")


@dataclass(slots=True)
class Candidate:
    """A name that may be the organisation's, and what speaks for it: its best weight in every source."""

    name: str
    weights: dict[str, float] = field(default_factory=dict)
    acronym: str = ""

    def add(self, mention: Mention) -> None:
        """Count one more mention; of two forms of a name the longer one is kept."""
        self.weights[mention.source] = max(mention.weight, self.weights.get(mention.source, 0))
        self.acronym = self.acronym or mention.acronym
        self.name = max(self.name, mention.name, key=len)


def find_organisation(evidence: FactEvidence, kind: str) -> str:
    """The full name of the organisation as the report writes it; empty where nothing says."""
    name = registrant(evidence)
    if not name:
        ranked = rank_names(evidence)
        enough = _ENOUGH_WITHOUT_KIND if kind == UNKNOWN else _ENOUGH
        name = ranked[0][1] if ranked and ranked[0][0] >= enough else ""
    if is_acronym(name):
        name = spelled_out(name, evidence) or name
    return readable(name, evidence.body)


def rank_names(evidence: FactEvidence) -> list[tuple[float, str]]:
    """Every name that may be the organisation's with its score, best first."""
    candidates: dict[str, Candidate] = {}
    for mention in _mentions(evidence):
        name = tidy(mention.name)
        if is_name(name):
            candidate = candidates.setdefault(compact(short_name(name)), Candidate(name))
            candidate.add(mention._replace(name=name))
    text, sites = _words_alone(evidence.folded), _sites(evidence)
    scored = ((_score(candidate, evidence, text, sites), candidate.name) for candidate in candidates.values())
    return sorted(scored, key=lambda pair: (-pair[0], pair[1]))


def _mentions(evidence: FactEvidence) -> Iterator[Mention]:
    """Everything that may be a name, from every place that is looked at."""
    yield from names_before_marks(evidence)
    yield from names_of_owners(evidence)
    yield from names_of_companies(evidence)
    yield from names_with_acronym(evidence)
    yield from _from_lines(evidence)
    yield Mention("author", 1.0, evidence.author)


def _from_lines(evidence: FactEvidence) -> Iterator[Mention]:
    """What is left of running heads, titles and cover lines once kind and period are taken away."""
    cover = evidence.cover[:_COVER_LINES]
    front = [line for line in evidence.front[:_FRONT_LINES] if line not in cover]
    joined = [f"{line} {after}" for line, after in pairwise(cover)]
    broken = [line for line in joined if len(line.split()) <= _BROKEN_LINE]
    for source, weight, lines in (
        ("running", 1.5, evidence.running),
        ("title", 1.5, evidence.titles),
        ("cover", 2.0, (*cover, *broken)),
        ("front", 0.5, front),
        ("file", 1.0, (evidence.name,)),
    ):
        for line in lines:
            if len(line.split()) <= _TITLE_LINE and not fold(line).startswith(phrases("support")):
                extra = 1.0 if source == "running" and kind_phrase(line) else 0.0
                yield from (Mention(source, weight + extra, piece) for piece in without_kind(line))


def _score(candidate: Candidate, evidence: FactEvidence, text: str, sites: frozenset[str]) -> float:
    """The sum of the weights and of what the rest of the report says for a name."""
    name, short = candidate.name, short_name(candidate.name)
    score = sum(candidate.weights.values()) + _frequency(short, text)
    if candidate.acronym:
        score += _frequency(candidate.acronym, text)
    score += 1.5 * (has_legal_form(name) or has_organisation_word(name))
    score += 2.0 * bool(sites & {compact(short), fold(candidate.acronym), initials(name)})
    ordinary = " " not in name and name.lower() in evidence.words
    return score - 2.0 * ordinary


def _frequency(name: str, text: str) -> float:
    """From 0 for a name that stands once to 2.5 for one that stands often."""
    return min(2.5, math.log2(max(1, text.count(_words_alone(fold(name))))))


def _words_alone(folded: str) -> str:
    """Words with one blank around each, without punctuation: `l'AFP` has the word AFP in it."""
    return f" {' '.join(_WORD.findall(folded))} "


def _sites(evidence: FactEvidence) -> frozenset[str]:
    """The names of web sites and mail domains that the report gives, without their endings."""
    addresses = (word for word in evidence.words if "www." in word or "@" in word)
    return frozenset(compact(site) for word in addresses for site in _SITE.findall(fold(word)))
