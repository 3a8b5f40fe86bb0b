"""Where running text and labelled lines name the organisation that a report comes from."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.facts.evidence import Evidence
from ingest.facts.names import has_legal_form, has_organisation_word, is_name, tidy
from ingest.facts.words import either, fold, phrases

_REGISTRANT = re.compile(r"(?i)\(\s*exact name of (?:the )?(?:registrant|issuer|company)")
_BEFORE_REGISTRANT = re.compile(  # file number, date or rule: what a cover prints before the name
    r"(?i)^.*(?:\b(?:number|no)s?[.:]*\s*[\d-]{4,}\.?|\b\d{1,3}-\d{3,6}\b\.?|[_-]{3,}|\b(?:19|20)\d\d\b\)?|\))\s*"
)
_FILE_NUMBER = re.compile(r"(?i)commission file (?:number|no)[.:]*\s*[\d-]+\.?$")

_SHORTENED = r"(?:[A-Z]\.(?:[A-Za-z]\.)*|Inc\.|INC\.|Corp\.|CORP\.|Co\.|CO\.|Ltd\.|LTD\.|St\.)"
_WORD = rf"(?:{_SHORTENED}|(?:[A-Z0-9À-Ý]|[a-z]{{1,2}}[A-Z]|[dl]['’](?=[A-ZÀ-Ý]))[\w'’&/-]*(?:\.\w+)*)"
_SMALL = r"(?:of|and|for|de|del|dels|della|di|du|des|der|la|les|los|the|i|y|e|et|per|per a|para|pour|für|und|&)"
_NAME = rf"({_WORD}(?:,?\s+(?:{_SMALL}\s+){{0,3}}{_WORD}){{0,9}}(?:\s(?:plc|gmbh|e\.V\.))?)"
_NAME_AT_END = re.compile(_NAME + r"(?:,? (?:and|together with) (?:its|our) [\w\s-]{4,40})?[,\s]*$")
_NAME_ALONE = re.compile(_NAME)
_NAME_BEFORE = 110  # characters that are looked at before a mark

_LISTED = re.compile(
    r"\((?:the\s)?(?:NYSE|NASDAQ|Nasdaq|AMEX|LSE|BME|SIX|XETRA|Euronext|TSX|ASX|AIM)[^()]{0,20}:\s*[A-Z]"
)
_SIGNED = re.compile(r"\(Registrant\)")
_DEFINED = re.compile(
    r"\([^()]{0,60}?[\"“](?:the |el |la |le |die |der |a |o )?(?:Company|Group|Corporation|Firm|Foundation|Agency"
    r"|Registrant|Grupo|Grup|Sociedad|Societat|Groupe|Société|Gesellschaft|Gruppo|Società|Sociedade)[,.]?[\"”]"
)
_ACRONYM = re.compile(  # (ABC), ("ABC"), (hereinafter, ABC), ('ABC' or 'Company')
    r"\((?:[^()]{0,25}[\s'’‘\"“])?((?=[\w·-]*[A-Z][\w·-]*[A-Z])[\w·-]{2,12})(?:[\s,'’\"”][^()]{0,30})?\)"
)
_ACRONYM_REACH = 40_000  # characters from the beginning
_ARTICLE = re.compile(r"^(?:(?:Das|Die|Der|El|Els|La|Las|Los|Le|Les|Il|Lo|O|A)\s+|[LlDd]['’])")
_COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|\b[Cc]opyright\b)\s*(?:©\s*)?(?:\d{4}(?:[-–]\d{4})?)?[\s,]*(?:[Bb]y\s+)?" + _NAME
)


def registrant(evidence: Evidence) -> str:
    """The name over `(Exact name of registrant ...)`, or the line after the file number; empty without."""
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


def names_before_marks(evidence: Evidence) -> Iterator[tuple[str, float, str]]:
    """Names that a mark behind them makes the organisation's, as source, weight and name."""
    for source, weight, mark, text in (
        ("listed", 6.0, _LISTED, evidence.opening[:6000]),
        ("signed", 6.0, _SIGNED, evidence.body),
        ("defined", 3.0, _DEFINED, evidence.body[:40_000]),
    ):
        for match in mark.finditer(text):
            name = _NAME_AT_END.search(text[max(0, match.start() - _NAME_BEFORE) : match.start()])
            if name:
                yield source, weight, name.group(1)


def names_with_acronym(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Names of organisations with an acronym in brackets behind them, and the acronym."""
    text = evidence.body[:_ACRONYM_REACH]
    for match in _ACRONYM.finditer(text):
        words = text[max(0, match.start() - _NAME_BEFORE) : match.start()].split()
        name = _long_form(match.group(1), words)
        if name:
            yield name, match.group(1)


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


def spelled_out(acronym: str, evidence: Evidence) -> str:
    """The long name of an acronym: from brackets, else a line of the first pages with just these initials."""
    for name, short in names_with_acronym(evidence):
        if fold(short) == fold(acronym):
            return tidy(name)
    lines = (line for line in evidence.front[:60] if 2 < len(line.split()) <= 12 and line[0].isupper())
    return next((tidy(line) for line in lines if initials(line) == fold(acronym)), "")


def initials(name: str) -> str:
    """The folded initials of the words of a name that are not small."""
    return "".join(fold(word[0]) for word in re.findall(r"[^\W_]+", name) if len(word) > 3 or word[0].isupper())


def names_of_owners(evidence: Evidence) -> Iterator[tuple[str, float, str]]:
    """Names in a copyright line, after a label such as `Published by:`, or before a verb in a headline."""
    for match in _COPYRIGHT.finditer(evidence.body):
        yield "copyright", 2.5, match.group(1)
    for value in (*labelled(evidence.front, "labels"), *labelled(evidence.front, "organisation")):
        yield "label", 4.0, re.split(r"[;(|]|\.\s", value)[0]
    for line in evidence.cover[:12]:
        headline = _headline().search(fold(line))
        if headline:
            yield "headline", 3.0, line[: headline.start()]


def names_of_companies(evidence: Evidence) -> Iterator[tuple[str, float, str]]:
    """Names with a legal form on the first pages; the first that is named counts most."""
    found = (match.group() for match in _NAME_ALONE.finditer(evidence.opening[:5000]))
    named = [name for name in found if has_legal_form(tidy(name))]
    yield from (("company", weight, name) for name, weight in zip(named, (2.0, 1.0), strict=False))


def labelled(lines: Sequence[str], section: str) -> Iterator[str]:
    """What stands after `label:` on its line or on the next; the labels are a section of `words.toml`."""
    label = re.compile(rf"^\W*(?:{either(phrases(section))})(?:\s*\([^)]*\))?\s*(?::\s*|$)")
    for line, after in zip(lines, [*lines[1:], ""], strict=False):
        match = label.match(fold(line))
        if match and (":" in match.group() or section != "organisation"):
            yield line[match.end() :] or after


@cache
def _headline() -> re.Pattern[str]:
    return re.compile(rf"(?<=\w) {either(phrases('verbs'))} ")
