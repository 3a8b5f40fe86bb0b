"""Which organisation does a report come from? Several places name it; the best supported name wins."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.facts.evidence import FactEvidence
from ingest.facts.kinds import UNKNOWN
from ingest.facts.names import (
    compact,
    has_legal_form,
    has_organisation_word,
    is_acronym,
    is_name,
    readable,
    same_name,
    short_name,
    tidy,
    without_article,
    without_sort,
)
from ingest.facts.organisation.line_mentions import names_in_lines
from ingest.facts.organisation.mentions import (
    Mention,
    initials,
    names_before_marks,
    names_of_companies,
    names_of_owners,
    names_with_acronym,
    registrant,
    spelled_out,
)
from ingest.facts.vocabulary import fold

# How much a place says of who answers for a report; each counts once for a name.
PLACES = {
    "listed": 6.0,  # before the symbol of a stock exchange
    "signed": 6.0,
    "label": 4.0,  # `Published by: ...`
    "copyright": 3.0,
    "headline": 3.0,  # of a press release
    "defined": 3.0,  # (the "Company")
    "titled": 3.0,  # beside the kind of report on the cover
    "cover": 2.0,
    "beside": 1.0,  # on the cover, next to a line that says no more than the kind of report
    "running": 2.0,
    "company": 2.0,  # the first with a legal form on the first pages
    "title": 1.0,  # in the file's information
    "file": 1.0,
    "author": 1.0,
    "another company": 1.0,
    "acronym": 0.5,
    "front": 0.5,
}
_STATED = {"listed", "signed", "label"}  # where a whole name is given, not a short form
_ASIDE = {"acronym", "front", "file", "author", "another company"}  # these alone say too little
_ENOUGH = 3.0  # below this nothing says clearly enough who reports
_TOO_LITTLE = 2.9
_ENOUGH_WITHOUT_KIND = 4.5  # a text that does not say what it is may not be a report of anyone's
_SORT = 1.5  # for a legal form or a word such as foundation
_SITE = 2.0  # for the address of a web site or of mail
_ORDINARY = -3.0  # for words that the text also writes small
_MADE_UP = 0.5  # for a word such as `OpenOffice`, which means nothing else
_OFTEN = 1.0  # at most, for a name that stands often: frequency only breaks ties
_WORD = re.compile(r"\w+")
_CAPITAL_INSIDE = re.compile(r"[^\W_]*[a-zß-ÿ][A-ZÀ-Þ][^\W_]*")
_ADDRESS = re.compile(r"(?:www\.|@)([\w-]{2,40})\.(?:[a-z]{2,6})\b")


@dataclass(slots=True)
class NameCandidate:
    """A name that may be the organisation's, and the places where it stands."""

    name: str = ""
    places: set[str] = field(default_factory=set)
    acronym: str = ""
    _best: tuple[int, float] = (0, 0.0)

    def add(self, mention: Mention, name: str) -> None:
        """Count one more mention; the longer form of a name is kept, else that of the better place."""
        self.places.add(mention.place)
        self.acronym = self.acronym or mention.acronym
        rank = (len(without_article(name)), PLACES[mention.place])
        if rank > self._best:
            self.name, self._best = name, rank


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
    candidates: dict[str, NameCandidate] = {}
    for mention in _mentions(evidence):
        name = tidy(mention.name)
        if is_name(name):
            candidates.setdefault(same_name(name), NameCandidate()).add(mention, name)
    _give_acronyms_to_names(candidates)
    _give_short_forms_to_names(candidates)
    text, sites = _words_alone(evidence.folded), _sites(evidence)
    scored = ((_score(candidate, evidence, text, sites), candidate.name) for candidate in candidates.values())
    return sorted(scored, key=lambda pair: (-pair[0], pair[1]))


def _give_acronyms_to_names(candidates: dict[str, NameCandidate]) -> None:
    """What speaks for an acronym speaks for the name with its initials, if that has a place of its own."""
    acronyms = [key for key, candidate in candidates.items() if is_acronym(candidate.name)]
    for key in acronyms:
        short = fold(candidates[key].name)
        for candidate in candidates.values():
            akin = short in (initials(candidate.name), fold(candidate.acronym))
            if akin and candidate.places - {"acronym"}:
                candidate.places |= candidates[key].places
                candidate.acronym = candidates.pop(key).name
                break


def _give_short_forms_to_names(candidates: dict[str, NameCandidate]) -> None:
    """What speaks for the first words of a name that is stated in full speaks for the whole."""
    for key, whole in candidates.items():
        if whole.places & _STATED:
            for short in [other for other in candidates if other != key and key.startswith(other)]:
                if whole.name.casefold().startswith(candidates[short].name.casefold() + " "):
                    whole.places |= candidates[short].places


def _mentions(evidence: FactEvidence) -> Iterator[Mention]:
    """Everything that may be a name, from every place that is looked at."""
    yield from names_before_marks(evidence)
    yield from names_of_owners(evidence)
    yield from names_of_companies(evidence)
    yield from names_with_acronym(evidence)
    yield from names_in_lines(evidence)
    yield Mention("author", evidence.author)


def _score(candidate: NameCandidate, evidence: FactEvidence, text: str, sites: frozenset[str]) -> float:
    """The weights of its places, and what the rest of the report says for a name."""
    name, short = candidate.name, short_name(candidate.name)
    score = sum(PLACES[place] for place in candidate.places)
    score += _frequency(short, candidate.acronym, text)
    score += _SORT * _says_what_it_is(name, evidence)
    names_of_site = {compact(short), compact(without_sort(short)), fold(candidate.acronym), initials(name)}
    score += _SITE * bool(sites & names_of_site)
    score += _ORDINARY * _is_ordinary(name, evidence) + _MADE_UP * bool(_CAPITAL_INSIDE.fullmatch(name))
    return score if candidate.places - _ASIDE else min(score, _TOO_LITTLE)


def _says_what_it_is(name: str, evidence: FactEvidence) -> bool:
    """Whether a name has a legal form or a word such as foundation, or is an acronym that is spelled out."""
    if is_acronym(name):
        return bool(spelled_out(name, evidence))
    return has_legal_form(name) or has_organisation_word(name)


def _is_ordinary(name: str, evidence: FactEvidence) -> bool:
    """Whether the text writes the same words small too, or there are two letters: they may mean anything."""
    if " " not in name:
        return name.lower() in evidence.words or (len(name) == 2 and name.isalpha())
    return bool(re.search(rf"(?<![\w@./-]){re.escape(name.lower())}(?![\w@-]|\.\w)", evidence.body))


def _frequency(name: str, acronym: str, text: str) -> float:
    """From 0 for a name that stands once to `_OFTEN` for one that stands often."""
    count = sum(text.count(_words_alone(fold(one))) for one in (name, acronym) if one)
    return min(_OFTEN, math.log2(max(1, count)) / 4)


def _words_alone(folded: str) -> str:
    """Words with one blank around each, without punctuation: `l'AFP` has the word AFP in it."""
    return f" {' '.join(_WORD.findall(folded))} "


def _sites(evidence: FactEvidence) -> frozenset[str]:
    """The names of web sites and mail domains that the report gives, without their endings."""
    addresses = (word for word in evidence.words if "www." in word or "@" in word)
    return frozenset(compact(site) for word in addresses for site in _ADDRESS.findall(fold(word)))
