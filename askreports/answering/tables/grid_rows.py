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


def grid_rows(page: Page, table: Table, language: str, currency: str) -> Iterator[Row]:
    """The rows of a table that have a value under a period, in order."""
    above = _lines_above(page.text, table.start)
    columns = columns_of(table, above)
    unit = _unit(table, above)
    group = ""
    begun: list[_Label] = []  # rows without values since the last one
    for number, cells in enumerate(table.rows()):
        if number < table.header_rows or not cells:
            continue
        label = _label(table, cells)
        values = [cell for cell in cells if cell.column >= table.label_columns]
        if not values:
            begun.append(label)
            continue
        parts = _label_parts(begun, label)
        headings = begun[: len(begun) - len(parts) + 1]
        group = headings[-1].text if headings else group
        begun = []
        claimed = () if number in table.unresolved_rows else tuple(_cells(table, values, columns, language))
        if claimed:
            name = " ".join(filter(None, (part.text for part in parts)))
            own = [cell for cell in cells if cell.row == number] + [c for part in parts for c in part.cells]
            yield Row(
                name,
                label.outer or group,
                _quote(page.text, own),
                row_unit(name, label.outer or group, _own_unit(label, unit), currency),
                claimed,
            )


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


def _label(table: Table, cells: Sequence[TableCell]) -> _Label:
    """The label of a row: its last one that is of this row alone, behind what is said of several."""
    labels = [cell for cell in cells if cell.column < table.label_columns]
    outer = [cell for cell in labels if cell.row_span > 1]
    own = [cell for cell in labels if cell.row_span == 1]
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


def _unit(table: Table, above: Sequence[str]) -> MeasureUnit:
    """The unit nearest to the heads: in them, in the caption, or on a line above."""
    heads = [cell.text for cell in table.cells if cell.row < table.header_rows]
    for text in (table.unit, *reversed(heads), table.caption, *reversed(above)):
        found = unit_in(text)
        if found.scale is not None:
            return found
    return MeasureUnit()


def _lines_above(text: str, start: int) -> list[str]:
    lines = [line for line in text[:start].split("\n") if line.strip()]
    return lines[-max(LINES_ABOVE, _UNIT_LINES) :]


def _quote(text: str, cells: Sequence[TableCell]) -> str:
    """The whole lines on which the cells stand."""
    start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
    stop = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : stop if stop >= 0 else len(text)].strip()
