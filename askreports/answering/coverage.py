"""What a question asks about that the reports do not cover: an organisation, or a year of one.

Believes that a name which no report bears, and which the best pages do not mention, is not in the reports,
however well the rest of the question fits; and that a year for which an organisation has no report is not
there, though a later report may repeat some of its figures. What is planned for a year stands in the report
of the year before.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from askreports.answering.gap_text import no_name, no_thing, no_year, there_are
from index.hit import Hit
from index.router import Named
from index.stem import without_accents, words
from index.where import years
from ingest.document import Report

TERM_OF = 3  # organisations: an acronym that so many of them use is a term of the trade, such as GAAP

_AHEAD = re.compile(
    r"\b(?:forecast|expect|plan|guidance|outlook|target|priorit|budget|previs|prev[eé]|objeti|esper|objecti"
    r"|prévoi|prévu|perspectiv|budg[eé]t|erwart|prognos|ziel|vorhaben|pretend|prevê|previst)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Gaps:
    """What was asked for and is not there.

    `names` are names that stand in no report, `years` the year for which the organisation has none, `things`
    words that no report writes, or none of the organisation `whose`. `held` says what is there instead: the
    periods of the organisation's reports, or the organisations. `language` is that of the question.
    """

    names: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    held: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    whose: str = ""
    language: str = "en"

    def __bool__(self) -> bool:
        return bool(self.names or self.years or self.things)

    def missing(self) -> str:
        """What is missing, in a sentence; empty where nothing is."""
        if self.years:
            return no_year(self.years[0], self.language)
        if self.names:
            return no_name(self.names, self.language)
        return no_thing(self.things, self.whose, self.language) if self.things else ""

    def instead(self) -> str:
        """What stands before the list of what is held; empty where nothing is."""
        return there_are(self.language) if self.held and self else ""

    def sentence(self) -> str:
        """What is missing, and of a year what is there instead, in words; empty where nothing is missing."""
        return f"{self.missing()} {self.instead()} {', '.join(self.held)}." if self.years else self.missing()


def bearing(named: Named, names: Sequence[Sequence[str]], hits: Sequence[Hit]) -> Sequence[Hit]:
    """The hits that speak of whom the question names; all of them where it names nobody.

    `names` are the runs of words in the question that are written as names. A report of an organisation
    that is named speaks of it on every page.
    """
    proper = named.names or _proper(names, hits)
    if not proper:
        return hits
    return [
        hit
        for hit in hits
        if hit.document.id in named.reports or any(_mentions(hit, name) for name in proper)
    ]


def asks_ahead(question: str) -> bool:
    """Whether a question asks for what was still to come."""
    return bool(_AHEAD.search(question))


def find_gaps(
    named: Named,
    names: Sequence[Sequence[str]],
    reports: Sequence[Report],
    hits: Sequence[Hit],
    ahead: bool = False,
) -> Gaps:
    """The gaps between a question and the reports it may look at; `ahead`: it asks for what was to come."""
    meant = [report for report in reports if report.id in named.reports]
    if meant:
        covered = {year for report in meant for year in years(report.period)}
        latest = max(named.years, default=0)
        if ahead:
            covered |= {year + 1 for year in covered}
        if not latest or not covered or latest in covered:
            return Gaps()
        return Gaps(years=(latest,), held=_in_order(report.period for report in meant))
    if bearing(named, names, hits):
        return Gaps()
    unheard = tuple(" ".join(name) for name in _proper(names, hits) or named.names)
    return Gaps(names=unheard, held=_in_order(report.organisation for report in reports))


def _proper(names: Sequence[Sequence[str]], hits: Sequence[Hit]) -> list[Sequence[str]]:
    """Those that are names of somebody: not written small elsewhere, not on everybody's lips."""
    return [name for name in names if not any(_uses(hit, name) for hit in hits) and not _is_term(name, hits)]


def _is_term(name: Sequence[str], hits: Sequence[Hit]) -> bool:
    return (
        all(word.isupper() for word in name)
        and len({hit.document.organisation for hit in hits if _mentions(hit, name)}) >= TERM_OF
    )


def _mentions(hit: Hit, name: Iterable[str]) -> bool:
    """Whether the report bears the name, or the passage speaks of who bears it."""
    document = hit.document
    names = (document.organisation, *document.aliases, document.title, *hit.passage.section)
    shown = " ".join((*names, hit.passage.text))
    return {_folded(word) for word in name} <= {_folded(word) for word in words(shown)}


def _uses(hit: Hit, name: Sequence[str]) -> bool:
    """Whether the page has these words in small letters: then they are no name."""
    return " ".join(name).lower() in hit.page.text


def _folded(word: str) -> str:
    return without_accents(word.casefold())


def _in_order(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))
