"""Does a number of a sentence stand in a passage, with the same unit, scale, sign and year?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from askreports.answering.text.directions import LESS, MORE, PAID
from askreports.answering.text.quantities import (
    Quantity,
    currencies_in,
    quantities,
    table_scales,
    years_written,
)
from index.hit import Hit
from ingest.structure.units import TextUnit, UnitKind, text_units

_PER_SHARE = re.compile(
    r"\bper\s+(?:\w+\s+){0,2}share|\bpor acci[óo]n|\bper acci[óo]|\bpar action|\bje aktie", re.I
)


@dataclass(frozen=True, slots=True)
class CitedSpan:
    """A sentence, row or heading of a passage: its verbatim text on the page, and what it is."""

    hit: Hit
    text: str
    kind: UnitKind
    start: int  # in the page's text


def cited_spans(hit: Hit) -> list[CitedSpan]:
    """The pieces of a passage, in order."""
    page, passage = hit.page, hit.passage
    start, end = passage.start - page.start, passage.end - page.start
    return [_piece(hit, unit) for unit in text_units(page.text, start, end)]


def _piece(hit: Hit, unit: TextUnit) -> CitedSpan:
    return CitedSpan(hit, hit.page.text[unit.start : unit.end], unit.kind, unit.start)


def disagreement(number: Quantity, sentence: str, within: Sequence[CitedSpan]) -> tuple[str, list[CitedSpan]]:
    """Why no piece states this number as the sentence does, and the pieces that do.

    The reason is empty where there is such a piece; of several reasons it is the one that comes nearest.
    """
    agreeing: list[CitedSpan] = []
    reasons: list[tuple[int, str]] = [(0, f"{number.text} is not in the passages it cites")]
    for piece in within:
        for found in quantities(piece.text, piece.hit.document.language):
            reason = _difference(number, sentence, found, piece)
            if reason is None:
                agreeing.append(piece)
                break
            reasons.append(reason)
    return ("" if agreeing else max(reasons)[1]), agreeing


def _difference(number: Quantity, sentence: str, found: Quantity, piece: CitedSpan) -> tuple[int, str] | None:
    """How far two numbers go together before they part, and what parts them; None where nothing does."""
    if not _same_digits(number, found):
        return 0, f"{number.text} is not in the passages it cites"
    if not _same_unit(number, found, piece):
        return 1, f"{number.text}: another unit than in the passage ({found.text})"
    if not _same_size(number, found, piece):
        return 2, f"{number.text}: another scale than in the passage ({found.text})"
    if not _same_sign(number, sentence, found, piece):
        return 3, f"{number.text}: another sign or direction than in the passage ({found.text})"
    if not _same_year(number, sentence, found, piece):
        return 4, f"{number.text}: of another year in the passage"
    return None


def _same_digits(number: Quantity, found: Quantity) -> bool:
    """Whether one rounds to the other, whatever their scales."""
    return any(_rounds(found, number, power) for power in range(-9, 10, 3))


def _rounds(found: Quantity, number: Quantity, power: int) -> bool:
    return abs(found.value.scaleb(power) - number.value) <= number.step / 2


def _same_unit(number: Quantity, found: Quantity, piece: CitedSpan) -> bool:
    page = piece.hit.page.text
    if number.percent != found.percent:
        in_table = piece.kind is UnitKind.ROW and not found.currency and "%" in page
        return number.percent and in_table
    if not number.currency or number.currency == found.currency:
        return True
    return not found.currency and number.currency in currencies_in(page)


def _same_size(number: Quantity, found: Quantity, piece: CitedSpan) -> bool:
    if number.is_bare and found.value == number.value:  # a cell as it stands, its unit left out
        return True
    return any(_rounds(found, number, scale - (number.scale or 0)) for scale in _scales(found, piece))


def _scales(found: Quantity, piece: CitedSpan) -> frozenset[int]:
    """The scales that a number of a page may be in: its own, or that of the tables for a row."""
    if found.scale is not None:
        return frozenset({found.scale})
    of_tables = table_scales(piece.hit.page.text) if piece.kind is UnitKind.ROW else frozenset()
    is_plain = not of_tables or found.percent or _PER_SHARE.search(piece.text)
    return of_tables | {0} if is_plain else of_tables


def _same_sign(number: Quantity, sentence: str, found: Quantity, piece: CitedSpan) -> bool:
    less, more = bool(LESS.search(sentence)), bool(MORE.search(sentence))
    found_less, found_more = bool(LESS.search(piece.text)), bool(MORE.search(piece.text))
    if number.negative and not found.negative:
        return found_less
    if found.negative and not number.negative:
        return less or (bool(PAID.search(sentence)) and not more)
    one_way, there_one_way = less != more, found_less != found_more
    return not (one_way and there_one_way and less != found_less)


def _same_year(number: Quantity, sentence: str, found: Quantity, piece: CitedSpan) -> bool:
    """Whether the year that the passage gives a number is one that the sentence gives it, if both do."""
    if piece.kind is UnitKind.ROW:
        asked = years_written(sentence)
        year = _column_year(found, piece) if asked else None
        return year is None or year in asked
    said, there = _year_behind(number, sentence), _year_behind(found, piece.text)
    return said is None or there is None or said == there


def _year_behind(number: Quantity, text: str) -> int | None:
    """The year in "EUR 12 million in 2020": the next number behind it, in the same clause."""
    behind = re.search(rf"{re.escape(number.text)}\)?[^\d.;,]{{1,25}}((?:19|20)\d\d)(?![.,]?\d)", text)
    return int(behind.group(1)) if behind else None


def _column_year(found: Quantity, piece: CitedSpan) -> int | None:
    """The year that heads the column of a number; None where row and heads do not fit each other."""
    row = list(quantities(piece.text, piece.hit.document.language))
    for line in reversed(piece.hit.page.text[: piece.start].splitlines()):
        heads = [int(year) for year in re.findall(r"(?<![\d.,])(?:19|20)\d\d(?![.,]?\d)", line)]
        if len(heads) >= 2 and len(set(heads)) == len(heads):
            return heads[row.index(found)] if len(heads) == len(row) else None
    return None
