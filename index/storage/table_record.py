"""Tables of a page to the text that the catalog keeps of them, and back: cells are places in the page."""

import json
from collections.abc import Sequence
from typing import Any

from ingest.table import Table, TableCell


def packed(tables: Sequence[Table]) -> str:
    """The tables as JSON: of each cell six numbers, its words being those of the page."""
    return json.dumps([_values(table) for table in tables], ensure_ascii=False, separators=(",", ":"))


def unpacked(record: str, text: str) -> tuple[Table, ...]:
    """The tables of a page that has this text."""
    return tuple(_table(values, text) for values in json.loads(record))


def _values(table: Table) -> list[Any]:
    places = [
        number
        for cell in table.cells
        for number in (cell.row, cell.column, cell.start, cell.end, cell.row_span, cell.column_span)
    ]
    return [
        table.row_count,
        table.column_count,
        table.header_rows,
        table.label_columns,
        table.caption,
        table.unit,
        table.unresolved_rows,
        places,
    ]


def _table(values: Sequence[Any], text: str) -> Table:
    rows, columns, header_rows, label_columns, caption, unit, unresolved, places = values
    cells = tuple(
        TableCell(row, column, " ".join(text[start:end].split()), start, end, row_span, column_span)
        for row, column, start, end, row_span, column_span in zip(
            *(places[n::6] for n in range(6)), strict=True
        )
    )
    return Table(cells, rows, columns, header_rows, label_columns, caption, unit, tuple(unresolved))
