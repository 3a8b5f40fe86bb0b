"""The stretches of lines on a page that may be the rows of one table."""

from collections.abc import Iterator, Sequence

from ingest.readers.pdf.grids.values import is_bare_year, is_year
from ingest.readers.pdf.layout.boxes import Line, TextBox, height

_MAX_GAP = 4  # lines without values in a row inside a table
_FAR = 3.5  # line heights between two lines of a table at most
MAX_CHARS = 100  # of a line of a table that is one cell: longer ones are prose
_INDENT = 5.0  # line heights from the labels' left edge, from where on a line with a year is a head
_SENTENCE_CHARS = 60  # of a line that ends in a full stop


def stretches(lines: Sequence[Line], values: Sequence[Sequence[TextBox]]) -> Iterator[tuple[int, int]]:
    """First and end of the stretches that hold the rows of one table each, from its first values on."""
    number = 0
    while number < len(lines):
        if not values[number]:
            number += 1
            continue
        end = last = number + 1
        edge = values[number][0].left  # of the values: what ends before it are labels
        while end < len(lines) and end - last <= _MAX_GAP and _goes_on(lines, end, edge, bool(values[end])):
            edge = min(edge, values[end][0].left) if values[end] else edge
            end += 1
            last = end if values[end - 1] or _ends_label(lines, end - 1, last) else last
        yield number, last
        number = last


def _goes_on(lines: Sequence[Line], number: int, edge: float, holds_values: bool) -> bool:
    """Whether a line may be the next one of the table above it."""
    line, above = lines[number], lines[number - 1]
    if not is_below(line, above) or is_prose(line):
        return False
    if holds_values:
        return True
    is_indented = line.left > above.left + _INDENT * height(line)
    if is_bare_year(line.text) or (is_indented and any(is_year(cell.text) for cell in line.cells)):
        return False  # heads
    return line.right < edge or len(line.cells) == 1


def _ends_label(lines: Sequence[Line], number: int, last: int) -> bool:
    """Whether a line goes on with the label of the row right above it."""
    line, above = lines[number], lines[number - 1]
    return number == last and line.text[:1].islower() and above.bottom - line.top < 0.5 * height(line)


def is_below(line: Line, above: Line) -> bool:
    size = min(height(line), height(above))
    return -0.5 * size < above.bottom - line.top < _FAR * size


def is_prose(line: Line) -> bool:
    """Whether a line is one of running text."""
    if len(line.cells) > 1:
        return any(len(cell.text) > MAX_CHARS for cell in line.cells[1:])
    return len(line.text) > MAX_CHARS or (len(line.text) > _SENTENCE_CHARS and line.text.endswith("."))
