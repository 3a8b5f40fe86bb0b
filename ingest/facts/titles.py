"""What a report is called: by itself where it says so, else by who reports, what and for when."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.facts.evidence import FactEvidence
from ingest.facts.kinds import UNKNOWN, is_filing, kind_of_line
from ingest.facts.names import compact, short_name
from ingest.facts.periods import years_of_line
from ingest.facts.vocabulary import fold

_LONGEST = 200  # characters
_COVER_LINES = 30
_MOST_WORDS = 16  # a longer line is no title
_STANDING = 0.8  # of a title's words, how many the first pages must show


def find_title(evidence: FactEvidence, organisation: str, period: str, kind: str) -> str:
    """The title; never empty, since a file always has a name."""
    own = (
        ""
        if is_filing(evidence)
        else _own_title(evidence) or _kind_line(evidence, organisation, period, kind)
    )
    title = own or _composed(organisation, period, kind) or _first_line(evidence) or evidence.name
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


def _kind_line(evidence: FactEvidence, organisation: str, period: str, kind: str) -> str:
    """The cover's own line that names the kind, with the organisation and the period where it lacks them."""
    for line in _possible_titles(evidence.cover[:_COVER_LINES]):
        if kind_of_line(line) == kind:
            title = _in_lower_case(line, organisation) if line == line.upper() else line
            if period and not any(years_of_line(title)):
                title = f"{title} {period}"
            return title if _names(title, organisation) else f"{organisation}: {title}"
    return ""


def _names(title: str, organisation: str) -> bool:
    """Whether a title has the name in it, or there is none to have."""
    short = short_name(organisation)
    return not short or bool(re.search(rf"(?<!\w){re.escape(fold(short))}(?!\w)", fold(title)))


def _in_lower_case(line: str, organisation: str) -> str:
    """A line in capitals as a sentence, the organisation as it is written elsewhere."""
    return re.sub(rf"(?i)\b{re.escape(organisation)}\b", lambda _: organisation, line.capitalize())


def _possible_titles(lines: Sequence[str]) -> Iterator[str]:
    """Lines short enough for a title, then two as one, since titles break anywhere; no `label: value`."""
    pairs = [f"{line} {after}" for line, after in pairwise(lines)]
    broken = re.compile(r"(?i)[,;]$|\w: \S|\b(?:and|of|the|d|de|et|y|i|e|und|für|for|on|&)$")
    for line in (*lines, *pairs):
        if len(line.split()) <= _MOST_WORDS and not broken.search(line):
            yield line


def _composed(organisation: str, period: str, kind: str) -> str:
    if not organisation or kind == UNKNOWN:
        return ""
    return " ".join(part for part in (organisation, kind, period) if part)


def _first_line(evidence: FactEvidence) -> str:
    """The first cover line of some words; where there is none, the first line at all."""
    lines = [line for line in evidence.cover if sum(map(str.isalpha, line)) > 2]
    return next((line for line in lines if len(line.split()) >= 2), next(iter(lines), ""))
