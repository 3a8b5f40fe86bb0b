"""Filters on what a report says of itself, applied inside the search, never after it."""

import re
from collections.abc import Callable, Iterable, Mapping

from index.errors import BadFilter
from ingest.document import Report

Where = Mapping[str, object]  # field -> a value, or several of which one must fit

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def matching(reports: Iterable[Report], where: Where | None) -> list[Report]:
    """The reports that fit every field of `where`. Raises `BadFilter` for a field that reports lack."""
    tests = [(_test(field), _values(field, wanted)) for field, wanted in (where or {}).items()]
    return [
        report
        for report in reports
        if all(any(test(report, value) for value in values) for test, values in tests)
    ]


def years(period: str) -> frozenset[int]:
    """The years a period covers: one for "2018" or "2023 Q2", three for "2018-2020"."""
    found = [int(year) for year in _YEAR.findall(period)]
    if len(found) == 2 and re.fullmatch(r"\d{4}\s*[-–]\s*\d{4}", period):
        return frozenset(range(found[0], found[1] + 1))
    return frozenset(found)


def _same(ours: str, wanted: str) -> bool:
    return ours.casefold() == wanted.casefold()


def _within(ours: str, wanted: str) -> bool:
    return wanted.casefold() in ours.casefold()


FIELDS: dict[str, Callable[[Report, str], bool]] = {
    "organisation": lambda report, value: any(
        _same(name, value) for name in (report.organisation, *report.aliases)
    ),
    "period": lambda report, value: _same(report.period, value),
    "year": lambda report, value: int(value) in years(report.period),
    "kind": lambda report, value: _same(report.kind, value),
    "language": lambda report, value: _same(report.language, value),
    "title": lambda report, value: _within(report.title, value),
    "path": lambda report, value: _within(report.path, value),
    "collection": lambda report, value: any(_same(name, value) for name in report.collections),
}


def _test(field: str) -> Callable[[Report, str], bool]:
    if field not in FIELDS:
        raise BadFilter(f"reports have no field {field!r}: filter by one of {', '.join(FIELDS)}")
    return FIELDS[field]


def _values(field: str, wanted: object) -> list[str]:
    several = wanted if isinstance(wanted, list | tuple | set | frozenset) else [wanted]
    values = [str(value).strip() for value in several]
    if not values or not all(values):
        raise BadFilter(f"the filter {field} has no value: write {field}=VALUE")
    if field == "year" and not all(re.fullmatch(r"\d{4}", value) for value in values):
        raise BadFilter(f"year takes four digits, not {', '.join(values)}: write year=2021")
    return values


def parse_where(pairs: Iterable[str]) -> Where:
    """Filters as typed, `field=value`; a field given twice takes either value. Raises `BadFilter`."""
    filters: dict[str, list[str]] = {}
    for pair in pairs:
        field, equals, value = pair.partition("=")
        if not equals:
            raise BadFilter(f"the filter {pair!r} has no '=': write it as year=2021")
        filters.setdefault(field.strip(), []).append(value)
    return filters
