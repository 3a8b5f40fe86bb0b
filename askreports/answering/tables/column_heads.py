"""The head of a table to its columns: of which year each is, and of how many months.

A head may run over lines: "Three Months Ended  Six Months Ended" above "June 30," above the years. Where the
periods above do not go evenly over the years below, no column is known.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from askreports.answering.text.cell_values import written_value
from ingest.language.cldr import months, unit_words
from ingest.language.folding import either, fold

MAX_LABEL_CHARS = 90
MAX_SPAN_CHARS = 70  # of "Three Months Ended June 30,"
LINES_ABOVE = 4  # of a head over several lines, at most

_YEAR = re.compile(r"(?:(?<![\d.,])(?:FY\s?)?|(?<=\d[./]\d\d[./]))((?:19|20)\d\d)(?![\d.,]*\d)")
_NO_PERIOD = re.compile(
    r"\bvs?\b|%|\bchange|\bgrowth|\bincrease|\bdecrease|[-–]\s*(?:19|20)\d\d|variaci", re.I
)
_NOTE_NUMBER = re.compile(r"[1-4]?\d(?:[.][0-9a-z]{1,2})?|[a-z]", re.I)
_NOTE = re.compile(r"notes?|nota|notas|notes|anhang|ref\.?", re.I)
_LENGTHS = (  # months, and the words for them; weeks are those of years of 52 weeks
    (
        3,
        r"(?:three|3)[\s-]months?|(?:12|13|14|16|17)\s+weeks|quarters?|[1-4]Q|Q[1-4]|trimestres?|quartal",
    ),
    (
        6,
        r"(?:six|6)[\s-]months?|(?:24|26|27|28)\s+weeks|H[12]|[12]H|half(?:[\s-]years?)?|semestres?"
        r"|halbjahr|sechs\s+monate",
    ),
    (9, r"(?:nine|9)[\s-]months?|(?:36|39|40)\s+weeks|neun\s+monate"),
    (12, r"(?:twelve|12)[\s-]months?|(?:52|53)\s+weeks|(?:fiscal\s+)?years?\s+ended|full[\s-]year|ejercicio"),
)
_LENGTH = re.compile("|".join(rf"(?P<m{months}>\b(?:{words})(?!\w))" for months, words in _LENGTHS), re.I)
_COUNT = r"(?:three|six|nine|twelve|3|6|9|12)"
_AND = re.compile(rf"\b{_COUNT}\s+(?:and|y|und|et|i)\s+{_COUNT}\b", re.I)
_GAP = re.compile(r"\s{2,}|\t|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class PeriodColumn:
    """A column that is a period. `months` is its length, None where the head says none: a year, or a day.

    `ended` is the month it ends in, where the head says it. `measure` is what it gives where columns of one
    year give several things: "Net sales", "Operating income".
    """

    year: int
    months: int | None = None
    ended: int | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a table, from the left; None for a column that is no period, or not surely one."""

    columns: tuple[PeriodColumn | None, ...]
    has_notes: bool = False

    def align(self, values: Sequence[str]) -> list[tuple[PeriodColumn, str]]:
        """Which value belongs to which column; empty where that cannot be told."""
        columns = self.columns
        if self.has_notes and len(values) == len(columns) - 1:
            if _NOTE_NUMBER.fullmatch(values[0]):
                return []  # the note, and a blank cell, or no note
            columns = columns[1:]
        if len(values) == 2 * len(columns) and _are_shares(values[1::2]) and not _are_shares(values[::2]):
            values = values[::2]  # each value with its share of the sales beside it
        leading = next((n for n, column in enumerate(columns) if column is None), len(columns))
        if len(values) in (len(columns), leading) or (len(values) > len(columns) > leading):
            return [(column, text) for column, text in zip(columns, values, strict=False) if column]
        return []


def read_head(label: str, cells: Sequence[str], above: Sequence[str]) -> Head | None:
    """The head that a line is, None for any other line. A head names two years or more.

    `above` are the texts of the lines before it, the nearest last.
    """
    is_column = _NOTE.fullmatch(label) or (len(label) < 30 and year_of(label) is not None)
    named = (label, *cells) if is_column else tuple(cells)
    years = [year_of(cell) for cell in named]
    if len(label) > MAX_LABEL_CHARS or sum(year is not None for year in years) < 2:
        return None
    if any(_is_value(cell) for cell in named):
        return None
    columns = _columns(named, years, () if is_column else (label,), above)
    if not are_apart(columns):
        columns = _with_measures(columns, named, above)
    if not are_apart(columns):
        columns = (None,) * len(columns)
    return Head(columns, has_notes=bool(_NOTE.fullmatch(named[0])))


def year_of(cell: str) -> int | None:
    """The one year that a column head names; None where it names none, several or a change between two."""
    found = set(_YEAR.findall(cell))
    return int(found.pop()) if len(found) == 1 and not _NO_PERIOD.search(cell) else None


def month_of(text: str) -> int | None:
    """The month of the one date in a text, which may lack its year."""
    found = {
        int(match["digits"]) if match["digits"] else months()[match["first"] or match["second"]]
        for match in _dates().finditer(fold(text))
    }
    return found.pop() if len(found) == 1 else None


def is_no_period(text: str) -> bool:
    """Whether a head says that its column is a change or a share of something."""
    return bool(_NO_PERIOD.search(text))


def measure_of(head: str) -> str:
    """What a head says but for its date: what its column gives; empty where that is a time."""
    rest = _YEAR.sub("", _days().sub("", head)).strip(" ,")
    return rest if _is_measure(rest) else ""


def _columns(
    named: Sequence[str], years: Sequence[int | None], label: Sequence[str], above: Sequence[str]
) -> tuple[PeriodColumn | None, ...]:
    """The columns with their lengths; all None where lengths and years do not go together."""
    nothing = (None,) * len(named)
    if any(lengths_in(cell) for cell in named):  # "Q2 2023"
        spans = [(lengths[0] if len(lengths := lengths_in(cell)) == 1 else 0, cell) for cell in named]
        if any(year is not None and not months for year, (months, _) in zip(years, spans, strict=True)):
            return nothing
    else:
        pieces = spans_above(label, above)
        if pieces is None or (pieces and len(named) % len(pieces)):
            return nothing
        each = len(named) // len(pieces) if pieces else 0
        spans = [span for span in pieces for _ in range(each)] or [(0, "")] * len(named)
    return tuple(
        PeriodColumn(year, months or None, month_of(cell) or month_of(text)) if year is not None else None
        for cell, year, (months, text) in zip(named, years, spans, strict=True)
    )


def _with_measures(
    columns: Sequence[PeriodColumn | None], named: Sequence[str], above: Sequence[str]
) -> tuple[PeriodColumn | None, ...]:
    """The columns with what each gives: said beside its year, or on the line above for several columns."""
    beside = [_YEAR.sub("", cell).strip(" ,") for cell in named]
    over = _GAP.split(above[-1].strip()) if above else []
    if all(map(_is_measure, beside)):
        measures = beside
    elif len(over) > 1 and all(map(_is_measure, over)) and len(columns) % len(over) == 0:
        measures = [piece for piece in over for _ in range(len(columns) // len(over))]
    else:
        return tuple(columns)
    return tuple(
        replace(column, measure=measure) if column else None
        for column, measure in zip(columns, measures, strict=True)
    )


def _is_measure(text: str) -> bool:
    return (
        bool(re.search(r"[^\W\d_]{3}", text))
        and not re.search(r"\d", text)
        and not _words_of_time().search(fold(text))
    )


def are_apart(columns: Sequence[PeriodColumn | None]) -> bool:
    """Whether no two columns are the same."""
    known = [(column.year, column.months, column.measure) for column in columns if column]
    return len(set(known)) == len(known)


def spans_above(label: Sequence[str], above: Sequence[str]) -> list[tuple[int, str]] | None:
    """The lengths in months that stand above the years, with their texts; None where they are not clear."""
    day = ""  # "June 30," between the lengths and the years
    for line in (*above[-LINES_ABOVE:], *label)[::-1]:
        pieces = [piece for piece in _GAP.split(line.strip()) if piece]
        if _AND.search(line) or any(len(set(lengths_in(piece))) > 1 for piece in pieces):
            return None
        is_prose = line.rstrip().endswith(".") or any(len(piece) > MAX_SPAN_CHARS for piece in pieces)
        found = [
            (lengths[0], f"{piece} {day}")
            for piece in pieces
            if not is_prose and (lengths := lengths_in(piece))
        ]
        if found:
            return found
        if any(_is_value(piece) for piece in pieces[1:]) or len(line) > MAX_LABEL_CHARS:
            break
        day = line if month_of(line) else day
    return []


def lengths_in(text: str) -> list[int]:
    return [int((match.lastgroup or "m0")[1:]) for match in _LENGTH.finditer(text)]


def _is_value(cell: str) -> bool:
    return not _YEAR.search(cell) and written_value(cell, "en") is not None


def _are_shares(cells: Sequence[str]) -> bool:
    return all(cell.rstrip(") ").endswith("%") for cell in cells)


@cache
def _dates() -> re.Pattern[str]:
    """A month beside its day, "June 30" or "30 de junio", or a date in digits, the month first."""
    month = either(months())
    return re.compile(
        rf"\b(?P<first>{month})\b\.?\s+\d{{1,2}}\b|\b\d{{1,2}}\.?\s+(?:d'|de\s)?(?P<second>{month})\b"
        r"|\b(?P<digits>0?[1-9]|1[0-2])/\d{1,2}/(?:19|20)\d\d\b"
    )


@cache
def _days() -> re.Pattern[str]:
    """The day and the month before a year."""
    return re.compile(
        rf"\b\d{{1,2}}[./]\d{{1,2}}[./](?=(?:19|20)\d\d)|\b\d{{1,2}}\.?\s(?:{either(months())})\b", re.I
    )


@cache
def _words_of_time() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either((*months(), *unit_words('year'), 'fiscal'))})\b")
