"""Which organisation does a report come from? Several places name it; the best supported name wins."""

import math
import re
from collections.abc import Iterator
from functools import cache

from ingest.facts.evidence import Evidence
from ingest.facts.names import (
    compact,
    has_legal_form,
    has_organisation_word,
    is_name,
    readable,
    tidy,
    without_kind,
)
from ingest.facts.words import either, fold, phrases

_ENOUGH = 3.0  # below this nothing says clearly enough who reports

_REGISTRANT = re.compile(r"(?i)\(\s*exact name of (?:the )?(?:registrant|issuer|company)")
_BEFORE_REGISTRANT = re.compile(  # file number, date or rule: what a cover prints before the name
    r"(?i)^.*(?:\b(?:number|no)s?[.:]*\s*[\d-]{4,}\.?|\b\d{1,3}-\d{3,6}\b\.?|[_-]{3,}|\b(?:19|20)\d\d\b\)?|\))\s*"
)
_FILE_NUMBER = re.compile(r"(?i)commission file (?:number|no)[.:]*\s*[\d-]+\.?$")

_SHORTENED = r"(?:[A-Z]\.(?:[A-Za-z]\.)*|Inc\.|INC\.|Corp\.|CORP\.|Co\.|CO\.|Ltd\.|LTD\.|St\.)"
_WORD = rf"(?:{_SHORTENED}|(?:[A-Z0-9À-Ý]|[a-z]{{1,2}}[A-Z])[\w'’&/-]*(?:\.\w+)*)"
_SMALL = r"(?:of|and|for|de|del|la|the|i|y|e|für|und|&)"
_NAME = rf"((?:{_WORD},?\s+(?:{_SMALL}\s+){{0,2}}){{0,8}}{_WORD}(?:\s(?:plc|gmbh|e\.V\.))?)"
_NAME_AT_END = re.compile(_NAME + r"(?:,? (?:and|together with) (?:its|our) [\w\s-]{4,40})?[,\s]*$")
_NAME_BEFORE = 100  # characters that are looked at before a mark

_LISTED = re.compile(
    r"\((?:the\s)?(?:NYSE|NASDAQ|Nasdaq|AMEX|LSE|BME|SIX|XETRA|Euronext|TSX|ASX|AIM)[^()]{0,20}:\s*[A-Z]"
)
_SIGNED = re.compile(r"\(Registrant\)")
_DEFINED = re.compile(
    r"\([^()]{0,60}?[\"“](?:the )?(?:Company|Group|Corporation|Firm|Foundation|Agency|Registrant)[,.]?[\"”]"
)
_COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|\b[Cc]opyright\b)\s*(?:©\s*)?(?:\d{4}(?:[-–]\d{4})?)?[\s,]*(?:[Bb]y\s+)?" + _NAME
)
_SITE = re.compile(r"(?:www\.|@)([\w-]{2,40})\.(?:[a-z]{2,6})\b")


def find_organisation(evidence: Evidence) -> str:
    """The full name of the organisation as the report writes it; empty where nothing says."""
    name = _registrant(evidence)
    if not name:
        ranked = rank_names(evidence)
        name = ranked[0][1] if ranked and ranked[0][0] >= _ENOUGH else ""
    return readable(name, evidence.body)


def rank_names(evidence: Evidence) -> list[tuple[float, str]]:
    """Every name that may be the organisation's with its score, best first."""
    named: dict[str, tuple[str, dict[str, float]]] = {}
    for source, weight, name in _candidates(evidence):
        name = tidy(name)
        if is_name(name):
            _, weights = named.setdefault(compact(name), (name, {}))
            weights[source] = max(weight, weights.get(source, 0))
    sites = _sites(evidence)
    scored = ((sum(weights.values()) + _support(name, evidence.folded, sites), name) for name, weights in named.values())
    return sorted(scored, key=lambda pair: (-pair[0], pair[1]))


def _candidates(evidence: Evidence) -> Iterator[tuple[str, float, str]]:
    """Source, weight and text of everything that may be a name."""
    for source, weight, mark, text in (
        ("listed", 6.0, _LISTED, evidence.opening[:6000]),
        ("signed", 6.0, _SIGNED, evidence.body),
        ("defined", 3.0, _DEFINED, evidence.body[:40_000]),
    ):
        yield from ((source, weight, name) for name in _names_before(mark, text))
    for source, weight, pattern, text in (
        ("copyright", 2.5, _COPYRIGHT, evidence.body),
        ("label", 4.0, _label(), evidence.opening),
    ):
        yield from ((source, weight, match.group(1)) for match in pattern.finditer(text))
    yield from _from_lines(evidence)
    yield "author", 1.0, evidence.author


def _names_before(mark: re.Pattern[str], text: str) -> Iterator[str]:
    for match in mark.finditer(text):
        name = _NAME_AT_END.search(text[max(0, match.start() - _NAME_BEFORE) : match.start()])
        if name:
            yield name.group(1)


def _registrant(evidence: Evidence) -> str:
    """The name over `(Exact name of registrant ...)`, or the line after the file number."""
    match = _REGISTRANT.search(evidence.opening)
    if match:
        before = evidence.opening[max(0, match.start() - 120) : match.start()]
        names = [_letters_joined(_BEFORE_REGISTRANT.sub("", before))]
    else:
        pairs = zip(evidence.front, evidence.front[1:], strict=False)
        names = [after for line, after in pairs if _FILE_NUMBER.search(line)]
    return next((name for name in map(tidy, names) if is_name(name)), "")


def _letters_joined(name: str) -> str:
    """Small capitals come apart: `R ESORTS` is `RESORTS`."""
    return re.sub(r"\b([A-Z]) (?=[A-Z]{3,}\b)", r"\1", name) if name == name.upper() else name


def _from_lines(evidence: Evidence) -> Iterator[tuple[str, float, str]]:
    """What is left of running heads, titles and cover lines once kind and period are taken away."""
    for source, weight, lines in (
        ("running", 2.5, evidence.running),
        ("title", 1.5, evidence.titles),
        ("cover", 1.5, evidence.cover[:25]),
        ("front", 0.5, evidence.front[:80]),
    ):
        for line in lines:
            if len(line.split()) <= 14 and not _is_support(line):
                yield from ((source, weight, piece) for piece in without_kind(line))


def _is_support(line: str) -> bool:
    return fold(line).startswith(phrases("support"))


def _support(name: str, folded: str, sites: frozenset[str]) -> float:
    """How much the rest of the report speaks for a name: how often it stands there, its own web site."""
    score = min(2.5, math.log2(1 + folded.count(fold(name))) / 2)
    score += 1.5 * (has_legal_form(name) or has_organisation_word(name))
    initials = "".join(word[0] for word in re.findall(r"\w+", fold(name)) if len(word) > 3 or word.isupper())
    return score + 2.0 * bool(sites & {compact(name), initials})


def _sites(evidence: Evidence) -> frozenset[str]:
    """The names of web sites and mail domains that the report gives, without their endings."""
    addresses = (word for word in evidence.words if "www." in word or "@" in word)
    return frozenset(compact(site) for word in addresses for site in _SITE.findall(fold(word)))


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?i:\b{either(phrases('labels'))}\s*:)\s*" + _NAME)
