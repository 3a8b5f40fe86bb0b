"""The grids of a page to table rows: each value with the period of the head it stands under.

A blank cell says nothing; a value that lies under no head, under several, or in a row of which it is not sure
what stands under what, is no cell.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from askreports.answering.tables.column_heads import LINES_ABOVE, PeriodColumn
from askreports.answering.tables.grid_heads import column_under, columns_of
from askreports.answering.tables.grid_labels import WholeRow, whole_rows
from askreports.answering.tables.row import Cell, Row, row_unit
from askreports.answering.text.cell_values import MeasureUnit, is_percent, unit_in, written_value
from ingest.document import Page
from ingest.table import Table, TableCell

_UNIT_LINES = 4  # lines above a table that may say its unit


def grid_rows(page: Page, table: Table, language: str, unit: MeasureUnit) -> Iterator[Row]:
    """The rows of a table in this unit that have a value under a period, in order."""
    columns = columns_of(table, _lines_above(page.text, table.start))
    for row in whole_rows(table):
        if row.number in table.unresolved_rows:
            continue
        if cells := tuple(_cells(table, row.values, columns, language)):
            start, end = row.lines(page.text)
            own = row_unit(row.label, row.group, _own_unit(row, unit), unit.currency)
            yield Row(row.label, row.group, page.text[start:end].strip(), own, cells)


def _cells(
    table: Table, values: Sequence[TableCell], columns: dict[int, PeriodColumn], language: str
) -> Iterator[Cell]:
    """The values that stand under a period; of two under one head the share beside the value is left out."""
    under: defaultdict[PeriodColumn, list[Cell]] = defaultdict(list)
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


def _own_unit(row: WholeRow, unit: MeasureUnit) -> MeasureUnit:
    """The unit that the row itself names, in a cell of its own or in its label, or that of the rows above."""
    for named in (*(unit_in(cell.text) for cell in reversed(row.label_cells)), row.unit):
        if named.scale is not None:
            return MeasureUnit(named.currency or unit.currency, named.scale)
    return unit


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
