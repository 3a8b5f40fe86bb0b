"""Key figures set large, each above its label, side by side: each brought together with its own label.

Designers draw them row by row, all the numbers and then all the labels, so that nothing in the order of the
text tells which belong together. What tells it is the place: a label is smaller, and stands right below.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from ingest.readers.pdf.layout.boxes import TextBox, beside, height, middle

_LARGER = 1.25  # than most of the page, and than its label
_FIGURE = re.compile(  # "158", "+52 %", "EUR 2,685 k", "€3.1 million"; no year
    r"(?!(?:19|20)\d\d$)(?:[^\W\d_]{1,3} ?)?[+≈~<>$€£]{0,2} ?\d[\d.,]*(?: ?[%€$£+])?(?: ?[^\W\d_]{1,12})?"
)
_MAX_LABEL_LINES = 3
_NEAR = 0.5  # of the figure's height: between two lines of a tile at most, and of those out of line
_WORD = re.compile(r"[^\W\d_]{3}")

Rows = list[list[TextBox]]


def figures_with_labels(rows: Rows) -> Rows:
    """The rows; where figures stand side by side above their labels, each figure before its own label."""
    cells = [cell for row in rows for cell in row]
    typical = median(map(height, cells)) if cells else 0.0
    figures = [cell for cell in cells if height(cell) > _LARGER * typical and _FIGURE.fullmatch(cell.text)]
    tiles = [tile for figure in figures if len(tile := [figure, *_label(figure, cells)]) > 1]
    side_by_side = [
        tile for tile in tiles if any(other is not tile and _are_beside(tile, other) for other in tiles)
    ]
    return list(_in_order(rows, side_by_side)) if side_by_side else rows


def _label(figure: TextBox, cells: Sequence[TextBox]) -> list[TextBox]:
    """The lines of smaller letters right below a figure, in line with it on the left or in the middle."""
    label, last = list[TextBox](), figure
    for cell in sorted((cell for cell in cells if _is_under(cell, figure)), key=middle, reverse=True):
        if len(label) == _MAX_LABEL_LINES or abs(last.bottom - cell.top) > _NEAR * height(figure):
            break
        label.append(cell)
        last = cell
    return label if label and _WORD.search(label[0].text) else []


def _is_under(cell: TextBox, figure: TextBox) -> bool:
    size = height(figure)
    if _LARGER * height(cell) > size or middle(cell) > figure.bottom:
        return False
    aside = cell.left - figure.left, (cell.left + cell.right - figure.left - figure.right) / 2
    return min(map(abs, aside)) < _NEAR * size


def _are_beside(tile: Sequence[TextBox], other: Sequence[TextBox]) -> bool:
    return beside(tile[0], other[0], share=0.9)


def _in_order(rows: Rows, tiles: Sequence[Sequence[TextBox]]) -> Iterator[list[TextBox]]:
    """The rows without the cells of tiles; these come where the first of them was, a line of a tile each."""
    taken = {cell for tile in tiles for cell in tile}
    ordered = sorted(tiles, key=lambda tile: (-round(tile[0].bottom), tile[0].left))
    for row in rows:
        if ordered and not taken.isdisjoint(row):
            yield from ([cell] for tile in ordered for cell in tile)
            ordered = []
        if rest := [cell for cell in row if cell not in taken]:
            yield rest
