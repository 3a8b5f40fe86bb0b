"""The cells of a sheet as its readers see them: no hidden rows and columns, several tables side by side."""

from collections.abc import Collection, Sequence

from ingest.readers.grid import GivenCell, Laid, PageWriter, lay_out
from ingest.structure.table_shape import is_value_cell

Spans = dict[tuple[int, int], tuple[int, int]]  # row and column -> how many of each are merged
Texts = Sequence[Sequence[str]]


def lay_out_sheet(texts: Texts, spans: Spans) -> Laid:
    """The text of a sheet and its grids; rows and columns count from 0."""
    page = PageWriter()
    for first, end in _blocks(texts):
        page.put_table(lay_out(_given(texts, spans, first, end)), "\n")
    return Laid(page.text, tuple(page.tables))


def without_hidden(
    texts: Texts, spans: Spans, rows: Collection[int], columns: Collection[int]
) -> tuple[Texts, Spans]:
    """The cells without those of hidden rows and columns; what is merged over some is the narrower for it.

    A merged cell that begins in a hidden one shows its text in the first that is seen.
    """
    if not rows and not columns:
        return texts, spans
    width = max(map(len, texts), default=0)
    shown_rows = {row: place for place, row in enumerate(n for n in range(len(texts)) if n not in rows)}
    shown_columns = {
        column: place for place, column in enumerate(n for n in range(width) if n not in columns)
    }
    kept = [[_cell(texts, row, column) for column in shown_columns] for row in shown_rows]
    narrower: Spans = {}
    for (row, column), (depth, breadth) in spans.items():
        places = [shown_rows[n] for n in range(row, row + depth) if n in shown_rows]
        across = [shown_columns[n] for n in range(column, column + breadth) if n in shown_columns]
        if places and across:
            narrower[places[0], across[0]] = (len(places), len(across))
            kept[places[0]][across[0]] = _cell(texts, row, column)
    return kept, narrower


def _cell(texts: Texts, row: int, column: int) -> str:
    line = texts[row] if row < len(texts) else ()
    return line[column] if column < len(line) else ""


def _blocks(texts: Texts) -> list[tuple[int, int]]:
    """The columns of each table, from and to: right of a blank column, labels begin another one."""
    width = max(map(len, texts), default=0)
    filled = [[bool(row[n : n + 1] and row[n]) for row in texts] for n in range(width)]
    starts = [0]
    for n in range(1, width):
        is_label = [row[n] for row in texts if n < len(row) and row[n] and not is_value_cell(row[n])]
        if not any(filled[n - 1]) and len(is_label) > max(1, sum(filled[n]) / 2):
            starts.append(n)
    return list(zip(starts, [*starts[1:], width], strict=True))


def _given(texts: Texts, spans: Spans, first: int, end: int) -> list[list[GivenCell]]:
    """The rows of these columns, without the cells that a merged one covers."""
    covered = {
        (row + r, column + c)
        for (row, column), (rows, columns) in spans.items()
        for r in range(rows)
        for c in range(columns)
        if r or c
    }
    return [
        [
            GivenCell(text, *_within(spans.get((row, column), (1, 1)), end - column))
            for column, text in enumerate(line[first:end], first)
            if (row, column) not in covered
        ]
        for row, line in enumerate(texts)
    ]


def _within(span: tuple[int, int], most: int) -> tuple[int, int]:
    return span[0], min(span[1], most)
