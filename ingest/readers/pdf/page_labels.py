"""Printed page numbers, read off the pages of a report that does not name them itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.document import RawReport

_NUMBER = re.compile(
    r"[-–—]? *(?:page|p\.|seite|página|pàgina)? *[-–—]? *"
    r"(?P<label>(?P<prefix>[a-z]{1,2}-)?(?:(?P<value>[1-9]\d{0,3})|(?P<roman>[ivxlc]{1,8})))"
    r" *[-–—]?(?: *(?:of|von|de|/) *\d{1,4})?",
    re.IGNORECASE,
)
_BESIDE = re.compile(r" {2,}|\t|[|•]")  # "58 | Annual report 2018"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_MIN_RUN = 3  # pages in a row that count on from each other
_MIN_SHARE = 0.6  # of the pages with a number at their edge must stand in such runs


class _Number(NamedTuple):
    """A number as counting sees it: F-12 is 12 of the series "f-"."""

    series: str
    value: int


def with_printed_labels(reading: RawReport) -> RawReport:
    """The reading with the numbers printed on its pages, where the file's own labels say nothing."""
    if not says_nothing([page.label for page in reading.pages]):
        return reading
    printed = printed_labels([page.text for page in reading.pages])
    if not any(printed):
        return reading
    pages = (replace(page, label=label) for page, label in zip(reading.pages, printed, strict=True))
    return replace(reading, pages=tuple(pages))


def says_nothing(labels: Sequence[str]) -> bool:
    """Whether a file's own labels are none, or just count its sheets."""
    return not any(labels) or all(label == str(sheet) for sheet, label in enumerate(labels, 1))


def printed_labels(texts: Sequence[str]) -> list[str]:
    """The number printed at the top or bottom of each page, empty where there is none.

    A number counts only where at least three sheets in a row count on, and only in a report where
    most numbers at the edge of a page do so: else all are empty.
    """
    numbers = [dict(_edge_numbers(text)) for text in texts]
    runs = [run for run in _runs(numbers) if len(run) >= _MIN_RUN]
    labels = [""] * len(texts)
    for run in sorted(runs, key=len):  # the longest run has the last word
        for page, label in run:
            labels[page] = label
    enough = sum(map(bool, labels)) >= _MIN_SHARE * sum(map(bool, numbers))
    return labels if enough else [""] * len(texts)


def _edge_numbers(text: str) -> Iterator[tuple[_Number, str]]:
    lines = text.strip().split("\n")
    for line in (lines[0], lines[-1]):
        parts = _BESIDE.split(line.strip())
        for part in (parts[0], parts[-1]):
            if match := _NUMBER.fullmatch(part.strip()):
                yield _number(match), match["label"]


def _number(match: re.Match[str]) -> _Number:
    prefix = (match["prefix"] or "").lower()
    if match["value"]:
        return _Number(prefix, int(match["value"]))
    return _Number(f"{prefix}roman", _roman(match["roman"].lower()))


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(
        -value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def _runs(numbers: Sequence[dict[_Number, str]]) -> list[list[tuple[int, str]]]:
    """Every run of pages (index, label) in which each number is one more than the last page's."""
    runs: list[list[tuple[int, str]]] = []
    going: dict[_Number, list[tuple[int, str]]] = {}
    for page, found in enumerate(numbers):
        went, going = going, {}
        for number, label in found.items():
            run = went.get(_Number(number.series, number.value - 1))
            if run is None:
                run = []
                runs.append(run)
            run.append((page, label))
            going[number] = run
    return runs
