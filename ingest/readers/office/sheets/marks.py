"""What the XML of a sheet says beside its values, which openpyxl does not tell when it reads row by row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.utils.cell import range_boundaries

from ingest.readers.office.sheets.grid import Spans

MAX_MERGED = 20_000  # merged ranges of a sheet, and cells of one
_MAX_COLUMNS = 16_384  # Excel's own
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
_NUMBER = re.compile(rb"\b(r|min|max)=\"(\d{1,7})\"")
_NO_VALUE = re.compile(
    rb"<(?:\w+:)?c\b(?![^>]*\bt=\"str\")[^>]*>\s*"  # a text of no letters is a value
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """Merged cells, hidden rows and columns (from 0), and whether some formula has no value saved with it."""

    is_shown: bool = True
    spans: Spans = field(default_factory=dict)
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    lacks_values: bool = False


def marks_of(xml: bytes, is_shown: bool) -> SheetMarks:
    """The marks of a sheet; `is_shown` is what the workbook says of it."""
    return SheetMarks(
        is_shown,
        _spans(xml),
        frozenset(_hidden_rows(xml)),
        frozenset(_hidden_columns(xml)),
        _NO_VALUE.search(xml) is not None,
    )


def _spans(xml: bytes) -> Spans:
    spans = {}
    for ref in sorted({ref.decode() for ref in _MERGED.findall(xml)})[:MAX_MERGED]:
        left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(ref))
        if (bottom - top + 1) * (right - left + 1) <= MAX_MERGED:
            spans[top - 1, left - 1] = (bottom - top + 1, right - left + 1)
    return spans


def _hidden_rows(xml: bytes) -> Iterator[int]:
    number = 0
    for row in _ROW.finditer(xml):
        number = _numbers(row[1]).get(b"r", number + 1)
        if _HIDDEN.search(row[1]):
            yield number - 1


def _hidden_columns(xml: bytes) -> Iterator[int]:
    for column in _COLUMN.finditer(xml):
        if _HIDDEN.search(column[1]):
            numbers = _numbers(column[1])
            first = numbers.get(b"min", 0)
            yield from range(first - 1, min(numbers.get(b"max", first), _MAX_COLUMNS))


def _numbers(attributes: bytes) -> dict[bytes, int]:
    return {name: int(number) for name, number in _NUMBER.findall(attributes)}
