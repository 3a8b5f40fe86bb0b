"""Inline XBRL: what the tags of a report that was filed with an authority say of the report itself."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

Element = Any  # lxml has no types; its HTML parser writes names in lower case, prefix and all

_NAMES = {  # the last part of a tag's name -> field
    "nameofreportingentityorothermeansofidentification": "organisation",
    "entityregistrantname": "organisation",
    "entitycurrentlegalorregisteredname": "organisation",
}
_FACTS = ("ix:nonfraction", "ix:nonnumeric")
_MIN_DAYS, _MAX_DAYS = 300, 400  # of a business year
_MIN_SHARE = 0.05  # of the facts are about the year that is reported on
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def stated(root: Element) -> dict[str, str]:
    """Organisation and period as the tags name them; empty for a page without such tags."""
    if not any(True for _ in root.iter(*_FACTS)):
        return {}
    found = dict(reversed(list(_named(root))))
    if year := _year(root):
        found["period"] = year
    return found


def _named(root: Element) -> Iterator[tuple[str, str]]:
    for fact in root.iter("ix:nonnumeric"):
        field = _NAMES.get((fact.get("name") or "").rpartition(":")[2].lower())
        text = " ".join("".join(fact.itertext()).split())
        if field and text:
            yield field, text


def _year(root: Element) -> str:
    """The last year about which there are facts enough: most tables have the year before as well."""
    years = {context.get("id"): year for context in root.iter("xbrli:context") if (year := _ends_in(context))}
    counts = Counter(years.get(fact.get("contextref")) for fact in root.iter(*_FACTS))
    total = sum(counts.values())
    enough = [year for year, count in counts.items() if year and count >= _MIN_SHARE * total]
    return max(enough, default="")


def _ends_in(context: Element) -> str:
    """The year in which a business year ends; empty for what is about a day or some months."""
    edges = [_day(context, name) for name in ("xbrli:startdate", "xbrli:enddate")]
    start, end = edges
    if not start or not end or not _MIN_DAYS <= (end - start).days <= _MAX_DAYS:
        return ""
    return str(end.year)


def _day(context: Element, name: str) -> date | None:
    element = next(context.iter(name), None)
    found = _DATE.search(element.text or "") if element is not None else None
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
