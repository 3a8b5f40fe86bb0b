"""The spans of a page that may answer a question, as they stand there.

A span is a sentence or a table row; a line that announces something ("The fees are as follows:") goes
together with what it announces. Headings and column heads are no spans: they lead the spans below them.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from askreports.answering.tables.grid_labels import long_rows
from ingest.document import Page
from ingest.structure.table_heads import head_lines
from ingest.structure.units import TextUnit, UnitKind, text_units

MAX_ANNOUNCED = 10  # rows or items below the line that announces them
MAX_CHARS = 700  # a longer "sentence" is a run of text no reader would call one
MAX_LEAD_CHARS = 160
MIN_CHARS = 12  # of a sentence: less says nothing


@dataclass(frozen=True, slots=True)
class Span:
    """A verbatim piece of a page's text, with its start there.

    `lead` gives it its meaning: the title and column heads of a row's table, or the heading above a sentence;
    empty where there is none.
    """

    quote: str
    start: int
    lead: str = ""


def spans(page: Page) -> Iterator[Span]:
    """The spans of a page in order."""
    text = page.text
    found = _with_long_rows(page, list(text_units(text, page.body_start, page.body_end)))
    heads = head_lines(text, found)
    head_starts = {line.start for lines in heads.values() for line in lines}
    heading = ""
    for place, unit in enumerate(found):
        if unit.kind is UnitKind.HEADING:
            heading = _one_line(text[unit.start : unit.end])
        is_row = unit.kind is UnitKind.ROW
        if unit.kind is UnitKind.HEADING or (is_row and unit.start in head_starts):
            continue
        end = _end(text, found[place : place + MAX_ANNOUNCED + 1], head_starts)
        quote = text[unit.start : end]
        if len(quote) <= MAX_CHARS and (is_row or len(quote) >= MIN_CHARS):
            lead = _heads(text, heads.get(unit.start, ())) if is_row else heading
            yield Span(quote, unit.start, lead[-MAX_LEAD_CHARS:])


def _with_long_rows(page: Page, found: Sequence[TextUnit]) -> list[TextUnit]:
    """The units; a table row whose label runs over lines is one, in place of those that it has a part of."""
    rows = [TextUnit(UnitKind.ROW, *lines) for lines in long_rows(page)]
    others = [
        unit for unit in found if not any(unit.start < row.end and row.start < unit.end for row in rows)
    ]
    return sorted([*others, *rows], key=lambda unit: unit.start)


def _heads(text: str, lines: Sequence[TextUnit]) -> str:
    return " | ".join(_one_line(text[line.start : line.end]) for line in lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _end(text: str, following: Sequence[TextUnit], head_starts: Collection[int]) -> int:
    """Where a span ends: with its unit, or where that announces something, with the last of it."""
    announcing, *announced = following
    end = announcing.end
    if announcing.kind is UnitKind.ROW or not announced or not text[announcing.start : end].endswith(":"):
        return end
    is_table = _is_of_table(announced[0], head_starts)
    for unit in announced:
        too_long = unit.end - announcing.start > MAX_CHARS
        if too_long or unit.kind is UnitKind.HEADING or _is_of_table(unit, head_starts) != is_table:
            break
        end = unit.end
        if not is_table and text[unit.start : end].endswith("."):
            break
    return end


def _is_of_table(unit: TextUnit, head_starts: Collection[int]) -> bool:
    return unit.kind is UnitKind.ROW or unit.start in head_starts
