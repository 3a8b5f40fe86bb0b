"""What a report is called: by itself where it says so, else by who reports, what and for when."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.facts.evidence import FactEvidence
from ingest.facts.kinds import UNKNOWN, is_filing, is_periodic, kind_of_line
from ingest.facts.names import compact, same_name, short_name
from ingest.facts.periods import without_date, years_of_line
from ingest.facts.title_lines import whole_phrases, without_kind
from ingest.facts.vocabulary import fold

_LONGEST = 200  # characters
_COVER_LINES = 30
_MOST_WORDS = 16  # a longer line is no title
_BARE_WORDS = 3  # a longer title line says more than the kind
_SUBJECT_WORDS = 5  # a shorter line may be anything: a slogan, a place, a person
_STANDING = 0.8  # of a title's words, how many the first pages must show
_ROMAN = re.compile(r"(?i)\b(?=[ivx]{2,}\b)x{0,3}(?:ix|iv|v?i{0,3})\b")


def find_title(evidence: FactEvidence, organisation: str, period: str, kind: str) -> str:
    """The title; never empty, since a file always has a name."""
    own = (
        ""
        if is_filing(evidence)
        else _whole(_own_title(evidence), organisation, period)
        or _title_on_cover(evidence, organisation, period, kind)
    )
    title = own or composed_title(organisation, period, kind) or _first_line(evidence) or evidence.name
    return title[:_LONGEST]


def _own_title(evidence: FactEvidence) -> str:
    """The title that the file gives itself, if its words stand on the first pages too."""
    front = compact(evidence.opening)
    for title in evidence.titles:
        words = re.findall(r"\w{2,}", title)
        standing = sum(compact(word) in front for word in words)
        if len(words) >= 2 and standing >= _STANDING * len(words) and not re.search(r"(?i)exhibit \d", title):
            return title
    return ""


def _whole(title: str, organisation: str, period: str) -> str:
    """A title that says no more than the kind of report, with the organisation and the period."""
    says_kind_alone = kind_of_line(title) != UNKNOWN and not without_kind(title)
    return _completed(title, organisation, period) if title and says_kind_alone else title


def _title_on_cover(evidence: FactEvidence, organisation: str, period: str, kind: str) -> str:
    """The cover's own line that names the kind; with its subject, or with who reports and for when."""
    lines = whole_phrases(evidence.cover[:_COVER_LINES])
    for line in _possible_titles(lines):
        if kind_of_line(line) == kind:
            bare = not is_periodic(kind) and len(line.split()) <= _BARE_WORDS
            subject = _subject(lines, line, organisation) if bare else ""
            return f"{subject}: {line}" if subject else _completed(line, organisation, period)
    return ""


def _completed(line: str, organisation: str, period: str) -> str:
    """A line with the organisation and the period, where it lacks them."""
    title = without_date(line)
    title = _in_lower_case(title, organisation) if title == title.upper() else title
    if period and not any(years_of_line(title)):
        title = f"{title} {period}"
    return title if _names(title, organisation) else f"{organisation}: {title}"


def _subject(lines: Sequence[str], title: str, organisation: str) -> str:
    """The line before or after the one that says no more than the kind: what the report is about."""
    for before, after in pairwise(lines):
        other = before if after == title else after if before == title else ""
        words = other.split()
        fits = _SUBJECT_WORDS <= len(words) <= _MOST_WORDS and not re.search(r"[.:!?@]|\d|www", other)
        if fits and same_name(other) != same_name(organisation):
            return other
    return ""


def _names(title: str, organisation: str) -> bool:
    """Whether a title has the name in it, or there is none to have."""
    short = short_name(organisation)
    return not short or bool(re.search(rf"(?<!\w){re.escape(fold(short))}(?!\w)", fold(title)))


def _in_lower_case(line: str, organisation: str) -> str:
    """A line in capitals as a sentence, the organisation as it is written elsewhere."""
    line = _ROMAN.sub(lambda numeral: numeral.group().upper(), line.capitalize())
    return re.sub(rf"(?i)\b{re.escape(organisation)}\b", lambda _: organisation, line)


def _possible_titles(lines: Sequence[str]) -> Iterator[str]:
    """Lines short enough for a title, then two as one, since titles break anywhere; no `label: value`."""
    pairs = [f"{line} {after}" for line, after in pairwise(lines)]
    broken = re.compile(r"(?i)[,;]$|\w: \S|\b(?:and|of|the|d|de|et|y|i|e|und|für|for|on|&)$")
    for line in (*lines, *pairs):
        if len(line.split()) <= _MOST_WORDS and not broken.search(line):
            yield line


def composed_title(organisation: str, period: str, kind: str) -> str:
    """What a report without a title of its own is called; empty where too little is known."""
    if not organisation or kind == UNKNOWN:
        return ""
    return " ".join(part for part in (organisation, kind, period) if part)


def _first_line(evidence: FactEvidence) -> str:
    """The first cover line of some words; where there is none, the first line at all."""
    lines = [line for line in evidence.cover if sum(map(str.isalpha, line)) > 2]
    return next((line for line in lines if len(line.split()) >= 2), next(iter(lines), ""))
