"""Tables of a page to the text that the catalog keeps of them, and back: cells are places in the page."""

from collections.abc import Sequence

import msgspec

from ingest.table import Table, TableCell

# rows, columns, header rows, label columns, caption, unit, unresolved rows, places of the cells
_Values = tuple[int, int, int, int, str, str, tuple[int, ...], list[int]]


def packed(tables: Sequence[Table]) -> str:
    """The tables as JSON: of each cell six numbers, its words being those of the page."""
    return msgspec.json.encode([_values(table) for table in tables]).decode()


def unpacked(record: str, text: str) -> tuple[Table, ...]:
    """The tables of a page that has this text."""
    return tuple(_table(values, text) for values in msgspec.json.decode(record, type=list[_Values]))


def _values(table: Table) -> _Values:
    places = [
        number
        for cell in table.cells
        for number in (cell.row, cell.column, cell.start, cell.end, cell.row_span, cell.column_span)
    ]
    return (
        table.row_count,
        table.column_count,
        table.header_rows,
        table.label_columns,
        table.caption,
        table.unit,
        table.unresolved_rows,
        places,
    )


def _table(values: _Values, text: str) -> Table:
    rows, columns, header_rows, label_columns, caption, unit, unresolved, places = values
    cells = tuple(
        TableCell(row, column, " ".join(text[start:end].split()), start, end, row_span, column_span)
        for row, column, start, end, row_span, column_span in zip(
            *(places[n::6] for n in range(6)), strict=True
        )
    )
    return Table(cells, rows, columns, header_rows, label_columns, caption, unit, unresolved)
