"""Which reports does a question mean? It names organisations, periods and kinds; reports say theirs.

What comes of it raises whole reports, it never shuts one out: see signals/routing.py.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from index.query.filters import years
from index.query.stems import words
from ingest.document import Report
from ingest.facts.kinds import kinds_named
from ingest.facts.vocabulary import word_set
from ingest.language.dates import find_dates, first_date
from ingest.language.folding import fold
from ingest.language.periods import find_periods, years_in

ORGANISATION, PERIOD, KIND = 0.6, 0.3, 0.1  # how much each counts for whether a report is meant at all
FAVOURED = 0.1  # below the best report's total: as near is as good
RESTATED = (1.0, 0.5, 0.3)  # a report of the year asked for, of the next, of the one after
PLANNED = 0.3  # of the year before: what was then to come
PART_OF_YEAR = 0.2  # of a report of one quarter or one day: it does not answer for the year
LAST_QUARTER = "4"
WITH_LAST_QUARTER = 0.8  # of results of a year's last quarter, which come with those of the whole year
SAME_EVENT_DAYS = 7  # between what a report is of and the date it bears
LATEST = 0.5  # of the latest report, where a question names an organisation and no year
AGE = 0.3  # what each year of age takes off that
MAX_NAME_WORDS = 8
FEWEST_OWN_WORDS = 2  # that a name keeps when "Group", "Foundation" and the like are left out at its end
MIN_SHORT_NAME = 5  # letters; shorter first words are often common ones

_PROJECT = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ0-9-]{3,})\s*[:–—-]\s")  # an acronym before what it stands for


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names: ids of reports whose organisation it names, years, quarters, kinds.

    `quarters` are "1" to "4"; `dates` are full dates, which reports of one event have. `names` are those by
    which the organisations were named, each as its words in lower case; `groups` the reports of each of them.
    """

    reports: frozenset[str]
    names: frozenset[tuple[str, ...]]
    years: frozenset[int]
    quarters: frozenset[str]
    dates: frozenset[date]
    kinds: frozenset[str]
    groups: tuple[frozenset[str], ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """The words of all names."""
        return frozenset(chain.from_iterable(self.names))


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a report fits what a question names, each from 0 to 1."""

    organisation: float
    period: float
    kind: float

    @property
    def total(self) -> float:
        """All of it as one number from 0 to 1."""
        return ORGANISATION * self.organisation + PERIOD * self.period + KIND * self.kind


class Router:
    """Knows the names of all reports of an index."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports = list(reports)
        self._by_name: dict[str, set[str]] = {}
        of_organisation: dict[str, set[str]] = {}
        for report in self._reports:
            of_organisation.setdefault(_key(report.organisation), set()).add(report.id)
        for report in self._reports:
            for name in _names(report):  # of one report, and so of all that its organisation made
                self._by_name.setdefault(_key(name), set()).update(of_organisation[_key(report.organisation)])
            if project := _PROJECT.match(report.title):
                self._by_name.setdefault(_key(project.group(1)), set()).add(report.id)
        self._by_name.pop("", None)
        self._kinds = {report.kind for report in self._reports if report.kind}

    def named(self, question: str) -> Named:
        """What the question names that this index can know of."""
        of_name = self._organisations(question)
        return Named(
            reports=frozenset[str]().union(*of_name.values()),
            names=frozenset(of_name),
            groups=tuple(of_name.values()),
            years=frozenset(asked_years(question)),
            quarters=frozenset(_quarters(question)),
            dates=frozenset(find_dates(question)),
            kinds=kinds_named(question) & self._kinds,
        )

    def fits(self, named: Named) -> dict[str, Fit]:
        """How well each report, by its id, fits what is named."""
        latest = self._latest_year(named.reports)
        return {
            report.id: Fit(
                organisation=float(report.id in named.reports),
                period=period_fit(report.period, named)
                if named.years
                else LATEST * (report.id in named.reports) * _recency(report.period, latest),
                kind=float(report.kind in named.kinds),
            )
            for report in self._reports
        }

    def _latest_year(self, ids: frozenset[str]) -> int:
        return max((max(years(r.period), default=0) for r in self._reports if r.id in ids), default=0)

    def _organisations(self, question: str) -> dict[tuple[str, ...], frozenset[str]]:
        """The names of organisations in a question and the reports of each, in the order of the question.

        A longer name beats those that are part of it.
        """
        raw = re.findall(r"[^\W_]+", question)
        taken = [False] * len(raw)
        found: dict[int, tuple[tuple[str, ...], frozenset[str]]] = {}
        for size in range(min(MAX_NAME_WORDS, len(raw)), 0, -1):
            for start in range(len(raw) - size + 1):
                span = raw[start : start + size]
                if any(taken[start : start + size]) or not _written_as_name(span):
                    continue
                if reports := self._by_name.get("".join(span).casefold()):
                    found[start] = tuple(word.casefold() for word in span), frozenset(reports)
                    taken[start : start + size] = [True] * size
        return dict(found[start] for start in sorted(found))


def favoured(fits: Mapping[str, Fit]) -> list[str]:
    """The reports that a question seems to mean; none where it names nothing that any report has."""
    best = max((fit.total for fit in fits.values()), default=0.0)
    return [report for report, fit in fits.items() if best > 0 and fit.total >= best - FAVOURED]


def _names(report: Report) -> Iterator[str]:
    """The names by which a question may mean the organisation of a report."""
    yield report.organisation
    yield from report.aliases
    own = report.organisation.split()
    while len(own) > FEWEST_OWN_WORDS and _is_general(own[-1]):
        own.pop()
        yield " ".join(own)  # "Kelling Ports" for Kelling Ports Group
    first = report.organisation.partition(" ")[0]
    if len(first) >= MIN_SHORT_NAME and not _is_general(first):
        yield first  # "Tersalva" for Tersalva Medical SA; not "Hospital" for a hospital


def _key(name: str) -> str:
    return "".join(words(name))


def _is_general(word: str) -> bool:
    return fold(word) in word_set("organisation") or fold(word) in word_set("general")


def asked_years(question: str) -> list[int]:
    """The years a question names, as 2018, FY2018, FY18 or 2Q18, in order."""
    return years_in(question)


def _quarters(question: str) -> Iterator[str]:
    """The quarters a question names; of several months the last, whose report tells of all of them."""
    for mention in find_periods(question):
        if mention.part and mention.part.quarter:
            yield str(mention.part.quarter)


def _written_as_name(span: Sequence[str]) -> bool:
    """Names are capitalised, so that "a block of shares" does not name a company called Block."""
    return (
        span[0][0].isupper()
        or span[0][0].isdigit()
        or (len(span) == 1 and any(char.isupper() for char in span[0]))
    )


def _recency(period: str, latest: int) -> float:
    """How near a report is to the latest one of its organisation: a question without a year asks for now."""
    year = max(years(period), default=0)
    return max(0.0, 1.0 - AGE * (latest - year)) if year else 0.0


def period_fit(period: str, named: Named) -> float:
    """How well a report of this period answers for the years and parts of years named, from 0 to 1."""
    covered = years(period)
    if not named.years or not covered:
        return 0.0
    if day := first_date(period):
        near = any(abs((day - asked).days) <= SAME_EVENT_DAYS for asked in named.dates)
        return 1.0 if near else PART_OF_YEAR * bool(covered & named.years)
    quarter = period.partition("Q")[2]
    if quarter and quarter not in named.quarters:
        if named.quarters or quarter != LAST_QUARTER:
            return PART_OF_YEAR * bool(covered & named.years)
        return WITH_LAST_QUARTER * bool(covered & named.years)
    latest = max(named.years)
    fits = [RESTATED[year - latest] for year in covered if 0 <= year - latest < len(RESTATED)]
    fits += [PLANNED for year in covered if year + 1 == latest]
    fit = max(fits, default=PART_OF_YEAR * bool(covered & named.years))
    return 0.6 * fit if named.quarters and not quarter else fit  # a year's report has its quarters in brief
