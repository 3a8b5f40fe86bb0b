"""Made tables, set on pages where only the places of words tell what stands under what."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from fpdf import FPDF
from made_tables import MadeRow, MadeTable

_LEFT, _LABELS_END, _RIGHT = 50.0, 270.0, 790.0  # points of a page that lies on its side
_TOP = 50.0
_ALIGNED = (  # where values and heads stand in their columns
    ("right", "right"),
    ("hanging", "right"),
    ("right", "middle"),
    ("middle", "middle"),
    ("left", "left"),
)


class _Column(NamedTuple):
    left: float
    right: float


@dataclass(slots=True)
class _Manner:
    """How one table is set: where in its column a value and a head stand, and in which order it is drawn."""

    values: str
    heads: str
    size: float
    by_columns: bool
    currency: str
    shift: float  # of every value from its place, in points at most
    labels: str  # "one line", "values below" or "values above" their second line
    parts: list[tuple[int, float, float, str]] = field(default_factory=list)


def write_pdf(tables: Sequence[MadeTable], path: Path, chance: random.Random) -> None:
    """A page for every table, a line of prose above and below it."""
    pdf = FPDF("landscape", "pt", "A4")
    pdf.set_auto_page_break(False)
    for table in tables:
        pdf.add_page()
        manner = _manner(chance)
        pdf.set_font("Helvetica", size=manner.size)
        _text(
            pdf, _LEFT, _TOP, "The board looked at these figures in its meeting in spring and accepted them."
        )
        _text(pdf, _LEFT, _TOP + 30, table.title)
        _draw(pdf, table, manner, chance)
    pdf.output(str(path))


def _manner(chance: random.Random) -> _Manner:
    return _Manner(
        *chance.choice(_ALIGNED),
        size=chance.choice((7.0, 8.0, 9.0, 10.0)),
        by_columns=chance.random() < 0.1,
        currency=chance.choice(("", "", "", "$", "apart")),
        shift=chance.choice((0.0, 0.0, 1.0, 2.0)),
        labels=chance.choice(("one line", "one line", "one line", "values below", "values above")),
    )


def _draw(pdf: FPDF, table: MadeTable, manner: _Manner, chance: random.Random) -> None:
    pitch = min((_RIGHT - _LABELS_END) / len(table.columns), chance.choice((75.0, 90.0, 120.0)))
    gap = 0.6 * manner.size
    columns = [
        _Column(_LABELS_END + n * pitch + gap, _LABELS_END + (n + 1) * pitch - gap)
        for n in range(len(table.columns))
    ]
    y = _TOP + 60 + _heads(pdf, table, manner, columns)
    for row in table.rows:
        y += 1.45 * manner.size
        y = _row(row, manner, y, _is_first(table, row))
        if row.texts:
            _values(pdf, row, manner, columns, chance)
    if manner.by_columns:
        manner.parts.sort(key=lambda part: part[0])
    for _, x, at, text in manner.parts:
        _text(pdf, x, at, text)
    _text(pdf, _LEFT, y + 40, "All of these figures were looked at by the auditors of the house in summer.")


def _heads(pdf: FPDF, table: MadeTable, manner: _Manner, columns: Sequence[_Column]) -> float:
    """Draws the heads from the top; returns their height."""
    y = _TOP + 60
    if table.has_measures:
        each = len(columns) // 2
        for n in (0, each):
            over = _Column(columns[n].left, columns[n + each - 1].right)
            text = table.columns[n].measure
            _text(pdf, _at(pdf, text, over, "middle"), y, text)
        y += 1.3 * manner.size
    heads = [list(_lines(column.head)) for column in table.columns]
    depth = max(map(len, heads))
    for number in range(depth):
        for lines, column in zip(heads, columns, strict=True):
            at = number - depth + len(lines)
            if at >= 0:
                _text(pdf, _at(pdf, lines[at], column, manner.heads), y, lines[at])
        y += 1.3 * manner.size
    return y - _TOP - 60


def _lines(head: str) -> Iterator[str]:
    """A date over its year."""
    first, _, last = head.rpartition(" ")
    yield from (first, last) if first.startswith("31") else (head,)


def _is_first(table: MadeTable, row: MadeRow) -> bool:
    return table.rows[[one.outer for one in table.rows].index(row.outer)] is row


def _row(row: MadeRow, manner: _Manner, y: float, is_first: bool) -> float:
    """Takes the label in; returns the height at which the values stand, and the last line."""
    if row.outer and is_first:
        manner.parts.append((0, _LEFT, y, row.outer))
    x = _LEFT + (75.0 if row.outer else 0.0)
    words = row.label.split()
    if manner.labels == "one line" or len(words) < 3 or not row.texts:
        manner.parts.append((0, x, y, row.label))
        return y
    manner.parts.append((0, x, y, " ".join(words[:1])))
    manner.parts.append((0, x, y + 1.15 * manner.size, " ".join(words[1:])))
    if manner.labels == "values above":
        manner.parts.append((-1, 0.0, y, ""))
    return y + 1.15 * manner.size


def _values(
    pdf: FPDF, row: MadeRow, manner: _Manner, columns: Sequence[_Column], chance: random.Random
) -> None:
    y = manner.parts[-1][2]
    if manner.parts[-1][0] < 0:
        manner.parts.pop()
    for n, text in enumerate(row.texts):
        if not text:
            continue
        over = _Column(columns[n].left, columns[n + 1].right) if row.merged == n else columns[n]
        how = "middle" if row.merged == n else manner.values
        x = _at(pdf, text, over, how) + chance.uniform(-manner.shift, manner.shift)
        is_apart = manner.currency == "apart" and manner.values in ("right", "hanging") and row.merged != n
        is_money = text[0].isdigit() and "%" not in text and len(text) > 3
        if is_money and manner.currency == "$":
            text, x = f"${text}", x - pdf.get_string_width("$")
        elif is_money and is_apart and over.left + 10 < x:
            manner.parts.append((n + 1, over.left, y, "$"))
        manner.parts.append((n + 1, x, y, text))


def _at(pdf: FPDF, text: str, column: _Column, how: str) -> float:
    """Where a text begins in its column."""
    room = column.right - column.left - pdf.get_string_width(text)
    if how == "hanging" and text.endswith((")", "%")):
        room += pdf.get_string_width(text[-1])
    return column.left + {"left": 0.0, "middle": room / 2}.get(how, room)


def _text(pdf: FPDF, x: float, y: float, text: str) -> None:
    pdf.text(x, y, text)


def write_text(tables: Sequence[MadeTable], path: Path, chance: random.Random) -> None:
    """Columns of characters, as programs print them; no cell is merged but heads."""
    parts = []
    for table in tables:
        longest = max(len(column.head) for column in table.columns)
        width = max(chance.choice((14, 16, 20)), longest + 3)
        head = " " * 44 + "".join(column.head.rjust(width) for column in table.columns)
        lines = [table.title, "", head.rstrip()]
        if table.has_measures:
            each = len(table.columns) // 2
            over = "".join(table.columns[n].measure.center(width * each) for n in (0, each))
            lines.insert(2, (" " * 44 + over).rstrip())
        for row in table.rows:
            label = row.outer.ljust(12) + row.label if table.has_sides else row.label
            lines.append((label.ljust(44) + "".join(text.rjust(width) for text in row.texts)).rstrip())
        parts.append("\n".join(lines))
    path.write_text("\n\n".join(parts))
