"""Where running text and labelled lines name the organisation that a report comes from."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from ingest.facts.evidence import FactEvidence
from ingest.facts.names import has_legal_form, has_organisation_word, is_general_word, is_name, tidy
from ingest.facts.vocabulary import SMALL_WORDS, either_of, fold, places

_REGISTRANT = re.compile(r"(?i)\(\s*exact name of (?:the )?(?:registrant|issuer|company)")
_BEFORE_REGISTRANT = re.compile(  # file number, date or rule: what a cover prints before the name
    r"(?i)^.*(?:\b(?:number|no)s?[.:]*\s*[\d-]{4,}\.?|\b\d{1,3}-\d{3,6}\b\.?|[_-]{3,}|\b(?:19|20)\d\d\b\)?|\))\s*"
)
_FILE_NUMBER = re.compile(r"(?i)commission file (?:number|no)[.:]*\s*[\d-]+\.?$")

_SHORTENED = r"(?:[A-Z]\.(?:[A-Za-z]\.)*|Inc\.|INC\.|Corp\.|CORP\.|Co\.|CO\.|Ltd\.|LTD\.|St\.)"
_BEGINNING = r"(?:[A-ZÀ-Ý]|\d{1,2}[A-Z]|[a-z]{1,2}[A-Z]|[dl]['’](?=[A-ZÀ-Ý]))"
_LOST = "\ufffd"  # a ligature without its letters stands inside a word
_WORD = rf"(?:{_SHORTENED}|{_BEGINNING}[\w'’&/{_LOST}-]*(?:\.\w+)*)"
_JOINT = rf"(?:{'|'.join(SMALL_WORDS)})"
_NAME = rf"({_WORD}(?:,?\s+(?:{_JOINT}\s+){{0,3}}{_WORD}){{0,9}}(?:\s(?:plc|gmbh|e\.V\.))?)"
_NAME_AT_END = re.compile(_NAME + r"(?:,? (?:and|together with) (?:its|our) [\w\s-]{4,40})?[,\s]*$")
NAME = re.compile(_NAME)
_MOST_MARKS = 100  # of one sort that are looked at
_NAME_BEFORE = 110  # characters that are looked at before a mark

_LISTED = re.compile(
    r"\((?:the\s)?(?:NYSE|NASDAQ|Nasdaq|AMEX|LSE|BME|SIX|XETRA|Euronext|TSX|ASX|AIM)[^()]{0,20}:\s*[A-Z]"
)
_SIGNED = re.compile(r"\(Registrant\)")
_DEFINED = re.compile(  # (the "Company"), (en adelante, "el Grupo")
    r"\([^()]{0,60}?[\"“](?:the |el |la |le |die |der |a |o )?(?:Company|Corporation|Firm|Foundation|Agency"
    r"|Registrant|Group|Grupo|Grup|Groupe|Gruppo|Sociedad|Societat|Société|Gesellschaft|Società|Sociedade)"
    r"[,.]?[\"”]"
)
_ACRONYM = re.compile(  # (ABC), ("ABC"), (hereinafter, ABC), ('ABC' or 'Company')
    r"\((?:[^()]{0,25}[\s'’‘\"“])?((?=[\w·-]*[A-Z][\w·-]*[A-Z])[\w·-]{2,12})(?:[\s,'’\"”][^()]{0,30})?\)"
)
_DASHED = re.compile(r"\s?[–—-]\s?([A-Z][\w·]{0,10}[A-Z])(?![\w-])")  # Port Agency – PA
_ACRONYM_REACH = 40_000  # characters from the beginning
_COMPANY_REACH = 5_000
_HEADLINES = 12  # lines of a cover
_ARTICLE = re.compile(r"^(?:(?:Das|Die|Der|El|Els|La|Las|Los|Le|Les|Il|Lo|O|A)\s+|[LlDd]['’])")
_COPYRIGHT_MARKS = ("©", "(c) 20", "(C) 20", "opyright ")
_COPYRIGHT = re.compile(r"[\s©]*(?:\d{4}(?:[-–]\d{4})?)?[\s,]*(?:[Bb]y\s+)?" + _NAME)


class Mention(NamedTuple):
    """A name in a place that may speak for it, and the acronym given there."""

    place: str
    name: str
    acronym: str = ""


def registrant(evidence: FactEvidence) -> str:
    """The name over `(Exact name of registrant ...)`, or the line after the file number; empty without."""
    match = _REGISTRANT.search(evidence.opening)
    if match:
        before = evidence.opening[max(0, match.start() - _NAME_BEFORE) : match.start()]
        name = tidy(_letters_joined(_BEFORE_REGISTRANT.sub("", before)))
        return name if len(name) > 1 and not is_general_word(name) else ""
    pairs = zip(evidence.front, evidence.front[1:], strict=False)
    names = (tidy(after) for line, after in pairs if _FILE_NUMBER.search(line))
    return next((name for name in names if is_name(name)), "")


def _letters_joined(name: str) -> str:
    """Small capitals come apart: `R ESORTS` is `RESORTS`."""
    return re.sub(r"(?<![\w'’&])([A-Z]) (?=[A-Z]{3,}\b)", r"\1", name) if name == name.upper() else name


def names_before_marks(evidence: FactEvidence) -> Iterator[Mention]:
    """Names that a mark behind them makes the organisation's."""
    for place, mark, text in (
        ("listed", _LISTED, evidence.opening[:6000]),
        ("signed", _SIGNED, evidence.body),
        ("defined", _DEFINED, evidence.body[:40_000]),
    ):
        for match in islice(mark.finditer(text), _MOST_MARKS):
            name = _NAME_AT_END.search(text[max(0, match.start() - _NAME_BEFORE) : match.start()])
            if name:  # the last line before may have run into it
                yield Mention(place, re.split(r"\s(?=The\s)", name.group(1))[-1])


def names_with_acronym(evidence: FactEvidence) -> Iterator[Mention]:
    """Names of organisations with an acronym behind them, in brackets or after a dash."""
    text = evidence.body[:_ACRONYM_REACH]
    for match in (
        *islice(_ACRONYM.finditer(text), _MOST_MARKS),
        *islice(_DASHED.finditer(text), _MOST_MARKS),
    ):
        words = text[max(0, match.start() - _NAME_BEFORE) : match.start()].split()
        name = _long_form(match.group(1), words)
        if name:
            yield Mention("acronym", tidy(name), match.group(1))


def _long_form(acronym: str, words: list[str]) -> str:
    """The last words from the one on with which the acronym begins, if they explain the acronym."""
    openings = [_ARTICLE.sub("", " ".join(words[start:])) for start in range(len(words) - 1, -1, -1)]
    akin = [name for name in openings if fold(name[:1]) == fold(acronym[0]) and is_name(tidy(name))]
    spelled = (name for name in akin if _has_initials(name, acronym))
    sorts = (name for name in akin if has_organisation_word(name) and _in_order(acronym, name))
    return next(spelled, "") or next(sorts, "")


def _has_initials(name: str, acronym: str) -> bool:
    """Whether the capitals of an acronym are among the initials of a name, in their order."""
    capitals = "".join(letter for letter in acronym if letter.isupper())
    firsts = "".join(word[0] for word in re.findall(r"[^\W_]+", name) if len(word) > 1)
    return len(capitals) > 1 and _in_order(capitals, firsts)


def _in_order(letters: str, text: str) -> bool:
    """Whether all letters occur in a text in their order: ASEBIO in Asociación Española de Bioempresas."""
    rest = iter(fold(text))
    return all(letter in rest for letter in fold(letters))


def spelled_out(acronym: str, evidence: FactEvidence) -> str:
    """The long name of an acronym: from brackets, else a line of the first pages with just these initials."""
    for mention in names_with_acronym(evidence):
        if fold(mention.acronym) == fold(acronym):
            return mention.name
    lines = (line for line in evidence.front[:60] if 2 < len(line.split()) <= 12 and line[0].isupper())
    return next((tidy(line) for line in lines if initials(line) == fold(acronym)), "")


def initials(name: str) -> str:
    """The folded initials of the words of a name that are not small."""
    weighty = (word for word in re.findall(r"[^\W_]+", name) if fold(word) not in SMALL_WORDS)
    words = (word for word in weighty if len(word) > 3 or word[0].isupper())
    return "".join(fold(word[0]) for word in words)


def names_of_owners(evidence: FactEvidence) -> Iterator[Mention]:
    """Names in a copyright line, after a label such as `Published by:`, or before a verb in a headline."""
    for mark in _COPYRIGHT_MARKS:
        for start in islice(places(evidence.body, mark), _MOST_MARKS):
            match = _COPYRIGHT.match(evidence.body, start + len(mark))
            if match:
                yield Mention("copyright", match.group(1))
    for value in (
        *labelled((*evidence.front, *evidence.imprint), "labels"),
        *labelled(evidence.front, "organisation"),
    ):
        yield Mention("label", re.split(r"[;(|]|\.\s", value)[0])
    for line in evidence.cover[:_HEADLINES]:
        headline = _headline().search(fold(line))
        if headline:
            yield Mention("headline", line[: headline.start()])


def names_of_companies(evidence: FactEvidence) -> Iterator[Mention]:
    """Names with a legal form on the first pages; the first that is named counts most."""
    text = "\n".join(evidence.front)[:_COMPANY_REACH]
    found = (match.group() for line in text.splitlines() for match in NAME.finditer(line))
    named = (name for name in found if has_legal_form(tidy(name)))
    yield from map(Mention, ("company", "another company"), named)


def labelled(lines: Sequence[str], section: str) -> Iterator[str]:
    """What stands after `label:` on its line or on the next; labels: a section of `vocabulary.toml`."""
    label = _label(section)
    for line, after in zip(lines, [*lines[1:], ""], strict=False):
        match = label.match(fold(line))
        if match and (":" in match.group() or section != "organisation"):
            yield line[match.end() :] or after


@cache
def _label(section: str) -> re.Pattern[str]:
    return re.compile(rf"^\W*{either_of(section)}(?:\s*\([^)]*\))?\s*(?::\s*|$)")


@cache
def _headline() -> re.Pattern[str]:
    return re.compile(rf"(?<=\w) {either_of('verbs')} ")
