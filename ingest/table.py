"""The noun for a table of a page: a grid of cells, blank ones too, each with its place in the page's text.

The page's text of a table is made from the grid, one row a line, and figures are read from the grid itself: a
value belongs to the head of its column, however many cells of its row are blank.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell that holds something. `row` and `column` count from 0; a blank cell is a place without one.

    `text` stands in the page's text from `start` to `end`, apart from line ends and runs of spaces. A cell
    that a reader of the page sees merged covers `row_span` rows and `column_span` columns.
    """

    row: int
    column: int
    text: str
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1

    def covers(self, row: int, column: int) -> bool:
        """Whether the cell lies over this place of the grid."""
        return (
            self.row <= row < self.row + self.row_span
            and self.column <= column < self.column + self.column_span
        )

    def moved(self, offset: int) -> "TableCell":
        """The same cell in a text in which it stands so many characters further on."""
        return replace(self, start=self.start + offset, end=self.end + offset)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a page. `cells` are those with text, row by row from the left.

    The first `header_rows` rows hold column heads, the first `label_columns` columns say what a row is about.
    `caption` is its title and `unit` the words that name its unit, both empty where the page has none. In
    `unresolved_rows` it is not sure which value stands under which head: nothing may be claimed from them.
    """

    cells: tuple[TableCell, ...]
    row_count: int
    column_count: int
    header_rows: int = 1
    label_columns: int = 1
    caption: str = ""
    unit: str = ""
    unresolved_rows: tuple[int, ...] = ()

    @property
    def start(self) -> int:
        """Where the table begins in the page's text."""
        return min(cell.start for cell in self.cells)

    @property
    def end(self) -> int:
        """Where it ends there."""
        return max(cell.end for cell in self.cells)

    def rows(self) -> Iterator[list[TableCell]]:
        """For each row, the cells that lie over it, from the left: those of merged rows above as well."""
        rows: list[list[TableCell]] = [[] for _ in range(self.row_count)]
        for cell in self.cells:
            for row in rows[cell.row : cell.row + cell.row_span]:
                row.append(cell)
        return (sorted(row, key=lambda cell: cell.column) for row in rows)

    def heads(self, column: int, column_span: int = 1) -> list[TableCell]:
        """The heads over a column, or over several, from the top."""
        return [
            cell
            for cell in self.cells
            if cell.row < self.header_rows
            and cell.column < column + column_span
            and column < cell.column + cell.column_span
        ]

    def moved(self, offset: int) -> "Table":
        """The same table in a text in which it stands so many characters further on."""
        return replace(self, cells=tuple(cell.moved(offset) for cell in self.cells))
