"""A grid of questions as JSON."""

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from askreports.schema.answers import CitationJson, citation_json
from askreports.schema.described import described

if TYPE_CHECKING:
    from askreports.grid.table import Grid, GridCell


@described
class GridCellJson(TypedDict):
    """An answer in a line."""

    status: str
    """"answers", "closest" (may not answer), "nothing" or "no report" (none is of what the column says)."""
    text: str
    """The answer, or what is missing; empty where there is nothing to say."""
    value: str | None
    """The number, a decimal as text; null where the answer is not one number."""
    unit: str
    """Unit of the number with its scale, such as "EUR thousand" or "%"; empty where none is known."""
    citation: int | None
    """Number of the citation that it stands on."""


@described
class GridJson(TypedDict):
    """Questions down, reports or organisations or years across."""

    questions: list[str]
    """The questions, a row each."""
    columns: list[str]
    """Heads of the columns."""
    cells: list[list[GridCellJson]]
    """For each question, a cell for each column."""
    changes: list[str | None]
    """Over years, for each question the last number less the first; null where there are not two."""
    citations: list[CitationJson]
    """What the answers stand on."""
    stopped: bool
    """Whether the grid was ended before its last cell; the same call goes on from there."""
    seconds: float
    """Time the grid took."""


def grid_json(grid: "Grid") -> GridJson:
    """The grid with its citations."""
    return {
        "questions": list(grid.questions),
        "columns": list(grid.columns),
        "cells": [[_cell_json(cell) for cell in row] for row in grid.cells],
        "changes": [None if change is None else f"{change:f}" for change in grid.changes()],
        "citations": [citation_json(citation) for citation in grid.citations],
        "stopped": grid.stopped,
        "seconds": round(grid.seconds, 4),
    }


def _cell_json(cell: "GridCell") -> GridCellJson:
    return {
        "status": str(cell.status),
        "text": cell.text,
        "value": None if cell.value is None else f"{cell.value:f}",
        "unit": cell.unit,
        "citation": cell.citation,
    }
