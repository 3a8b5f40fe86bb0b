"""A table row as a reader gets it: each value with its heads, since alone it says too little."""

from collections.abc import Sequence
from dataclasses import dataclass

from askreports.answering.tables.column_heads import year_of
from askreports.answering.tables.grid_labels import WholeRow, whole_rows
from ingest.document import Page
from ingest.table import Table, TableCell

_MAX_CHARS = 400  # of a row with its heads; a longer one is shown as it stands


@dataclass(frozen=True, slots=True)
class YearCell:
    """The one cell of a row under the head of a year: the row's label, the cell's text, its table's unit."""

    label: str
    text: str
    unit: str


def cell_of_year(page: Page, quote: str, year: int) -> YearCell | None:
    """The cell of a year in the row of a grid that a quote is; None where that is not one cell for sure."""
    found = _row_of(page, quote)
    if found is None or found[1].number in found[0].unresolved_rows:
        return None
    table, row = found
    of_year = [cell for cell in row.values if year_of(" ".join(_heads(table, cell))) == year]
    label = _whole_label(row)
    return YearCell(label, of_year[0].text, table.unit) if len(of_year) == 1 and label else None


def headed_text(page: Page, quote: str, year: int | None = None) -> str | None:
    """The row of a grid that a quote is, its values under their heads, those of the year asked for first.

    None where the quote is no row of a grid, or the row has no heads. A row of which it is not sure what
    stands under what is shown as it stands, with the heads of its table.
    """
    found = _row_of(page, quote)
    if found is None:
        return None
    table, row = found
    named = [(" ".join(_heads(table, cell)), cell.text) for cell in row.values]
    if not any(head for head, _ in named):
        return None
    is_sure = row.number not in table.unresolved_rows
    text = _told(row, named, year) if is_sure else _unresolved(table, quote)
    return text if len(text) <= _MAX_CHARS else None


def _row_of(page: Page, quote: str) -> tuple[Table, WholeRow] | None:
    """The one row of the page's grids that the quote is the text of."""
    start = page.text.find(quote)
    if start < 0 or page.text.find(quote, start + 1) >= 0:
        return None
    end = start + len(quote)
    for table in page.tables:
        if table.start < end and start < table.end:
            inside = [row for row in whole_rows(table) if _holds_values(row, start, end)]
            if len(inside) == 1:
                return table, inside[0]
    return None


def _holds_values(row: WholeRow, start: int, end: int) -> bool:
    return any(start <= cell.start and cell.end <= end for cell in row.values if cell.row == row.number)


def _heads(table: Table, cell: TableCell) -> list[str]:
    heads = table.heads(cell.column, cell.column_span)
    return list(dict.fromkeys(head.text for head in heads if head.column_span < table.column_count))


def _told(row: WholeRow, named: Sequence[tuple[str, str]], year: int | None) -> str:
    asked = [one for one in named if year and year_of(one[0]) == year]
    others = [one for one in named if one not in asked]
    first, rest = (asked, others) if asked else (others, [])
    told = f"{_whole_label(row)}, {_pairs(first)}".removeprefix(", ")
    return f"{told} ({_pairs(rest)})" if rest else told


def _whole_label(row: WholeRow) -> str:
    """The label, behind what is said of several rows beside it, with what else stands left of the values."""
    own = row.label if row.is_long else " ".join(cell.text for cell in row.label_cells)
    return f"{row.outer} {own}".strip()


def _pairs(named: Sequence[tuple[str, str]]) -> str:
    return "; ".join(f"{head}: {text}".removeprefix(": ") for head, text in named)


def _unresolved(table: Table, quote: str) -> str:
    heads = [head.text for head in table.cells if head.row < table.header_rows]
    return f"{' '.join(quote.split())} (not certain which stands under which of: {'; '.join(heads)})"
