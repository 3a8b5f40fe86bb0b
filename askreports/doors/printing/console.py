"""Where text is printed, and tables."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text


def console() -> Console:
    """Standard output."""
    return Console(highlight=False, markup=False, emoji=False)


def table(head: Sequence[str], body: Iterable[Sequence[str]]) -> Table:
    """A table without lines."""
    made = Table(box=None, padding=(0, 1))
    for name in head:
        made.add_column(Text(name))
    for row in body:
        made.add_row(*(Text(cell) for cell in row))
    return made
