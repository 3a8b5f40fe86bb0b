"""Names on the lines of covers, running heads and titles."""

from collections.abc import Iterator, Sequence

from ingest.facts.evidence import FactEvidence
from ingest.facts.kinds import kind_of_line
from ingest.facts.organisation.mentions import Mention
from ingest.facts.title_lines import (
    is_periodic_title,
    is_sentence,
    names_beside_kind,
    whole_phrases,
    without_kind,
)
from ingest.facts.vocabulary import fold, phrases

_COVER_LINES = 12
_FRONT_LINES = 60
_MOST_WORDS = 25  # a longer line is prose


def names_in_lines(evidence: FactEvidence) -> Iterator[Mention]:
    """What is left of running heads, titles and cover lines once kind and period are taken away."""
    cover = [line for line in evidence.cover[:_COVER_LINES] if _may_name(line)]
    front = [line for line in evidence.front[:_FRONT_LINES] if line not in cover]
    for place, lines in (
        ("running", evidence.running),
        ("title", evidence.titles),
        ("cover", (*cover, *whole_phrases(cover))),
        ("front", front),
        ("file", (evidence.name,)),
    ):
        for line in lines:
            if _may_name(line):
                yield from (Mention(place, piece) for piece in without_kind(line))
    for line in (*cover, *evidence.running, *evidence.titles):
        if is_periodic_title(line):
            yield from (Mention("titled", piece) for piece in without_kind(line))
    yield from (Mention("beside", name) for name in _beside_titles(whole_phrases(cover)))


def _may_name(line: str) -> bool:
    """Whether a line is short, and neither running text nor about who pays."""
    return (
        len(line.split()) <= _MOST_WORDS
        and not is_sentence(line)
        and not fold(line).startswith(phrases("support"))
    )


def _beside_titles(lines: Sequence[str]) -> Iterator[str]:
    """The lines around a title that leaves open who reports."""
    weighty = [line for line in lines if kind_of_line(line) or without_kind(line)]
    for number, line in enumerate(weighty):
        if is_periodic_title(line) and not names_beside_kind(line):
            yield from weighty[max(0, number - 1) : number] + weighty[number + 1 : number + 2]
