"""The rows of a grid as a reader takes them: label and values, however many lines the label runs over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from askreports.answering.tables.row import is_unfinished
from askreports.answering.text.cell_values import MeasureUnit, unit_in
from ingest.document import Page
from ingest.table import Table, TableCell

_MAX_LABEL_ROWS = 3  # that a label runs over before or behind the row of its values


@dataclass(frozen=True, slots=True)
class _Label:
    """What the cells on the left of a row say. `outer` is what is said of several rows."""

    text: str
    outer: str
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class WholeRow:
    """A row with values: its number, and its label over all its lines.

    `outer` is what is said of several rows beside it, `group` that or else the heading above. `unit` is the
    last unit that a row above named. `is_long` tells that the label runs over lines.
    """

    number: int
    label: str
    outer: str
    group: str
    unit: MeasureUnit
    label_cells: tuple[TableCell, ...]
    values: tuple[TableCell, ...]
    is_long: bool

    def lines(self, text: str) -> tuple[int, int]:
        """Start and end of the lines of the page's text on which it stands."""
        own = [*self.label_cells, *(cell for cell in self.values if cell.row == self.number)]
        start, end = min(cell.start for cell in own), max(cell.end for cell in own)
        stop = text.find("\n", end)
        return text.rfind("\n", 0, start) + 1, stop if stop >= 0 else len(text)


_Line = tuple[int, _Label, tuple[TableCell, ...]]  # number of a row, its label, its values


def whole_rows(table: Table) -> Iterator[WholeRow]:
    """The rows with values below the heads, in order."""
    lines = _labelled(table)
    group, unit = "", MeasureUnit()
    begun: list[_Label] = []  # rows without values since the last one
    below = 0  # of the next lines, those that go on with the label of a row above them
    for place, (number, label, values) in enumerate(lines):
        if below:
            below -= 1
        elif not values:
            named = unit_in(label.text)  # "(in millions)", below the heads or between two parts of a table
            unit = unit if named.scale is None else named
            begun += [label] if named.scale is None else []
        else:
            parts = _label_parts(begun, label)
            headings = begun[: len(begun) - len(parts) + 1]
            group = headings[-1].text if headings else group
            begun = []
            after = _parts_below(label, lines[place + 1 :])
            below = len(after)
            parts += after
            name = " ".join(filter(None, (part.text for part in parts)))
            cells = tuple(cell for part in parts for cell in part.cells)
            yield WholeRow(
                number, name, label.outer, label.outer or group, unit, cells, values, len(parts) > 1
            )


def long_rows(page: Page) -> list[tuple[int, int]]:
    """Start and end of the rows of a page whose labels run over lines, in its text."""
    rows = (row for table in page.tables for row in whole_rows(table) if row.is_long)
    return [row.lines(page.text) for row in rows]


def _labelled(table: Table) -> list[_Line]:
    """The rows below the heads: number, label and values, whichever of the two there are."""
    naming = _naming_column(table)
    return [
        (number, _label(table, cells, naming), tuple(c for c in cells if c.column >= table.label_columns))
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
