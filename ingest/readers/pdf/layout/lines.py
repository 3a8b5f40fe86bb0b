"""From words with boxes to the lines of a page, so that a table row stands on one line, and to its tables.

A PDF has no lines, only pieces of text in the order in which they were drawn. That order is mostly
right, so it is kept where nothing speaks against it; what stands side by side is put together. Two
spaces stand between the cells of a row, one between words; leading dots count as a gap.
"""

import re
from collections.abc import Sequence

from ingest.readers.characters import plain
from ingest.readers.pdf.layout.boxes import Line
from ingest.readers.pdf.layout.cells import CELL_BREAK, cells_of
from ingest.readers.pdf.layout.columns import prose_by_columns
from ingest.readers.pdf.layout.drop_caps import with_drop_caps
from ingest.readers.pdf.layout.key_figures import figures_with_labels
from ingest.readers.pdf.layout.letter_spaced import with_spaced_words
from ingest.readers.pdf.layout.order import from_top, values_in_place
from ingest.readers.pdf.layout.rows import Fragment, text_rows, upright
from ingest.readers.pdf.layout.stacks import lines_of

_LEADERS = re.compile(r"[.…](?: *[.…]){4,}")
_SOFT_HYPHEN_INSIDE = "\u00ad "  # left by a cell whose lines were joined
_WIDE = re.compile(r" {3,}")


def page_text(fragments: Sequence[Fragment]) -> str:
    """The text of one page, line by line in reading order, in plain characters."""
    return text_of(page_lines(fragments))


def page_lines(fragments: Sequence[Fragment]) -> list[Line]:
    """The lines of one page in reading order."""
    rows = values_in_place(text_rows(with_drop_caps(with_spaced_words(upright(fragments)))))
    cells = prose_by_columns(figures_with_labels([cells_of(row) for row in rows]))
    return from_top(list(lines_of(cells)))


def text_of(lines: Sequence[Line]) -> str:
    """The text of these lines, a line each."""
    text = "\n".join(line.text for line in lines).replace(_SOFT_HYPHEN_INSIDE, "-")
    text = plain(text)
    text = text.replace("( ", "(").replace(" )", ")")  # "(62 )" is drawn in two cells
    text = _WIDE.sub(CELL_BREAK, _LEADERS.sub(CELL_BREAK, text))
    return "\n".join(line.strip() for line in text.split("\n"))
