"""The grids of a page to table rows: each value with the period of the head it stands under.

A blank cell says nothing; a value that lies under no head, under several, or in a row of which it is not sure
what stands under what, is no cell.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from askreports.answering.tables.column_heads import LINES_ABOVE, Column
from askreports.answering.tables.grid_heads import column_under, columns_of
from askreports.answering.tables.row import Cell, Row, is_unfinished, row_unit
from askreports.answering.text.cell_values import MeasureUnit, is_percent, unit_in, written_value
from ingest.document import Page
from ingest.table import Table, TableCell

_MAX_LABEL_ROWS = 3  # that a label runs over before the row of its values
_UNIT_LINES = 4  # lines above a table that may say its unit


@dataclass(frozen=True, slots=True)
class _Label:
    """What the cells on the left of a row say. `outer` is what merged ones say of several rows."""

    text: str
    outer: str
    cells: tuple[TableCell, ...]


_Line = tuple[int, _Label, list[TableCell]]  # number of a row, its label, its values


def grid_rows(page: Page, table: Table, language: str, unit: MeasureUnit) -> Iterator[Row]:
    """The rows of a table in this unit that have a value under a period, in order."""
    columns = columns_of(table, _lines_above(page.text, table.start))
    lines = _labelled(table)
    group = ""
    begun: list[_Label] = []  # rows without values since the last one
    below = 0  # of the next lines, those that go on with the label of a row above them
    for place, (number, label, values) in enumerate(lines):
        if below:
            below -= 1
            continue
        if not values:
            named = unit_in(label.text)
            if named.scale is None:
                begun.append(label)
            else:  # "(in millions)" below the heads, or between two parts of a table
                unit = MeasureUnit(named.currency or unit.currency, named.scale)
            continue
        parts = _label_parts(begun, label)
        headings = begun[: len(begun) - len(parts) + 1]
        group = headings[-1].text if headings else group
        begun = []
        parts += _parts_below(label, lines[place + 1 :])
        below = len(parts) - 1 - parts.index(label)
        claimed = () if number in table.unresolved_rows else tuple(_cells(table, values, columns, language))
        if claimed:
            name = " ".join(filter(None, (part.text for part in parts)))
            own = [cell for cell in values if cell.row == number] + [c for part in parts for c in part.cells]
            yield Row(
                name,
                label.outer or group,
                _quote(page.text, own),
                row_unit(name, label.outer or group, _own_unit(label, unit), unit.currency),
                claimed,
            )


def _labelled(table: Table) -> list[_Line]:
    """The rows below the heads: number, label and values, whichever of the two there are."""
    naming = _naming_column(table)
    return [
        (number, _label(table, cells, naming), [cell for cell in cells if cell.column >= table.label_columns])
        for number, cells in enumerate(table.rows())
        if number >= table.header_rows and cells
    ]


def _naming_column(table: Table) -> int:
    """The column of labels that tells the rows apart best: one before it says the same of several rows."""
    changes, last = [0] * max(table.label_columns, 1), dict[int, str]()
    for cell in table.cells:
        if cell.row >= table.header_rows and cell.column < len(changes):
            changes[cell.column] += cell.text != last.get(cell.column)
            last[cell.column] = cell.text
    return changes.index(max(changes))


def _cells(
    table: Table, values: Sequence[TableCell], columns: dict[int, Column], language: str
) -> Iterator[Cell]:
    """The values that stand under a period; of two under one head the share beside the value is left out."""
    under: defaultdict[Column, list[Cell]] = defaultdict(list)
    for cell in values:
        column = column_under(table, cell, columns)
        value = written_value(cell.text, language)
        if column is not None and value is not None:
            percent = is_percent(cell.text)
            under[column].append(
                Cell(column.year, value, cell.text, percent, column.months, column.ended, column.measure)
            )
    for found in under.values():
        plain = found if len(found) == 1 else [cell for cell in found if not cell.percent]
        if len(plain) == 1:
            yield plain[0]


def _label(table: Table, cells: Sequence[TableCell], naming: int) -> _Label:
    """The label of a row: the cell in the naming column, or its last one that is of this row alone.

    What is said of several rows stands before it.
    """
    labels = [cell for cell in cells if cell.column < table.label_columns]
    outer = [cell for cell in labels if cell.row_span > 1]
    own = [cell for cell in labels if cell.row_span == 1]
    named = [cell for cell in own if cell.column + cell.column_span > naming]
    if named:
        outer += [cell for cell in own if cell not in named]
        own = named
    if not own:
        own, outer = outer[-1:], outer[:-1]
    return _Label(" ".join(c.text for c in own[:1]), " ".join(c.text for c in outer), tuple(own))


def _own_unit(label: _Label, unit: MeasureUnit) -> MeasureUnit:
    """The unit that the row itself names, in a cell of its own or in its label, or that of its table."""
    for cell in reversed(label.cells):
        found = unit_in(cell.text)
        if found.scale is not None:
            return MeasureUnit(found.currency or unit.currency, found.scale)
    return unit


def _label_parts(begun: Sequence[_Label], label: _Label) -> list[_Label]:
    """The rows that the label of a row runs over: those above that end unfinished belong to it."""
    parts = [label]
    for upper in reversed(begun[-_MAX_LABEL_ROWS:]):
        if not (label.text and (is_unfinished(upper.text) or parts[0].text[:1].islower())):
            break
        parts.insert(0, upper)
    return parts


def _parts_below(label: _Label, lines: Sequence[_Line]) -> list[_Label]:
    """The lines below a row that go on with its label: its values stand beside an earlier line of it.

    None where the row of values below them begins in small letters as well: they may belong to that.
    """
    parts: list[_Label] = []
    for _, below, values in lines:
        if values or not (below.text[:1].islower() or (not parts and is_unfinished(label.text))):
            return [] if values and below.text[:1].islower() else parts
        if len(parts) == _MAX_LABEL_ROWS:
            return []
        parts.append(below)
    return parts


def unit_of(page: Page, table: Table, before: MeasureUnit) -> MeasureUnit:
    """The unit nearest to the heads of a table: in them, in its caption or above; or that `before`."""
    above = _lines_above(page.text, table.start)
    heads = [cell.text for cell in table.cells if cell.row < table.header_rows]
    for text in (table.unit, *reversed(heads), table.caption, *reversed(above)):
        found = unit_in(text)
        if found.scale is not None:
            return found
    return before


def _lines_above(text: str, start: int) -> list[str]:
    lines = [line for line in text[:start].split("\n") if line.strip()]
    return lines[-max(LINES_ABOVE, _UNIT_LINES) :]


def _quote(text: str, cells: Sequence[TableCell]) -> str:
    """The whole lines on which the cells stand."""
    start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
    stop = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : stop if stop >= 0 else len(text)].strip()
