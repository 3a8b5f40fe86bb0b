"""What a question asks about that the reports do not cover: an organisation, or a year of one.

Believes that a name which no report bears, and which the best pages do not mention, is not in the reports,
however well the rest of the question fits; and that a year for which an organisation has no report is not
there, though a later report may repeat some of its figures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.hit import Hit
from index.router import Named
from index.stem import without_accents, words
from index.where import years
from ingest.document import Report


@dataclass(frozen=True, slots=True)
class Gaps:
    """What was asked for and is not there.

    `names` are names that stand in no report, `years` the year for which the organisation has none. `held`
    says what is there instead: the periods of the organisation's reports, or the organisations.
    """

    names: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    held: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names or self.years)


def find_gaps(
    named: Named, names: Sequence[Sequence[str]], reports: Sequence[Report], hits: Sequence[Hit]
) -> Gaps:
    """The gaps between a question and the reports it may look at.

    `names` are the runs of words in the question that are written as names.
    """
    meant = [report for report in reports if report.id in named.reports]
    if meant:
        covered = {year for report in meant for year in years(report.period)}
        latest = max(named.years, default=0)
        if not latest or not covered or latest in covered:
            return Gaps()
        return Gaps(years=(latest,), held=_in_order(report.period for report in meant))
    unheard = tuple(" ".join(name) for name in names if not any(_mentions(hit, name) for hit in hits))
    if not names or len(unheard) < len(names):
        return Gaps()
    return Gaps(names=unheard, held=_in_order(report.organisation for report in reports))


def _mentions(hit: Hit, name: Iterable[str]) -> bool:
    document = hit.document
    shown = " ".join((document.organisation, *document.aliases, document.title, hit.page.text))
    return {_folded(word) for word in name} <= {_folded(word) for word in words(shown)}


def _folded(word: str) -> str:
    return without_accents(word.casefold())


def _in_order(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))
