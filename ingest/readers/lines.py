"""From words with boxes to the lines of a page, so that a table row stands on one line.

A PDF has no lines, only pieces of text in the order in which they were drawn. That order is right
for running text, so it is kept; what stands side by side is put together again. Two spaces stand
between the cells of a row, one between words, whether the gap is white or filled with dots.
"""

import re
from collections.abc import Sequence

from ingest.readers.cells import CELL_BREAK, lines_of, values_in_place
from ingest.readers.characters import plain
from ingest.readers.rows import Fragment, rows_of, upright

_LEADERS = re.compile(r"[.…](?: *[.…]){4,}")
_WIDE = re.compile(r" {3,}")


def page_text(fragments: Sequence[Fragment]) -> str:
    """The text of one page, line by line in reading order, in plain characters."""
    rows = values_in_place(rows_of(upright(fragments)))
    text = plain("\n".join(lines_of(rows)))
    text = text.replace("( ", "(").replace(" )", ")")  # "(62 )" is drawn in two cells
    text = _WIDE.sub(CELL_BREAK, _LEADERS.sub(CELL_BREAK, text))
    return "\n".join(line.strip() for line in text.split("\n"))
