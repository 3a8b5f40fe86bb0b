"""Rows of cells, as a file gives them, to grids and their text: a row a line, two spaces between cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.document import ReadPage
from ingest.readers.characters import plain
from ingest.structure.table_shape import Shape, is_head_row, shape_of
from ingest.table import Table, TableCell

CELL_GAP = "  "
MAX_COLUMNS = 500  # what a broken file calls a wider table is cut there

_BEFORE_VALUE = re.compile(r"[$€£¥]|US\$")  # in a cell of its own, part of the value right of it
_BEHIND_VALUE = re.compile(r"\)?\s?%?\)?")  # and these of the value left of it


@dataclass(frozen=True, slots=True)
class GivenCell:
    """A cell as a file gives it: its text on one line, how far it is merged, whether it is a head."""

    text: str
    row_span: int = 1
    column_span: int = 1
    is_head: bool = False


GivenRow = Sequence[GivenCell]


@dataclass(frozen=True, slots=True)
class Laid:
    """The text of a table, and the grids in it: several where heads come anew between its rows."""

    text: str
    tables: tuple[Table, ...]


def lay_out(rows: Sequence[GivenRow], marked_heads: int | None = None) -> Laid:
    """The text of a table, without the rows that hold nothing, and its grids; both empty where all is blank.

    `marked_heads` are the rows at the top that the file calls heads; else those of which every cell is
    marked. A label that is merged over rows stands in the text of each: every row is understood by itself.
    """
    return lay_out_pages(rows, (), marked_heads)[0]


def lay_out_pages(
    rows: Sequence[GivenRow], page_starts: Sequence[int], marked_heads: int | None = None
) -> list[Laid]:
    """The same for a table that goes on over pages, each of which begins with one of the rows `page_starts`.

    The heads are said again on each page, as a reader of the table sees them or has them in mind.
    """
    placed = _joined(list(_places(rows)))
    heads = _marked(rows) if marked_heads is None else marked_heads
    columns = max((cell.column + cell.column_span for cell in placed), default=0)
    starts = [0, *page_starts]
    shape = shape_of(placed, columns, heads) if placed else Shape(0, 1)
    pages = []
    for start, end in zip(starts, [*page_starts, len(rows)], strict=True):
        part = _part(placed, start, end)
        if start >= shape.header_rows > 0:
            part = _part(placed, 0, shape.header_rows) + [
                replace(cell, row=cell.row + shape.header_rows) for cell in part
            ]
        pages.append(_laid(part, columns, heads))
    return pages


def plain_page(text: str, tables: Sequence[Table] = (), label: str = "", read_by: str = "text") -> ReadPage:
    """A page in plain characters, with the places that its cells have there."""
    as_plain = plain(text)
    moved = tables if as_plain == text else anchored(tables, as_plain)
    return ReadPage(as_plain, label, read_by, tuple(moved))


@dataclass(slots=True)
class PageWriter:
    """The text of a page and its tables while they are being written."""

    parts: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    _length: int = 0

    def put(self, text: str, gap: str = "\n\n") -> None:
        """Writes `text`, if it is any, `gap` after what stands there already."""
        self.put_table(Laid(text.strip(), ()), gap)

    def put_table(self, laid: Laid, gap: str = "\n\n") -> None:
        """Writes a table likewise."""
        if not laid.text:
            return
        if self.parts:
            self.parts.append(gap)
            self._length += len(gap)
        self.tables += (table.moved(self._length) for table in laid.tables)
        self.parts.append(laid.text)
        self._length += len(laid.text)

    @property
    def text(self) -> str:
        return "".join(self.parts)


def anchored(tables: Sequence[Table], text: str) -> Iterator[Table]:
    """The tables with the places of their cells in a text that says the same in other characters.

    A cell that cannot be found makes its rows unresolved.
    """
    place = 0
    for table in tables:
        cells: list[TableCell] = []
        lost = set(table.unresolved_rows)
        for cell in sorted(table.cells, key=lambda cell: cell.start):
            words = plain(cell.text).split()
            found = re.compile(r"\s+".join(map(re.escape, words))).search(text, place) if words else None
            if found:
                place = found.end()
                cells.append(replace(cell, text=" ".join(words), start=found.start(), end=place))
            else:
                lost |= set(range(cell.row, cell.row + cell.row_span))
        if cells:
            cells.sort(key=lambda cell: (cell.row, cell.column))
            yield replace(table, cells=tuple(cells), unresolved_rows=tuple(sorted(lost)))


def _places(rows: Sequence[GivenRow]) -> Iterator[TableCell]:
    """The cells with text, each at its place: a cell goes where none from above or from the left lies."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            width = max(1, min(cell.column_span, MAX_COLUMNS - column))
            width = next((n for n in range(1, width) if (number, column + n) in taken), width)
            depth = max(1, min(cell.row_span, len(rows) - number))
            if depth > 1:
                taken |= {(r, column + c) for r in range(number + 1, number + depth) for c in range(width)}
            if column >= MAX_COLUMNS:
                break
            if cell.text:
                yield TableCell(number, column, plain(cell.text), 0, 0, depth, width)
            column += width


def _joined(cells: list[TableCell]) -> list[TableCell]:
    """The cells, a sign that has one of its own put to the value beside it: "$" and "5", "(5" and ")"."""
    joined: list[TableCell] = []
    for cell in cells:
        last = joined[-1] if joined else None
        if last and _touch(last, cell):
            before = _BEFORE_VALUE.fullmatch(last.text) and cell.text[0] in "(-–—.0123456789"
            if before or (_BEHIND_VALUE.fullmatch(cell.text) and last.text[-1].isdigit()):
                text = f"{last.text}{' ' if before else ''}{cell.text}"
                joined[-1] = replace(last, text=text, column_span=last.column_span + cell.column_span)
                continue
        joined.append(cell)
    return joined


def _touch(left: TableCell, right: TableCell) -> bool:
    """Whether two cells stand side by side in one row."""
    return (left.row, left.row_span) == (right.row, right.row_span) and (
        left.column + left.column_span == right.column
    )


def _marked(rows: Sequence[GivenRow]) -> int:
    """How many rows at the top hold nothing but cells that are marked as heads."""
    for number, row in enumerate(rows):
        if not all(cell.is_head or not cell.text for cell in row):
            return number
    return 0


def _part(cells: Sequence[TableCell], start: int, end: int) -> list[TableCell]:
    """The cells over these rows, cut to them and counted from the first of them."""
    return [
        replace(
            cell,
            row=max(cell.row - start, 0),
            row_span=min(cell.row + cell.row_span, end) - max(cell.row, start),
        )
        for cell in cells
        if cell.row < end and cell.row + cell.row_span > start
    ]


def _laid(cells: Sequence[TableCell], columns: int, marked_heads: int) -> Laid:
    """Text and grids of cells that are placed: a grid ends where a row of heads comes."""
    rows = max((cell.row + cell.row_span for cell in cells), default=0)
    by_row: list[list[TableCell]] = [[] for _ in range(rows)]
    for cell in cells:
        by_row[cell.row].append(cell)
    first = shape_of(cells, columns, marked_heads) if cells else Shape(0, 1)
    starts = [0, *(n for n in range(first.header_rows + 1, rows) if is_head_row(by_row[n], by_row[n - 1]))]
    text = PageWriter()
    for start, end in zip(starts, [*starts[1:], rows], strict=True):
        part = _part(cells, start, end)
        shape = shape_of(part, columns, 0 if start else marked_heads)
        line, placed = _written(part, end - start, shape)
        caption = _caption(placed, shape.header_rows, columns)
        tables = (Table(tuple(placed), end - start, columns, *shape, caption),) if placed else ()
        text.put_table(Laid(line, tables), "\n")
    return Laid(text.text, tuple(text.tables))


def _written(placed: Sequence[TableCell], row_count: int, shape: Shape) -> tuple[str, list[TableCell]]:
    """The text, and the cells with their places in it."""
    lines: list[str] = []
    cells: list[TableCell] = []
    end = 0
    for number, row in enumerate(_text_rows(placed, row_count, shape)):
        if not row:
            continue
        start = end + bool(lines)
        for cell in row:
            if cell.row == number:
                cells.append(replace(cell, start=start, end=start + len(cell.text)))
            start += len(cell.text) + len(CELL_GAP)
        lines.append(CELL_GAP.join(cell.text for cell in row))
        end = start - len(CELL_GAP)
    return "\n".join(lines), cells


def _text_rows(placed: Sequence[TableCell], row_count: int, shape: Shape) -> list[list[TableCell]]:
    """What each line says: the cells of its row, and the labels of merged rows that go on into it."""
    rows: list[list[TableCell]] = [[] for _ in range(row_count)]
    for cell in placed:
        rows[cell.row].append(cell)
    filled = [bool(row) for row in rows]
    for cell in placed:
        if cell.row_span > 1 and cell.row >= shape.header_rows and cell.column < shape.label_columns:
            for number in range(cell.row + 1, cell.row + cell.row_span):
                if filled[number]:
                    rows[number].append(cell)
    return [sorted(row, key=lambda cell: cell.column) for row in rows]


def _caption(placed: Sequence[TableCell], header_rows: int, columns: int) -> str:
    """What stands over all columns in the heads."""
    over = (cell.text for cell in placed if cell.row < header_rows and cell.column_span == columns > 1)
    return " ".join(over)
