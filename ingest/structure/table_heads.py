"""What stands above a table row and gives it its meaning: the table's title, its unit, its column heads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.structure.units import TextUnit, UnitKind

MAX_TITLE_UNITS = 4
MAX_HEADS = 4  # rows of column heads, and the unit
MAX_LINE_CHARS = 300  # of a title or head: what is longer is none, or is cut there

_MAX_GROUP_CHARS = 100  # of a line between two rows that names the rows below it
_MAX_GROUP_LINES = 3

_FULL_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")
YEAR = re.compile(r"(?<![\d.,$€£¥/])(?:FY ?|')?(?:19|20)\d\d(?:[-/–](?:20)?\d\d)?(?![\d,%]|\.\d)")
# no values either: 31/12/2021, March 31, Level 2, 52 weeks, 31. Dezember, a footnote mark
_COUNTED = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)|(?<![^\W\d_])[^\W\d_]{1,20}\.?,? \d{1,2}(?![.,]?\d|\s?%)"
    r"|(?<![\d.,])\d{1,2}\.? ?(?:de )?[^\W\d_]{2,}|\(\d{1,2}\)"
)
_PLAIN_VALUE = re.compile(r"\d,\d{3}(?!\d)|[$€£¥] ?\d|\d ?%")  # most rows: seen at a glance
_VALUE = re.compile(r"\d|(?:^|\s|\|)[-–—]+(?=\s|\||$)")
_UNIT = re.compile(
    r"^\(.*\)$|\b(?:millions?|thousands?|billions?|millones|miles|milions|milers|milliers|milliards|mio|mrd|"
    r"tsd|tausend|millionen|milliarden|milhões|milhares|mil|milioni|migliaia|miliardi)\b|[TkM]€",
    re.I,
)


@dataclass(slots=True)
class _Table:
    """Rows of one page below each other. `title` are the lines above them."""

    title: list[TextUnit]
    units: list[TextUnit] = field(default_factory=list)  # the rows, and the lines between them
    has_values: bool = False  # in one of its rows


def head_lines(text: str, found: Sequence[TextUnit]) -> dict[int, tuple[TextUnit, ...]]:
    """For each row among the units of a page, by its start, the lines that head its table, in order.

    Column heads are rows of the table themselves, so their own head holds them too.
    """
    return {
        unit.start: head
        for table in _tables(text, found)
        for head in [_head(text, table)]
        for unit in table.units
        if unit.kind is UnitKind.ROW
    }


def _tables(text: str, found: Sequence[TextUnit]) -> Iterator[_Table]:
    """Rows belong together until prose parts them, or column heads come anew."""
    table: _Table | None = None
    for place, unit in enumerate(found):
        line = text[unit.start : unit.end]
        if unit.kind is not UnitKind.ROW:
            if table and not _stands_inside(line, table):
                yield table
                table = None
        elif table is None:
            table = _Table(_title(text, _above(found, place)))
        elif _begins_anew(text, line, table):
            yield table
            table = _Table(_title(text, _above(found, place)) or table.title)
        if table:
            table.units.append(unit)
            table.has_values = table.has_values or (unit.kind is UnitKind.ROW and has_values(line))
    if table:
        yield table


def _stands_inside(line: str, table: _Table) -> bool:
    """Whether a line that is no row may be part of a table: it names the rows below it."""
    lines_before = table.units[-_MAX_GROUP_LINES:]
    is_short = len(line) <= _MAX_GROUP_CHARS and not _FULL_STOP.search(line)
    return is_short and any(unit.kind is UnitKind.ROW for unit in lines_before)


def _begins_anew(text: str, line: str, table: _Table) -> bool:
    """Whether a row holds column heads, below a row of values or a line that may be a title."""
    last = table.units[-1]
    if last.kind is UnitKind.ROW and not (YEAR.search(line) and has_values(text[last.start : last.end])):
        return False
    return table.has_values and not has_values(line)


def _above(found: Sequence[TextUnit], place: int) -> Sequence[TextUnit]:
    return found[max(0, place - MAX_TITLE_UNITS) : place]


def _title(text: str, above: Sequence[TextUnit]) -> list[TextUnit]:
    """Of the lines above a table those that are no prose; a sentence that ends in a colon announces it."""
    title: list[TextUnit] = []
    for unit in reversed(above):
        line = text[unit.start : unit.end]
        announces = line.endswith(":")
        is_long = len(line) > (MAX_LINE_CHARS if announces else _MAX_GROUP_CHARS)
        if unit.kind is UnitKind.ROW or is_long or _FULL_STOP.search(line):
            break
        title.insert(0, unit)
        if announces:
            break
    return title


def _head(text: str, table: _Table) -> tuple[TextUnit, ...]:
    """The title, then what stands above the first row of values: column heads, and the unit."""
    heads: list[TextUnit] = []
    for unit in table.units:
        line = text[unit.start : unit.end]
        if unit.kind is UnitKind.ROW:
            if has_values(line):
                break
            heads.append(TextUnit(unit.kind, unit.start, min(unit.end, unit.start + MAX_LINE_CHARS)))
        elif _UNIT.search(line):
            heads.append(unit)
    else:  # words alone: the first row is the head
        heads = heads[:1]
    return tuple(table.title + heads[:MAX_HEADS])


def has_values(row: str) -> bool:
    """Whether a row holds more than years, dates and words."""
    if _PLAIN_VALUE.search(row):
        return True
    return bool(_VALUE.search(YEAR.sub("", _COUNTED.sub("", row))))
