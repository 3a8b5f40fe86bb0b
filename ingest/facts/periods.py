"""The time that a report is about: a year, a span of years, a quarter or a date."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from ingest.facts.evidence import FactEvidence
from ingest.facts.fiscal import fiscal_quarter, fiscal_year
from ingest.facts.kinds import UNKNOWN, is_filing, kind_phrase
from ingest.facts.names import names_report
from ingest.facts.vocabulary import either_of, fold
from ingest.language.cldr import months
from ingest.language.dates import find_dates, first_date
from ingest.language.folding import either
from ingest.language.periods import find_periods, quarters_of_years

_TITLE_LINE = 14  # words: a longer line is prose
_BEFORE_YEAR = re.compile(r"(?<=[^\W\d])(?=(?:19|20)\d\d)")  # "report2021"
_DATE_IN_DIGITS = re.compile(r"\d{1,2}[./][\d./]+")  # or the number of a law: 9/2003
_DATE_REACH = 80  # characters between a label and its date: columns of a cover may come between


def find_period(evidence: FactEvidence, kind: str) -> str:
    """The period in the form that `Report.period` describes; empty where nothing says."""
    if kind == "current report":
        return _date_of_report(evidence) or _year(evidence, kind)
    if kind in ("quarterly report", "earnings release"):
        return _quarter(evidence) or _year(evidence, kind)
    if kind in ("project description", "project report", "strategy"):
        return _span(evidence) or _year(evidence, kind)
    return _year(evidence, kind)


def years_of_line(text: str) -> Iterator[str]:
    """The years and spans of years of a line, without years that are part of a name (`Horizon 2020`).

    Spans come first; the year of a date in digits is left out.
    """
    line = _BEFORE_YEAR.sub(" ", _without_goals(fold(text)))
    mentions = [
        mention
        for mention in find_periods(line)
        if not _DATE_IN_DIGITS.fullmatch(line, mention.start, mention.end)
    ]
    for mention in mentions:
        if mention.through not in mention.years[:1]:
            yield from (f"{first}-{mention.through}" for first in mention.years[:1])
    for mention in mentions:
        if mention.through in mention.years[:1]:
            yield str(mention.through)


def without_date(title: str) -> str:
    """A title without the date at its end, if a year stands before it: the date tells when it came out."""
    date = _date_at_end().search(fold(title))
    return (
        title[: date.start()].rstrip(" ,-–—|·")
        if date and any(years_of_line(title[: date.start()]))
        else title
    )


@cache
def _date_at_end() -> re.Pattern[str]:
    month = either(months())
    return re.compile(rf"\W+(?:\d{{1,2}}\W+)?{month}\.?(?:\W+\d{{1,2}})?\W+(?:19|20)\d\d\W*$")


def _date_of_report(evidence: FactEvidence) -> str:
    match = re.search(r"date of (?:the )?report", fold(evidence.opening))
    found = first_date(evidence.opening[match.end() : match.end() + 2 * _DATE_REACH]) if match else None
    return found.isoformat() if found else ""


def _quarter(evidence: FactEvidence) -> str:
    """From `quarterly period ended`, else from the first quarter that a headline, title or name gives."""
    match = re.search(r"quarter(?:ly)? (?:period )?end(?:ed|ing)", fold(evidence.opening))
    end = first_date(evidence.opening[match.end() : match.end() + _DATE_REACH]) if match else None
    if match and end and "quarterly period" in match.group():
        return fiscal_quarter(end, evidence.folded, latest=3)  # the fourth is part of the annual report
    texts = (" ".join(evidence.cover)[:3000], *evidence.titles, *evidence.running, evidence.name)
    named = (f"{year} Q{number}" for text in texts for year, number in quarters_of_years(text))
    return next(named, "") or (fiscal_quarter(end, evidence.folded) if end else "")


def _span(evidence: FactEvidence) -> str:
    """The first span of years near the beginning, or between the first two dates of a duration."""
    for text in (*evidence.cover, *evidence.titles, *evidence.front):
        for period in years_of_line(text):
            if "-" in period:
                return period
    match = re.search(rf"\b{either_of('duration')}\b", fold(evidence.opening))
    years = [found.year for found in find_dates(evidence.opening[match.start() :][:200])][:2] if match else []
    return f"{years[0]}-{years[1]}" if len(years) == 2 and years[0] < years[1] else ""


def _year(evidence: FactEvidence, kind: str) -> str:
    """The first of these that says: form, cover, titles, first pages, fiscal words in their text, name.

    What running text says of a year may be about anything, a grant that ends or a goal: it comes last.
    """
    front, cover = evidence.front, evidence.cover
    named = (*evidence.titles, *evidence.running)
    sources: tuple[Iterable[str], ...] = (
        _year_ends([evidence.opening], evidence) if is_filing(evidence) else (),
        _beside_kind(cover, evidence),
        _year_ends(_headlines(cover), evidence),
        _beside_kind(named, evidence),
        _after_words(_headlines(cover)),
        _in_titles(cover),
        _years_of(cover),
        _beside_kind(front, evidence),
        _year_ends([evidence.opening], evidence),
        _years_of((*named, evidence.name)),
        _after_words([evidence.opening]),
        () if kind == UNKNOWN else _most_common(front),
    )
    return next((year for source in sources for year in source), "")


def _headlines(lines: Iterable[str]) -> list[str]:
    """The lines that are too short for running text."""
    return [line for line in lines if len(line.split()) <= _TITLE_LINE]


def _year_ends(texts: Iterable[str], evidence: FactEvidence) -> Iterator[str]:
    """The fiscal year that ends on a date which a text names as its last day."""
    pattern = rf"\b{either_of('year_ends')}\b"
    for text in texts:
        for match in re.finditer(pattern, fold(text)):
            after = text[match.end() : match.end() + _DATE_REACH]
            dates = list(find_dates(after))[: 2 if match.group().endswith("vom") else 1]
            if dates:
                yield fiscal_year(dates[-1], evidence.folded)


def _beside_kind(lines: Iterable[str], evidence: FactEvidence) -> Iterator[str]:
    """Years in a line that names the kind of report, or alone in a line close to it."""
    lines = [line for line in lines if len(line.split()) <= _TITLE_LINE]
    for number, line in enumerate(lines):
        if kind_phrase(line):
            yield from _year_ends([line], evidence)
            yield from years_of_line(line)
            yield from (str(found.year) for found in reversed(list(find_dates(line))))
            for beside in (*lines[number + 1 : number + 3], *lines[max(0, number - 2) : number]):
                if len(beside.split()) <= 4:
                    yield from years_of_line(beside)


def _in_titles(lines: Iterable[str]) -> Iterator[str]:
    """Years in a line with a word such as `report`, of whatever kind."""
    for line in lines:
        if names_report(line):
            yield from years_of_line(line)


def _after_words(lines: Iterable[str]) -> Iterator[str]:
    """Years after a word such as `fiscal`, `exercici` or `Geschäftsjahr`."""
    pattern = re.compile(rf"\b{either_of('year_words')}(?: de| del)?\s*'?(?=\d)")
    for line in lines:
        for match in pattern.finditer(fold(line)):
            start = match.start() if match.group().startswith("fy") else match.end()
            yield from years_of_line(line[start : match.end() + 9])


def _years_of(lines: Iterable[str]) -> Iterator[str]:
    """Lines that are hardly more than a year first, then all years."""
    lines = list(lines)
    for line in (*[line for line in lines if len(line.split()) <= 2], *lines):
        yield from years_of_line(line)


def _most_common(lines: Iterable[str]) -> Iterator[str]:
    """The year that the lines name most, in a date or alone, the later one of two."""
    text = " ".join(lines)
    counts = Counter([*years_of_line(text), *(str(found.year) for found in find_dates(text))])
    yield from sorted(counts, key=lambda year: (counts[year], year), reverse=True)[:1]


def _without_goals(folded: str) -> str:
    return re.sub(rf"\b{either_of('goal_words')}[\s-]*\d{{4}}", " ", folded)
