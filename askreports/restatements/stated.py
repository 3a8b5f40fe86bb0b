"""What a report states of each item and year: from its tables, and counts from its sentences."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from askreports.answering.claims.facts import Fact, page_facts
from askreports.answering.claims.items import label_stems
from askreports.answering.claims.prose import page_sentences
from askreports.answering.claims.wording import content_stems
from index.query.filters import years
from ingest.document import Document, Page, Report

_WORDS_BEHIND = 2  # a number, more than the label has, in which its words must stand
_COUNTED = re.compile(r"\d[\d.,]*\s+([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class ItemKey:
    """What a value is of: the words of label and heading, what it counts, and the year."""

    words: frozenset[str]
    group: frozenset[str]
    unit: str
    year: int


@dataclass(frozen=True, slots=True)
class Stated:
    """A value as one report states it. `step` is the worth of its last digit, in single units as `value`."""

    report: Report
    page: Page
    quote: str
    item: str
    value: Decimal
    step: Decimal
    shown: Decimal
    unit: str


def stated_in(document: Document) -> dict[ItemKey, Stated]:
    """The items of a report that it states once, or always alike."""
    found: dict[ItemKey, Stated] = {}
    unsure: set[ItemKey] = set()
    for page in document.pages:
        for key, stated in _of_page(document, page):
            before = found.setdefault(key, stated)
            if not alike(before, stated):
                unsure.add(key)  # the same words in two tables that are about different things
    return {key: stated for key, stated in found.items() if key not in unsure}


def counted_in(
    document: Document, keys: Mapping[frozenset[str], ItemKey]
) -> Iterator[tuple[ItemKey, Stated]]:
    """The counts that sentences state of items that a table counts as well: "1,965 members in 2022"."""
    stems = {stem for words in keys for stem in words}
    for page in document.pages:
        text = page.body
        if not any(stems & label_stems(word, document.language) for word in _COUNTED.findall(text)):
            continue
        for said in page_sentences(document, page, frozenset()):
            if len(said.read.numbers) != 1 or len(said.read.years) != 1 or said.read.part:
                continue
            number = said.read.numbers[0]
            if not number.quantity.is_bare or number.quantity.negative:
                continue
            behind = said.read.text[number.end :].split()
            for words, key in keys.items():
                near = content_stems(" ".join(behind[: len(words) + _WORDS_BEHIND - 1]), document.language)
                if words and words == frozenset(list(near)[: len(words)]):
                    item, step = " ".join(near.values()), number.quantity.step
                    one = Stated(document, page, said.quote, item, number.value, step, number.value, "")
                    yield ItemKey(words, key.group, key.unit, said.read.years[0]), one


def alike(one: Stated, other: Stated) -> bool:
    """Whether two values are the same but for rounding, scale and the sign that a table gives to costs."""
    return abs(abs(one.value) - abs(other.value)) <= max(one.step, other.step)


def _of_page(report: Report, page: Page) -> Iterator[tuple[ItemKey, Stated]]:
    last = max(years(report.period), default=0)
    for fact in page_facts(report, page):
        words = label_stems(fact.label, report.language)
        if fact.year > last:
            continue  # what is planned or due in later years is no figure yet
        if words and fact.is_whole_year and (fact.scale is not None or not fact.currency):
            key = ItemKey(words, label_stems(fact.row.group, report.language), _counts(fact), fact.year)
            yield key, _stated(fact)


def _counts(fact: Fact) -> str:
    return "%" if fact.is_percent else fact.currency


def _stated(fact: Fact) -> Stated:
    exponent = min(0, int(fact.cell.value.as_tuple().exponent))
    step = Decimal(1).scaleb(exponent + (fact.scale or 0))
    unit = "%" if fact.is_percent else str(fact.row.unit)
    return Stated(fact.report, fact.page, fact.row.quote, fact.label, fact.value, step, fact.cell.value, unit)


def counts_of(tables: Sequence[Mapping[ItemKey, Stated]]) -> dict[frozenset[str], ItemKey]:
    """The items of tables that count things: neither money nor per cent."""
    return {
        key.words: key
        for table in tables
        for key, stated in table.items()
        if not key.unit and stated.value == stated.value.to_integral_value()
    }
