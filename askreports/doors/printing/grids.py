"""Prints grids and restatements."""

from typing import TYPE_CHECKING

from rich.text import Text

from askreports.doors.printing.answers import source_line
from askreports.doors.printing.console import console, table

if TYPE_CHECKING:
    from askreports.grid.table import Grid
    from askreports.restatements.restated import Restatements


def show_grid(grid: "Grid") -> None:
    """The grid, and what it stands on."""
    from askreports.grid.as_text import shown

    out = console()
    body = [
        [question, *(f"{shown(cell)} [{cell.citation}]" if cell.citation else shown(cell) for cell in row)]
        for question, row in zip(grid.questions, grid.cells, strict=True)
    ]
    out.print(table(["", *grid.columns], body))
    for citation in grid.citations:
        out.print(Text(source_line(citation), style="dim"))
    if grid.stopped:
        out.print(Text("Stopped before the last cell: the same command goes on from there."))


def show_restatements(found: "Restatements") -> None:
    """Each restated figure with its values side by side, the largest change first."""
    out = console()
    for one in found.restatements:
        values = "; ".join(f"{v.value:,f} {v.unit} [{v.citation}]".replace(" [", " [") for v in one.values)
        out.print(Text(f"{one.organisation}: {one.item}, {one.period}: {values}  ({one.difference:+,f})"))
    for citation in found.citations:
        out.print(Text(source_line(citation), style="dim"))
    out.print(Text(f"{len(found.restatements)} figures of {found.reports} reports were restated."))
