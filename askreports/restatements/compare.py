"""The reports of each organisation beside each other: the figures that a later one gives differently."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from askreports.answering.citations import Citations
from askreports.answering.library import Library
from askreports.restatements.restated import Restatement, Restatements, StatedValue
from askreports.restatements.stated import ItemKey, Stated, alike, counted_in, counts_of, stated_in
from index.query.filters import Where, matching, years
from ingest.document import Report

OnReport = Callable[[int, int], None]  # gets how many reports are read, and of how many
MOST_CHANGED = Decimal(2)  # times: two values further apart are of things that only share a name


def find_restatements(where: Where | None, library: Library, on_report: OnReport) -> Restatements:
    """The restated figures of the reports that fit `where`, the largest change first. Raises `BadFilter`."""
    began = time.perf_counter()
    reports = [
        report for report in matching(library.reports, where) if report.organisation and _is_annual(report)
    ]
    of_organisation: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        of_organisation[report.organisation.casefold()].append(report)
    several = [own for own in of_organisation.values() if len(own) > 1]
    total, done = sum(map(len, several)), 0
    found: list[tuple[ItemKey, list[Stated]]] = []
    for own in several:
        found += _differing(own, library)
        done += len(own)
        on_report(done, total)
    citations = Citations(library.figure_tools.cite)
    told = [_restatement(key, values, citations) for key, values in sorted(found, key=_by_size)]
    return Restatements(tuple(told), citations.all(), len(reports), time.perf_counter() - began)


def _is_annual(report: Report) -> bool:
    """Whether a report is of a whole year: in one of a quarter, a column of a year may be any part of it."""
    return report.period.isdecimal()


def _differing(reports: Sequence[Report], library: Library) -> Iterator[tuple[ItemKey, list[Stated]]]:
    """The items that reports of one organisation give differently, their values in order of the reports."""
    ordered = sorted(reports, key=lambda report: (max(years(report.period), default=0), report.path))
    documents = [library.searcher.catalog.document(report.id) for report in ordered]
    tables = [stated_in(document) for document in documents]
    stated: defaultdict[ItemKey, list[Stated]] = defaultdict(list)
    for table in tables:
        for key, one in table.items():
            stated[key].append(one)
    counts = counts_of(tables)
    for document, table in zip(documents, tables, strict=True):
        for key, one in counted_in(document, counts) if counts else ():
            if key not in table:
                stated[key].append(one)
    for key, values in stated.items():
        values.sort(key=lambda one: ordered.index(_known(one.report, ordered)))
        distinct = _distinct(values)
        if len(distinct) > 1 and _is_one_thing(distinct):
            yield key, distinct


def _known(report: Report, ordered: Sequence[Report]) -> Report:
    return next(one for one in ordered if one.id == report.id)


def _distinct(values: Sequence[Stated]) -> list[Stated]:
    """The values that differ from all before them by more than rounding."""
    kept: list[Stated] = []
    for one in values:
        if not any(alike(one, before) for before in kept):
            kept.append(one)
    return kept


def _is_one_thing(values: Sequence[Stated]) -> bool:
    """Whether the values are of different reports, and near enough to be of the same thing."""
    sizes = [abs(one.value) for one in values]
    return len({one.report.id for one in values}) > 1 and 0 < max(sizes) <= MOST_CHANGED * min(sizes)


def _by_size(found: tuple[ItemKey, list[Stated]]) -> tuple[Decimal, str]:
    _, values = found
    return -_share(values), values[0].item


def _share(values: Sequence[Stated]) -> Decimal:
    first, last = values[0].value, values[-1].value
    return abs(abs(last) - abs(first)) / abs(first) if first else Decimal(0)


def _restatement(key: ItemKey, values: Sequence[Stated], citations: Citations) -> Restatement:
    told = tuple(
        StatedValue(one.shown, one.unit, citations.number(one.report, one.page, one.quote)) for one in values
    )
    scale = values[-1].value / values[-1].shown if values[-1].shown else Decimal(1)
    difference = (values[-1].value - values[0].value) / scale
    item = max((one.item for one in values), key=len)
    return Restatement(
        values[0].report.organisation, item, str(key.year), told, difference.normalize(), _share(values)
    )
