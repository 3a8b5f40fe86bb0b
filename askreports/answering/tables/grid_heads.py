"""The heads over a column of a grid to what it is: of which year, of how many months, of which measure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from askreports.answering.tables.column_heads import (
    PeriodColumn,
    are_apart,
    is_no_period,
    lengths_in,
    measure_of,
    month_of,
    spans_above,
    year_of,
)
from ingest.table import Table, TableCell


def columns_of(table: Table, above: Sequence[str]) -> dict[int, PeriodColumn]:
    """The columns that surely are periods, by their places in the grid; `above` are the lines over the table.

    Where two columns would be the same, what else their heads say tells them apart, or else none is sure.
    """
    heads = {column: _heads(table, column) for column in range(table.label_columns, table.column_count)}
    years = {column: year for column, texts in heads.items() if (year := _year(texts)) is not None}
    spans = _spans(table, heads, list(years), above)
    if spans is None:
        return {}
    columns = {
        column: PeriodColumn(
            year, spans[column][0] or None, _month(heads[column]) or month_of(spans[column][1])
        )
        for column, year in years.items()
    }
    if not _apart(table, columns):
        columns = {
            column: replace(of, measure=" ".join(filter(None, map(measure_of, heads[column]))))
            for column, of in columns.items()
        }
    return columns if _apart(table, columns) else {}


def column_under(table: Table, cell: TableCell, columns: dict[int, PeriodColumn]) -> PeriodColumn | None:
    """The column of a value, None where it lies over several or is merged over rows."""
    over = {columns.get(n) for n in range(cell.column, cell.column + cell.column_span)} - {None}
    bare = [
        n for n in range(cell.column, cell.column + cell.column_span) if n not in columns and _heads(table, n)
    ]
    return over.pop() if len(over) == 1 and not bare and cell.row_span == 1 else None


def _heads(table: Table, column: int) -> list[str]:
    """The heads over a column, from the top, without what stands over all columns."""
    return [head.text for head in table.heads(column) if head.column_span < table.column_count]


def _year(heads: Sequence[str]) -> int | None:
    """The one year that the heads of a column name."""
    found = {year_of(head) for head in heads} - {None}
    if len(found) != 1 or any(map(is_no_period, heads)):
        return None
    return found.pop()


def _month(heads: Sequence[str]) -> int | None:
    found = {month_of(head) for head in heads} - {None}
    return found.pop() if len(found) == 1 else None


def _spans(
    table: Table, heads: dict[int, list[str]], dated: Sequence[int], above: Sequence[str]
) -> dict[int, tuple[int, str]] | None:
    """How many months each dated column is of, 0 where nothing says it, and in which words.

    None where the heads contradict each other, or some columns have a length and others none.
    """
    own = {column: {length for head in heads[column] for length in lengths_in(head)} for column in dated}
    if any(own.values()):
        if any(len(lengths) != 1 for lengths in own.values()):
            return None
        return {column: (lengths.pop(), " ".join(heads[column])) for column, lengths in own.items()}
    pieces = spans_above((), [*above, *_over_all(table)])
    if pieces is None or (pieces and len(dated) % len(pieces)):
        return None
    each = len(dated) // len(pieces) if pieces else 0
    spread = [piece for piece in pieces for _ in range(each)] or [(0, "")] * len(dated)
    return dict(zip(dated, spread, strict=True))


def _over_all(table: Table) -> Iterator[str]:
    """What stands over all columns, or over the labels, in the heads."""
    for head in table.cells:
        if head.row < table.header_rows and (
            head.column_span == table.column_count or head.column < table.label_columns
        ):
            yield head.text


def _apart(table: Table, columns: dict[int, PeriodColumn]) -> bool:
    """Whether no two columns are the same, those apart that lie under one head: a sign and its value."""
    of_head = {}
    for place, column in columns.items():
        of_head[_lowest(table, place)] = column
    return are_apart(list(of_head.values()))


def _lowest(table: Table, column: int) -> tuple[int, int]:
    """The place of the lowest head over a column."""
    heads = table.heads(column)
    lowest = max(heads, key=lambda head: head.row)
    return lowest.row, lowest.column
